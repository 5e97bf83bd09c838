"""Unpacks every archive of a folder as the pip of this Python does: a line for each file, with its name and content in hex."""
import binascii
import hashlib
import os
import shutil
import sys
import tempfile

try:
    from pip._internal.utils.unpacking import unpack_file as unpack
except ImportError:
    from pip._internal.utils.misc import unpack_file

    def unpack(path, target):
        unpack_file(path, target, None, None)


def main():
    folder = sys.argv[1]
    for name in sorted(os.listdir(folder)):
        target = tempfile.mkdtemp()
        try:
            unpack(os.path.join(folder, name), target)
            for path, content in files(target):
                shown = binascii.hexlify(os.fsencode(path)).decode("ascii")
                print("%s x%s %s" % (name, shown, hashlib.sha256(content).hexdigest()))
        except Exception as problem:
            print("%s refused %s" % (name, type(problem).__name__))
        shutil.rmtree(target)


def files(root):
    for parent, _, names in os.walk(root):
        for path in (os.path.join(parent, name) for name in names):
            if not os.path.islink(path):
                with open(path, "rb") as stream:
                    yield os.path.relpath(path, root), stream.read()


main()
