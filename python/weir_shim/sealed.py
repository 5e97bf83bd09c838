"""The bits of a wheel between their last check and their last reader: a copy that nobody can change or name."""

import os
import tempfile
import zipfile

try:
    import fcntl
except ImportError:
    fcntl = None

from weir_shim import manifest

LARGEST_IN_MEMORY = 128 << 20  # Bytes. What is larger goes into a file without a name.

# <linux/fcntl.h>; Python has names for these from 3.9 on.
_F_ADD_SEALS, _F_SEAL_ALL = 1033, 0x1 | 0x2 | 0x4 | 0x8


class Sealed(object):
    """A copy of a file. `digest` is that of the copy: what is read from it later has been hashed."""

    def __init__(self, path):
        self.path = path
        self.file, in_memory = _new_file(path)
        try:
            self.digest = manifest.copy_file(path, self.file.write)
            self.file.flush()
            if in_memory:
                fcntl.fcntl(self.file.fileno(), _F_ADD_SEALS, _F_SEAL_ALL)
        except BaseException:
            self.close()
            raise

    def close(self):
        self.file.close()

    def as_zipfile(self, *args, **kwargs):
        return zipfile.ZipFile(self.file, *args, **kwargs)


class Wheel(object):
    """Stands for pip's `FilesystemWheel`."""

    def __init__(self, sealed):
        self.location = sealed.path
        self.as_zipfile = sealed.as_zipfile


def _new_file(path):
    if fcntl is not None and hasattr(os, "memfd_create") and os.path.getsize(path) <= LARGEST_IN_MEMORY:
        try:
            return os.fdopen(os.memfd_create("weir", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING), "w+b"), True
        except OSError:
            pass  # A kernel or sandbox that has none.
    return tempfile.TemporaryFile(prefix="weir-"), False
