"""The coverage proof: which distributions a command leaves otherwise than it has found them.

What explains a change, a step of this run or of another one that was judged, the engine knows (spec/events.md).
"""

import os
import re
import site
import sys

NEW, CHANGED, GONE = "new", "changed", "gone"

_SITES = ("site-packages", "dist-packages")
_OF_THIS_PYTHON = re.compile(r"[a-z]+%d(\.%d)?t?$" % sys.version_info[:2])
# How a distribution lies in such a folder, and which of its files tell whether it is still the same.
_TELLING = {
    ".dist-info": ("METADATA", "RECORD", "entry_points.txt"),
    ".egg-info": ("PKG-INFO", "entry_points.txt"),
    ".egg-link": (),
    ".egg": ("EGG-INFO/PKG-INFO", "EGG-INFO/entry_points.txt"),
}


class Proof(object):
    """The folders that distributions are installed into, with what lay there when each was first looked at."""

    def __init__(self):
        self._before = {}
        self._prefixes = []

    def watch_environment(self):
        """Watch what the interpreter that runs here imports from."""
        for folder in _own_sites():
            self.watch(folder)

    def watch_prefix(self, prefix):
        """Watch a prefix, such as a virtual environment, that may have no such folder yet."""
        self._prefixes.append(prefix)
        for folder in _sites_below(prefix):
            self.watch(folder)

    def watch(self, folder):
        """Watch a folder, which may not be there yet."""
        folder = os.path.realpath(folder)
        if folder not in self._before:
            self._before[folder] = _distributions(folder)

    @property
    def places(self):
        """The folders that are watched, sorted."""
        for prefix in self._prefixes:
            for folder in _sites_below(prefix):
                self._before.setdefault(os.path.realpath(folder), {})
        return sorted(self._before)

    def changes(self):
        """Return all that is not as it was, as (path, what has become of it)."""
        found = []
        for folder in self.places:
            if os.path.isdir(folder):  # A build environment may have gone before its command ends.
                changes = _changes(self._before[folder], _distributions(folder))
                found.extend((os.path.join(folder, name), change) for name, change in changes)
        return found


def _changes(before, now):
    for name in sorted(set(before).union(now)):
        if name not in before:
            yield name, NEW
        elif name not in now:
            yield name, GONE
        elif before[name] != now[name]:
            yield name, CHANGED


def _own_sites():
    folders = [folder for folder in sys.path if os.path.basename(folder) in _SITES]
    if is_virtual():
        # With --system-site-packages those of the system are on the path too; they are another environment.
        folders = [folder for folder in folders if _is_below(folder, sys.prefix)]
    user = getattr(site, "USER_SITE", None) if getattr(site, "ENABLE_USER_SITE", False) else None
    return folders + [user] if user else folders  # It is on the path only where it is there.


def is_virtual():
    """Whether a virtual environment is what this Python runs in."""
    return hasattr(sys, "real_prefix") or sys.prefix != getattr(sys, "base_prefix", sys.prefix)


def _is_below(path, folder):
    return os.path.abspath(path).startswith(os.path.join(os.path.abspath(folder), ""))


def _sites_below(prefix):
    """Wherever this Python may install into below a prefix, as far as it is there."""
    libs = _named([prefix, os.path.join(prefix, "local")], lambda name: name.lower() in ("lib", "lib64"))
    pythons = _named(libs, _OF_THIS_PYTHON.match)
    return _named([prefix] + libs + pythons, lambda name: name in _SITES)


def _named(folders, fits):
    return [os.path.join(folder, name) for folder in folders for name in _names(folder) if fits(name)]


def _distributions(folder):
    """The distributions in a folder by the names of their metadata, each with what tells it from a changed one."""
    found = {}
    for name in _names(folder):
        telling = _TELLING.get(os.path.splitext(name)[1].lower())
        if telling is not None:
            path = os.path.join(folder, name)
            found[name] = (_stamp(path),) + tuple(_stamp(os.path.join(path, file)) for file in telling)
    return found


def _stamp(path):
    try:
        status = os.stat(path)
    except EnvironmentError:
        return None
    return status.st_ino, status.st_size, status.st_mtime


def _names(folder):
    try:
        return os.listdir(folder)
    except EnvironmentError:
        return []
