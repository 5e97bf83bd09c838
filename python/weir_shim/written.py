"""What pip has written of a wheel: compared with the wheel that was judged, and taken back where it differs."""

import base64
import csv
import errno
import hashlib
import io
import os
import shutil
import stat

try:
    from importlib.util import cache_from_source
except ImportError:
    def cache_from_source(path):
        """Where Python 2 keeps what it has compiled."""
        return path + "c"

# What pip adds to a .dist-info folder: an installer's name, PEP 610, a mark for `pip list --not-required`, PEP 376.
_ADDED = frozenset(["INSTALLER", "direct_url.json", "REQUESTED", "RECORD"])
_BLOCK = 1 << 18


class Writing(object):
    """The installation of one wheel into the folders of a scheme. Made before pip begins to write.

    `direct_url` is the text of `direct_url.json` that pip will write, or None where it writes none.
    """

    def __init__(self, archive, scheme, direct_url=None):
        self._archive = archive
        self._scheme = scheme
        self._info = _info_folder(archive)
        self._lib = scheme.purelib if _is_purelib(self._read("WHEEL")) else scheme.platlib
        self._launchers = _entry_points(self._read("entry_points.txt"))
        self._hashes = _hashes(self._read("RECORD"))
        self._files = self._plan()
        self._info_path = os.path.join(self._lib, self._info)
        self._always_added = {"INSTALLER": b"pip\n", "direct_url.json": _bytes(direct_url)}
        self._added_before = {name: _content(os.path.join(self._info_path, name)) for name in _ADDED}
        self._scripts = os.path.normpath(scheme.scripts)
        self._before = {path for path in self._files if os.path.lexists(path)}
        self._info_before = set(_walk(self._info_path))
        self._scripts_before = _names(scheme.scripts)
        self._new_folders = self._missing_folders()

    def _read(self, name):
        name = self._info + "/" + name
        return self._archive.read(name) if name in self._archive.namelist() else b""

    def _plan(self):
        """Each file that pip will write, with the member of the archive that it comes from; the last one counts."""
        files = {}
        for name in self._archive.namelist():
            path = None if name.endswith("/") else self._place(name)
            if path is not None:
                files[path] = name
        return files

    def _place(self, name):
        pieces = os.path.normpath(name).split(os.path.sep, 2)
        if not pieces[0].endswith(".data"):
            return os.path.normpath(os.path.join(self._lib, name))
        folder = getattr(self._scheme, pieces[1], None) if len(pieces) == 3 else None
        return os.path.normpath(os.path.join(folder, pieces[2])) if folder else None

    def _missing_folders(self):
        missing = set()
        for path in list(self._files) + [os.path.join(self._scheme.scripts, "x")]:
            folder = os.path.dirname(path)
            while folder not in missing and not os.path.isdir(folder):
                missing.add(folder)
                folder = os.path.dirname(folder)
        return missing

    # Comparing

    def difference(self):
        """Return what is not as it was judged, in words, or None."""
        for path, name in self._files.items():
            if not self._is_as_judged(path, name):
                return "%s is not the %s of the wheel" % (path, name)
        return self._odd_in_info() or self._odd_in_added() or self._odd_in_record()

    def _is_as_judged(self, path, name):
        if self._is_added(path) or self._is_launcher(path):
            return True  # They are pip's own; RECORD says what it wrote.
        written = _digest(path)
        if written is None:
            return False
        # The wheel's RECORD, judged with the wheel, spares unpacking the member again.
        if written == self._hashes.get(name) or written == _digest_of(self._archive.open(name)):
            return True
        return self._is_script(name) and _is_rewritten(self._archive.read(name), path)

    def _is_added(self, path):
        return os.path.basename(path) in _ADDED and os.path.dirname(path) == self._info_path

    def _is_script(self, name):
        pieces = name.split("/", 2)
        return pieces[0].endswith(".data") and pieces[1] == "scripts"

    def _is_launcher(self, path):
        name = os.path.basename(path)
        return any(name.startswith(launcher) for launcher in self._launchers) and (
            os.path.dirname(path) == self._scripts
        )

    def _odd_in_info(self):
        new = set(_walk(self._info_path)) - self._info_before - _ADDED
        paths = [os.path.normpath(os.path.join(self._info_path, name)) for name in sorted(new)]
        return next(("%s is of no file of the wheel" % path for path in paths if path not in self._files), None)

    def _odd_in_added(self):
        for name in sorted(_ADDED - {"RECORD"}):
            path = os.path.join(self._info_path, name)
            if _content(path) not in self._right_in_added(name):
                return "%s is not what pip writes there" % path
        return None

    def _right_in_added(self, name):
        """All that may be in one of the files that pip adds; None stands for no file."""
        if self._always_added.get(name) is not None:
            return [self._always_added[name]]
        member = self._info + "/" + name  # Of a wheel that brings one, where the settings let it.
        brought = self._archive.read(member) if member in self._archive.namelist() else None
        asked_for = b"" if name == "REQUESTED" else None
        return [self._added_before[name], brought, asked_for]

    def _odd_in_record(self):
        path = os.path.join(self._info_path, "RECORD")
        try:
            with io.open(path, "rb") as stream:
                rows = _rows(stream.read())
        except (EnvironmentError, ValueError, csv.Error) as error:
            return "%s cannot be read: %s" % (path, error)
        return next((odd for odd in map(self._odd_row, rows) if odd is not None), None)

    def _odd_row(self, row):
        if row[0] in self._hashes:
            return None  # pip takes over the rows of files that it does not install, too.
        path = os.path.normpath(os.path.join(self._lib, row[0]))
        if path in self._files or self._is_compiled(path) or self._is_added(path):
            return None
        if not self._is_launcher(path):
            return "RECORD lists %s, which is of no file of the wheel" % row[0]
        if len(row) < 2 or row[1] != _digest(path):
            return "%s is not what was written" % path
        return None

    def _is_compiled(self, path):
        if path.endswith(".pyc") and path[:-1] in self._files:
            return True  # Where Python 2 puts it.
        folder, name = os.path.split(path)
        source = os.path.join(os.path.dirname(folder), name.split(".", 1)[0] + ".py")
        return name.endswith(".pyc") and os.path.basename(folder) == "__pycache__" and source in self._files

    # Taking back

    def take_back(self):
        """Remove what was not there before."""
        for path in self._files:
            if path not in self._before:
                _remove(path)
                self._remove_compiled(path)
        for name in _names(self._scheme.scripts) - self._scripts_before:
            if self._is_launcher(os.path.join(self._scripts, name)):
                _remove(os.path.join(self._scripts, name))
        for name in set(_walk(self._info_path)) - self._info_before:
            _remove(os.path.join(self._info_path, name))
        for folder in sorted(self._new_folders, key=len, reverse=True):
            shutil.rmtree(os.path.join(folder, "__pycache__"), ignore_errors=True)
            _remove_empty(folder)

    def _remove_compiled(self, path):
        if path.endswith(".py"):
            compiled = cache_from_source(path)
            _remove(compiled)
            _remove_empty(os.path.dirname(compiled))


def _info_folder(archive):
    folders = {name.split("/", 1)[0] for name in archive.namelist()}
    return next((folder for folder in sorted(folders) if folder.endswith(".dist-info")), ".dist-info")


def _is_purelib(text):
    lines = text.decode("utf-8", "replace").splitlines()
    values = [line.partition(":")[2] for line in lines if line.lower().startswith("root-is-purelib:")]
    return bool(values) and values[0].strip().lower() == "true"


def _entry_points(text):
    """The names of all launchers that pip makes."""
    names, section = set(), None
    for line in text.decode("utf-8", "replace").splitlines():
        line = line.strip()
        if line.startswith("["):
            section = line.strip("[]").strip()
        elif section in ("console_scripts", "gui_scripts") and "=" in line and line[0] not in "#;":
            names.add(line.partition("=")[0].strip())
    return names - {""}


def _hashes(text):
    try:
        return {row[0]: row[1] if len(row) > 1 else "" for row in _rows(text)}
    except (ValueError, csv.Error):
        return {}


def _rows(text):
    text = text.decode("utf-8") if str is not bytes else text
    return [row for row in csv.reader(io.StringIO(text, newline="") if str is not bytes else text.splitlines()) if row]


def _bytes(text):
    return text if text is None or isinstance(text, bytes) else text.encode("utf-8")


def _content(path):
    """What is in a file; None where there is none, and False where it is no regular one or cannot be read."""
    if not os.path.lexists(path):
        return None
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return False
        with io.open(path, "rb") as stream:
            return stream.read()
    except EnvironmentError:
        return False


def _digest(path):
    """The hash of a regular file as it stands in a RECORD, or None."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            return None
        return _digest_of(io.open(path, "rb"))
    except EnvironmentError:
        return None


def _digest_of(stream):
    digest = hashlib.sha256()
    with stream:
        for block in iter(lambda: stream.read(_BLOCK), b""):
            digest.update(block)
    return "sha256=" + base64.urlsafe_b64encode(digest.digest()).decode("ascii").rstrip("=")


def _is_rewritten(member, path):
    """Whether the file is the member of the archive, with the interpreter's name in its first line."""
    first, _, rest = member.partition(b"\n")
    with io.open(path, "rb") as stream:
        written, _, rest_of_file = stream.read().partition(b"\n")
    return first.startswith(b"#!python") and written.startswith(b"#!") and rest == rest_of_file


def _walk(folder):
    for parent, _, names in os.walk(folder):
        for name in names:
            yield os.path.join(parent, name)[len(folder) + 1:]


def _names(folder):
    return set(os.listdir(folder)) if os.path.isdir(folder) else set()


def _remove(path):
    try:
        os.unlink(path)
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EPERM):
            raise


def _remove_empty(folder):
    try:
        os.rmdir(folder)
    except OSError:
        pass  # It is not empty, or not there.
