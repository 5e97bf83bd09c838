"""Where the engine of this user is found, and how one is started (spec/wire.md, Finding the engine)."""

import collections
import errno
import hashlib
import io
import json
import os
import socket
import stat
import subprocess
import time

try:
    import fcntl
except ImportError:
    fcntl = None
try:
    import pwd
except ImportError:
    pwd = None

from weir_shim import client, clock, redact, terminal, texts
from weir_shim.errors import Undecided

START_SECONDS = 60
LARGEST_LOG = 1 << 20
SYSTEM_SETTINGS = "/etc/weir/weir.toml"
ATTEMPTS = 3
_POLL_SECONDS = 0.05
_LAST_WORDS = 4096
_LAST_LINES = 3
_TRY_AGAIN = "try again; where it stays, see the engine's log: weir engine logs"
_ELSEWHERE = "set XDG_STATE_HOME to a folder of your own"

_ahead = []  # What `_begin` has returned, where nobody has waited for it yet.
_PRIVATE = ("WEIR_ENGINE", "WEIR_RUN", "WEIR_RUN_KEY", "WEIR_PARENT", "WEIR_BUILD_REQUIREMENT", "WEIR_BELOW")

Announced = collections.namedtuple("Announced", "protocol build settings transport address key")


# Places


class Places(object):
    """Where the engine of a user announces itself, and for which settings it has to be there."""

    def __init__(self, environ):
        home = _home(environ)
        self.state = _folder(environ, "XDG_STATE_HOME", os.path.join(home, ".local", "state"))
        self.config = _folder(environ, "XDG_CONFIG_HOME", os.path.join(home, ".config"))
        self.settings = settings_id(SYSTEM_SETTINGS, os.path.join(self.config, "weir", "weir.toml"))
        self.transport = _transport(environ)
        self.root = os.path.join(self.state, "weir")
        self.run = os.path.join(self.root, "run")
        name = "" if self.transport == "unix" else "-" + self.transport
        self.rendezvous = os.path.join(self.run, "engine%s.json" % name)
        self.lock = os.path.join(self.run, "start%s.lock" % name)
        self.log = os.path.join(self.run, "engine%s.log" % name)


def settings_id(*files):
    """Return what tells the settings at these places from those at others."""
    paths = [_utf8(path, "XDG_CONFIG_HOME") for path in files]
    return "sha256:" + hashlib.sha256("\n".join(paths).encode("utf-8")).hexdigest()


def _utf8(path, variable):
    # What Java cannot name it would not find, and no settings are no refusals.
    try:
        return texts.fsencode(path).decode("utf-8")
    except UnicodeDecodeError:
        raise Undecided("a name is not UTF-8: %s" % redact.clean(path), "set %s to another folder" % variable)


def _home(environ):
    home = environ.get("HOME", "")
    if os.path.isabs(home):
        return home
    home = _home_of_account()
    # Java believes in none that is shorter.
    return home if os.path.isabs(home) and len(home) > 2 else "/"


def _home_of_account():
    if pwd is None:
        return os.path.expanduser("~")
    try:
        return pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return ""


def _folder(environ, variable, default):
    # A relative path in such a variable is to be ignored (XDG Base Directory Specification).
    value = environ.get(variable, "")
    path = os.path.normpath(value if os.path.isabs(value) else default)
    return path[1:] if path.startswith("//") else path


def _transport(environ):
    chosen = environ.get("WEIR_TRANSPORT") or ("unix" if hasattr(socket, "AF_UNIX") else "loopback")
    if chosen not in ("unix", "loopback"):
        raise Undecided("WEIR_TRANSPORT is %r" % redact.text(chosen), "set it to unix or loopback, or unset it")
    return chosen


def _require_folders(places):
    _make_folder(places.root)
    _check_owner(places.root, 0o022)
    _make_folder(places.run)
    _check_owner(places.run, 0o077)


def _make_folder(path):
    try:
        os.makedirs(path, 0o700)
    except OSError as error:
        if error.errno != errno.EEXIST or not os.path.isdir(path):
            raise Undecided(
                "cannot make the folder %s: %s" % (path, error.strerror), "make room for it, or " + _ELSEWHERE
            )


def _check_owner(path, forbidden):
    status = os.stat(path)
    if not hasattr(os, "getuid"):
        return
    if status.st_uid != os.getuid():
        raise Undecided("the folder %s belongs to another user" % path, _ELSEWHERE)
    if status.st_mode & forbidden:
        raise Undecided("the folder %s is open to others" % path, "chmod 700 it, or " + _ELSEWHERE)


# The rendezvous file


def read(places):
    """Return what is Announced in the rendezvous file, or None where nothing is, or nothing that makes sense."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(places.rendezvous, flags)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return None
        raise Undecided("cannot read %s: %s" % (places.rendezvous, error.strerror), _ELSEWHERE)
    try:
        _check_private(places.rendezvous, os.fstat(descriptor))
        return _parse(os.read(descriptor, 65536))
    finally:
        os.close(descriptor)


def _check_private(path, status):
    if not stat.S_ISREG(status.st_mode):
        raise Undecided("%s is no file" % path, "remove it")
    if not hasattr(os, "getuid"):
        return
    if status.st_uid != os.getuid():
        raise Undecided("%s belongs to another user" % path, _ELSEWHERE)
    if status.st_mode & 0o077:
        raise Undecided("%s is open to others" % path, "remove it, and find out who made it")


def _parse(body):
    # An engine that has ended leaves an empty file, and a crash of the machine may leave anything.
    try:
        record = json.loads(body.decode("utf-8"), object_pairs_hook=client.unique_members)
        announced = Announced(*[record[name] for name in Announced._fields])
    except (ValueError, KeyError, TypeError):
        return None
    texts = announced[1:]
    if announced.protocol != client.PROTOCOL or not all(client.is_text(text) for text in texts):
        return None
    return announced if client.HEX_64.match(announced.key) else None


def _look(places, build, passed_by):
    """Return (socket, Address) of the engine that is announced, where it is the right one and lives; else None."""
    found = read(places)
    if found is None or found.address in passed_by:
        return None
    if not _is_right(found, places, build):
        return None
    address = client.Address(found.transport, found.address, found.key)
    try:
        return client.connect(address), address
    except socket.timeout:
        waited = client.GREETING_SECONDS
        raise Undecided("the engine does not accept a connection within %d seconds" % waited, _TRY_AGAIN)
    except (OSError, IOError) as error:
        if error.errno in (errno.ECONNREFUSED, errno.ECONNRESET, errno.ENOENT, errno.ENOTDIR, errno.ENOTSOCK):
            return None
        raise Undecided("cannot connect to the engine: %s" % (error.strerror or error))


def _is_right(found, places, build):
    return (found.build, found.settings, found.transport) == (build, places.settings, places.transport)


# Finding


def converse(environ, build, greet):
    """Return what greet(socket, Address) makes of the engine of this build and these settings.

    Where there is none, or the one that is announced does not serve any more, one is started.
    """
    with terminal.waiting_for("the engine to start"):
        return _converse(environ, build, greet)


def _converse(environ, build, greet):
    places = Places(environ)
    passed_by = set()
    while True:
        connection, address = _look(places, build, passed_by) or _start_one(environ, places, build, passed_by)
        try:
            return greet(connection, address)
        except client.Unserved:
            passed_by.add(address.address)
            if len(passed_by) == ATTEMPTS:
                raise


def start_ahead(environ, build):
    """Start an engine where none is announced, and do not wait for it: `converse` will, and says what is wrong."""
    try:
        places = Places(environ)
        if _is_announced(places, build):
            return  # As nearly always: nothing is touched.
        _require_room(places)
        with io.open(places.lock, "a") as lock:
            if _take(lock) and not _is_announced(places, build):
                _ahead.append(_begin(environ, places, lock))
    except (Undecided, EnvironmentError):
        pass


def _is_announced(places, build):
    found = read(places)
    return found is not None and _is_right(found, places, build)


def _require_room(places):
    _utf8(places.state, "XDG_STATE_HOME")
    _require_folders(places)


def _start_one(environ, places, build, passed_by):
    if _ahead:
        return _await(_ahead.pop(), places, build, passed_by)
    _require_room(places)
    deadline = clock.now() + START_SECONDS
    with io.open(places.lock, "a") as lock:
        while not _take(lock):
            found = _look(places, build, passed_by)
            if found is not None:
                return found
            if clock.now() > deadline:
                raise Undecided("somebody else is starting the engine, and does not end", _TRY_AGAIN)
            terminal.waits()
            time.sleep(_POLL_SECONDS)
        found = _look(places, build, passed_by)
        if found is not None:
            return found
        started = _begin(environ, places, lock)
    return _await(started, places, build, passed_by)


def _take(lock):
    try:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except (IOError, OSError) as error:
        if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN):
            raise Undecided("cannot lock %s: %s" % (lock.name, error.strerror), _ELSEWHERE)
        return False


def _begin(environ, places, lock):
    """Return the process of a new engine, and where in the log its words begin."""
    launcher = environ.get("WEIR_LAUNCHER")
    if not launcher:
        raise Undecided("no engine is running, and WEIR_LAUNCHER names no launcher", "run pip as `weir pip`")
    begin = _rotate(places.log)
    return _spawn(launcher, _engine_environ(environ, places), places.log, lock), begin


def _await(started, places, build, passed_by):
    process, begin = started
    deadline = clock.now() + START_SECONDS
    while True:
        ended = process.poll()
        found = _look(places, build, passed_by)
        if found is not None:
            process.returncode = 0  # It outlives us, and nobody is to wait for it.
            return found
        if ended is not None:
            raise _failed("the engine %s before it was ready" % _end(ended), places.log, begin)
        if clock.now() > deadline:
            process.kill()
            process.wait()
            raise _failed("the engine was not ready within %d seconds" % START_SECONDS, places.log, begin)
        terminal.waits()
        time.sleep(_POLL_SECONDS)


def _rotate(log):
    """Begin a new log where the old one has become large. Return where the words of the next engine begin."""
    try:
        size = os.stat(log).st_size
        if size <= LARGEST_LOG:
            return size
        os.rename(log, log + ".1")
    except OSError as error:
        if error.errno != errno.ENOENT:
            raise Undecided("cannot begin the log %s: %s" % (log, error.strerror), _ELSEWHERE)
    return 0


def _spawn(launcher, environ, log, lock):
    options = {"start_new_session": True} if str is not bytes else {"preexec_fn": os.setsid}
    try:
        with io.open(log, "ab") as output:
            # Its standard input is the lock, until it has announced itself: it holds it even where we are killed.
            return subprocess.Popen(
                [launcher, "engine", "serve"], stdin=lock, stdout=output, stderr=output,
                env=environ, close_fds=True, cwd=os.path.dirname(log), **options
            )
    except (OSError, IOError) as error:
        raise Undecided("cannot start the engine with %s: %s" % (launcher, error.strerror or error))


def _engine_environ(environ, places):
    # The engine belongs to no run, is not to load the shim, and is to find the same places.
    result = {name: value for name, value in environ.items() if name not in _PRIVATE}
    result.update(XDG_STATE_HOME=places.state, XDG_CONFIG_HOME=places.config)
    site = os.path.join(os.path.dirname(os.path.abspath(__file__)), "site")
    folders = [folder for folder in result.pop("PYTHONPATH", "").split(os.pathsep) if folder and folder != site]
    if folders:
        result["PYTHONPATH"] = os.pathsep.join(folders)
    return result


def _end(code):
    return "was ended by signal %d" % -code if code < 0 else "ended with exit code %d" % code


def _failed(what, log, begin):
    """Return the error for a start that failed, with what the engine has said last."""
    with io.open(log, "rb") as stream:
        stream.seek(max(begin, os.fstat(stream.fileno()).st_size - _LAST_WORDS))
        lines = [line.strip() for line in stream.read().decode("utf-8", "replace").splitlines() if line.strip()]
    hints = [line[len("hint: "):] for line in lines if line.startswith("hint: ")]
    said = [redact.text(line) for line in lines if not line.startswith("hint: ")][-_LAST_LINES:]
    hint = redact.text(hints[-1]) if hints else "see %s" % log
    return Undecided(": ".join([what] + ["; ".join(said)] if said else [what]), hint)
