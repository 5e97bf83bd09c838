"""The digest of a file and of a source tree, as spec/manifest.md defines it."""

import errno
import hashlib
import os
import re
import stat

from weir_shim import texts

MAX_ENTRIES = 500000
MAX_DEPTH = 100
MAX_BYTES = 16 * 1024 ** 3

_HEADER = b"weir-manifest 1\n"
_LEFT_OUT = frozenset([b".git", b".hg", b".svn", b"node_modules", b"__pycache__"])
_BLOCK = 1 << 18

# Well-formed UTF-8 (Unicode, table 3-7) without control characters and the backslash; then any other byte.
_PIECE = re.compile(
    br"((?:[\x20-\x5b\x5d-\x7e]"
    br"|\xc2[\xa0-\xbf]|[\xc3-\xdf][\x80-\xbf]"
    br"|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    br"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+)"
    br"|([\x00-\xff])"
)


class ManifestError(Exception):
    """These bits have no digest; the message says which entry is the reason, why, and what to do."""


def digest_file(path):
    """Return 'sha256:...' of the bytes of the regular file at path. A symbolic link is followed."""
    real = os.path.realpath(texts.fsencode(path))
    try:
        return "sha256:" + _hash_file(real, real, _Budget(0, None))
    except OSError as error:
        raise _unreadable(real, error)


def copy_file(path, write):
    """Hand the bytes of the regular file at path to `write`. Return their 'sha256:...'."""
    real = os.path.realpath(texts.fsencode(path))
    try:
        return "sha256:" + _hash_file(real, real, _Budget(0, None), write)
    except OSError as error:
        raise _unreadable(real, error)


def digest_tree(path, user_folder=False, max_entries=MAX_ENTRIES, max_bytes=MAX_BYTES):
    """Return ('sha256:...' of the manifest of the tree at path, paths of the folders left out)."""
    text, left_out = manifest_of(path, user_folder, max_entries, max_bytes)
    return digest_text(text), left_out


def digest_text(text):
    """Return 'sha256:...' of bytes, such as a manifest."""
    return "sha256:" + hashlib.sha256(text).hexdigest()


def manifest_of(path, user_folder=False, max_entries=MAX_ENTRIES, max_bytes=MAX_BYTES):
    """Return (the manifest as bytes, paths of the folders left out)."""
    root = os.path.realpath(texts.fsencode(path))
    if not os.path.isdir(root):
        raise ManifestError("no folder: %s" % _shown(root))
    walk = _Walk(root, user_folder, _Budget(max_entries, max_bytes))
    walk.folder(b"", walk.names(b""), 1)
    lines = [b"\t".join((kind, mode, content, name)) + b"\n" for name, kind, mode, content in sorted(walk.entries)]
    return _HEADER + b"".join(lines), [name.decode("utf-8") for name in sorted(walk.left_out)]


def escape(name):
    """Return the bytes of a path or link target as they stand in a manifest."""
    return _PIECE.sub(_escape_piece, name)


class _Walk(object):
    def __init__(self, root, user_folder, budget):
        self.root = root
        self.user_folder = user_folder
        self.budget = budget
        self.entries = []
        self.left_out = []

    def names(self, relative):
        try:
            return sorted(os.listdir(os.path.join(self.root, relative)))
        except OSError as error:
            raise _unreadable(relative, error)

    def folder(self, relative, names, depth):
        for name in names:
            self.entry(relative + b"/" + name if relative else name, name, depth)

    def entry(self, relative, name, depth):
        try:
            self.read(relative, name, depth)
        except OSError as error:
            raise _unreadable(relative, error)

    def read(self, relative, name, depth):
        full = os.path.join(self.root, relative)
        status = os.lstat(full)
        if stat.S_ISDIR(status.st_mode):
            self.enter(relative, name, depth)
        elif stat.S_ISREG(status.st_mode):
            self.budget.take_entry(relative, depth)
            self.add(relative, b"f", _mode(status), _hash_file(full, relative, self.budget).encode("ascii"))
        elif stat.S_ISLNK(status.st_mode):
            self.budget.take_entry(relative, depth)
            self.add(relative, b"l", b"-", escape(os.readlink(full)))
        else:
            raise ManifestError("neither file, folder nor symbolic link: %s; move it elsewhere" % _shown(relative))

    def enter(self, relative, name, depth):
        names = [] if self.user_folder and name in _LEFT_OUT else self.names(relative)
        if self.user_folder and (name in _LEFT_OUT or b"pyvenv.cfg" in names):
            self.left_out.append(escape(relative))
        else:
            self.budget.take_entry(relative, depth)
            self.add(relative, b"d", b"-", b"-")
            self.folder(relative, names, depth + 1)

    def add(self, relative, kind, mode, content):
        self.entries.append((escape(relative), kind, mode, content))


class _Budget(object):
    """What may still be read; a size of None is no limit."""

    def __init__(self, entries, size):
        self.entries = entries
        self.size = size
        self.entries_left = entries
        self.size_left = size

    def take_entry(self, relative, depth):
        if depth > MAX_DEPTH:
            raise ManifestError("deeper than %d folders: %s" % (MAX_DEPTH, _shown(relative)))
        self.entries_left -= 1
        if self.entries_left < 0:
            raise ManifestError("more than %d entries in the tree, at: %s" % (self.entries, _shown(relative)))

    def take_bytes(self, path, count):
        if self.size is None:
            return
        self.size_left -= count
        if self.size_left < 0:
            raise ManifestError("more than %d bytes in the files of the tree, at: %s" % (self.size, _shown(path)))


def _hash_file(path, named, budget, write=None):
    # O_NONBLOCK: what was a file a moment ago may be a fifo now, and opening that would wait for ever.
    flags = os.O_RDONLY
    for flag in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_NOINHERIT"):
        flags |= getattr(os, flag, 0)
    descriptor = os.open(path, flags)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise ManifestError("no regular file: %s" % _shown(named))
        result = _hash_descriptor(descriptor, named, budget, write)
        if _changing(before) != _changing(os.fstat(descriptor)):
            raise ManifestError("changed while it was read: %s; try again when nothing writes to it" % _shown(named))
        return result
    finally:
        os.close(descriptor)


def _hash_descriptor(descriptor, named, budget, write):
    digest = hashlib.sha256()
    block = os.read(descriptor, _BLOCK)
    while block:
        budget.take_bytes(named, len(block))
        digest.update(block)
        if write is not None:
            write(block)
        block = os.read(descriptor, _BLOCK)
    return digest.hexdigest()


def _changing(status):
    return status.st_size, status.st_mtime


def _mode(status):
    return b"x" if os.name != "nt" and status.st_mode & stat.S_IXUSR else b"-"


def _escape_piece(match):
    if match.group(1) is not None:
        return match.group(1)
    byte = match.group(2)
    return b"\\\\" if byte == b"\\" else ("\\x%02x" % ord(byte)).encode("ascii")


def _shown(path):
    return escape(path or b".").decode("utf-8")


def _unreadable(path, error):
    if error.errno == errno.ELOOP:
        return ManifestError("became a symbolic link while it was read: %s; try again" % _shown(path))
    return ManifestError("cannot read %s: %s" % (_shown(path), error.strerror or error))
