"""What pip keeps of a download or a build for later runs, and how it is taken out where it was refused."""

import errno
import os

from weir_shim import describe


class Caches(object):
    """The entries of pip's caches that this process has met."""

    def __init__(self):
        self._entries = {}  # URL of a file: entries of the HTTP cache, as (cache, key).

    def met(self, url, cache, key):
        """An entry was read or written while the file at `url` was fetched."""
        self._entries.setdefault(url, set()).add((cache, key))

    def leave_nothing_of(self, requirement):
        """Take out what was fetched for a requirement, and the wheel of it where that is in the wheel cache."""
        record = describe.record_of(requirement)
        for link in (record.link, requirement.link):
            for cache, key in self._entries.pop(link.url, ()) if link is not None else ():
                cache.delete(key)
        wheel = requirement.local_file_path or _file(requirement.link)
        if wheel and describe.is_in_wheel_cache(wheel):
            _remove(wheel)
            _remove(os.path.join(os.path.dirname(wheel), "origin.json"))


def _file(link):
    """What a link to a file leads to: pip 20.0 and 20.1 know no other path before they have unpacked it."""
    return link.file_path if link is not None and link.is_file else None


def _remove(path):
    try:
        os.unlink(path)
    except OSError as error:
        if error.errno != errno.ENOENT:
            raise
