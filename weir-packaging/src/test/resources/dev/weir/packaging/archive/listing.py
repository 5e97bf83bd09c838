"""Lists every archive of a folder as Python's own readers see it: a line for each file, with its name and content in hex."""
import binascii
import hashlib
import os
import sys
import tarfile
import zipfile


def main():
    folder = sys.argv[1]
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        try:
            for member, content in read(path):
                shown = binascii.hexlify(member.encode("utf-8", "surrogateescape")).decode("ascii")
                print("%s x%s %s" % (name, shown, hashlib.sha256(content).hexdigest()))
        except Exception as problem:
            print("%s refused %s" % (name, type(problem).__name__))


def read(path):
    if path.endswith(".zip"):
        return zipped(path)
    return tarred(path)


def zipped(path):
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist() if not info.filename.endswith("/")]


def tarred(path):
    with tarfile.open(path, encoding="utf-8") as archive:
        members = [info for info in archive.getmembers() if info.isfile() or info.islnk()]
        return [(plain(info.name), archive.extractfile(info).read()) for info in members]


def plain(name):
    while name.startswith("./"):
        name = name[2:]
    return name


main()
