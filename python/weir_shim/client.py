"""The shim's side of the wire (spec/wire.md): finds or starts the engine, proves itself, asks."""

import collections
import errno
import hashlib
import hmac
import io
import json
import os
import re
import socket
import stat
import struct
import subprocess
import sys
import threading
import time

try:
    import fcntl
except ImportError:
    fcntl = None

from weir_shim import redact
from weir_shim.errors import Undecided

PROTOCOL = 1
MAX_FRAME = 16777216
MAX_DEPTH = 64
GREETING_SECONDS = 10
START_SECONDS = 60
_POLL_SECONDS = 0.05
_RESTART = "try again; where it stays, see the engine's log in the state folder of weir"

_HEX_64 = re.compile(r"^[0-9a-f]{64}$")
_SWITCHES = (("mode", "WEIR_MODE"), ("project_settings", "WEIR_PROJECT_SETTINGS"))
_PRIVATE = ("WEIR_ENGINE", "WEIR_RUN", "WEIR_RUN_KEY", "WEIR_PARENT", "WEIR_BUILD_REQUIREMENT")

Address = collections.namedtuple("Address", "transport address key")
Ready = collections.namedtuple("Ready", "run run_key settings in_process silence observes")
Verdict = collections.namedtuple("Verdict", "digest verdict reason findings withhold patch instead_of")
Found = collections.namedtuple("Found", "verdict reason withhold")  # What was found, where nothing comes of it.


# Frames


def encode(message):
    """Return the frame of a message."""
    body = json.dumps(message, ensure_ascii=False).encode("utf-8")
    if len(body) > MAX_FRAME:
        raise Undecided("a message of %d bytes is larger than the engine accepts" % len(body))
    return struct.pack(">I", len(body)) + body


def decode(body):
    """Return the message in the body of a frame. Raises Undecided where it breaks a rule of the wire."""
    try:
        message = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_unique_members,
            parse_int=_integer,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RuntimeError) as error:
        raise _broken("no valid JSON: %s" % error)
    if not isinstance(message, dict) or not _is_text(message.get("type")):
        raise _broken("no object with a type")
    if _depth(message) > MAX_DEPTH:
        raise _broken("nested deeper than %d" % MAX_DEPTH)
    return message


def _unique_members(pairs):
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a member is there twice")
    return result


def _integer(text):
    number = int(text)
    if not -(2 ** 63) <= number < 2 ** 63:
        raise ValueError("a number does not fit in 64 bits")
    return number


def _no_number(text):
    raise ValueError("not an integer: %s" % text)


def _depth(value):
    deepest = 0
    todo = [(value, 1)]
    while todo:
        value, depth = todo.pop()
        if isinstance(value, (dict, list)):
            deepest = max(deepest, depth)
            todo.extend((child, depth + 1) for child in (value.values() if isinstance(value, dict) else value))
    return deepest


def _broken(what):
    return Undecided("the engine sent %s" % what, _RESTART)


def _is_text(value):
    return isinstance(value, type(u"")) or isinstance(value, str)


def _is_number(value):
    return isinstance(value, int) and not isinstance(value, bool)


# Keys


def proof(key, side, client_nonce, engine_nonce):
    """Return what `side` ("client" or "engine") sends to prove that it holds the key, given in hexadecimal."""
    text = "weir %s %d\n%s\n%s" % (side, PROTOCOL, client_nonce, engine_nonce)
    return hmac.new(_key_bytes(key), text.encode("utf-8"), hashlib.sha256).hexdigest()


def run_key(key, run):
    """Return the key of a run, in hexadecimal."""
    return hmac.new(_key_bytes(key), ("weir run %s" % run).encode("utf-8"), hashlib.sha256).hexdigest()


def _key_bytes(key):
    return bytes(bytearray(int(key[index:index + 2], 16) for index in range(0, len(key), 2)))


# Finding the engine


class Places(object):
    """Where the engine of one build, settings file and transport announces itself."""

    def __init__(self, environ, build):
        config = _folder(environ, "XDG_CONFIG_HOME", os.path.join(os.path.expanduser("~"), ".config"))
        settings = os.path.join(config, "weir", "weir.toml")
        self.transport = _transport(environ)
        identity = "%s\n%s\n%s" % (build, settings, self.transport)
        digits = hashlib.sha256(identity.encode("utf-8", *_surrogates())).hexdigest()[:12]
        self.run = os.path.join(state_folder(environ), "run")
        self.rendezvous = os.path.join(self.run, "engine-%s.json" % digits)
        self.lock = os.path.join(self.run, "start-%s.lock" % digits)
        self.log = os.path.join(self.run, "engine-%s.log" % digits)


def state_folder(environ):
    """Where weir keeps its state."""
    local = os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(_folder(environ, "XDG_STATE_HOME", local), "weir")


def _surrogates():
    return ("surrogateescape",) if str is not bytes else ()


def _folder(environ, variable, default):
    # A relative path in such a variable is to be ignored (XDG Base Directory Specification).
    value = environ.get(variable, "")
    return os.path.normpath(value if os.path.isabs(value) else default)


def _transport(environ):
    chosen = environ.get("WEIR_TRANSPORT") or ("unix" if hasattr(socket, "AF_UNIX") else "loopback")
    if chosen not in ("unix", "loopback"):
        raise Undecided("WEIR_TRANSPORT is %r" % redact.text(chosen), "set it to unix or loopback, or unset it")
    return chosen


def read_rendezvous(places, build):
    """Return the Address in the rendezvous file, or None where there is none."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(places.rendezvous, flags)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return None
        raise Undecided("cannot read %s: %s" % (places.rendezvous, error.strerror))
    try:
        _check_private(places.rendezvous, os.fstat(descriptor))
        body = os.read(descriptor, 65536)
    finally:
        os.close(descriptor)
    return _parse_rendezvous(places, build, body)


def _check_private(path, status):
    if not stat.S_ISREG(status.st_mode):
        raise Undecided("%s is no file" % path, "remove it")
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o077):
        raise Undecided("%s belongs to, or is open to, somebody else" % path, "remove it, and find out who made it")


def _parse_rendezvous(places, build, body):
    try:
        record = json.loads(body.decode("utf-8"), object_pairs_hook=_unique_members)
        parts = [record[name] for name in ("protocol", "build", "transport", "address", "key")]
    except (ValueError, KeyError, TypeError):
        raise Undecided("%s is no rendezvous file" % places.rendezvous, "remove it")
    if parts[:3] != [PROTOCOL, build, places.transport]:
        raise Undecided("%s speaks of another build of weir" % places.rendezvous, "remove it")
    if not _is_text(parts[3]) or not _is_text(parts[4]) or not _HEX_64.match(parts[4]):
        raise Undecided("%s is no rendezvous file" % places.rendezvous, "remove it")
    return Address(*parts[2:])


def nested_address(environ):
    """Return (Address, run) for an installer that another one started, or (None, None)."""
    values = [environ.get(name) for name in ("WEIR_ENGINE", "WEIR_RUN", "WEIR_RUN_KEY")]
    if not any(values):
        return None, None
    transport, _, address = (values[0] or "").partition(":")
    if not all(values) or transport not in ("unix", "loopback") or not _HEX_64.match(values[2]):
        raise Undecided(
            "WEIR_ENGINE, WEIR_RUN and WEIR_RUN_KEY do not name a run", "unset them, or keep all of them as they were"
        )
    return Address(transport, address, values[2]), values[1]


def connect(address):
    """Return a socket to the engine; an OSError where nobody answers there."""
    if address.transport == "unix":
        endpoint, family = address.address, socket.AF_UNIX
    else:
        host, _, port = address.address.rpartition(":")
        if host != "127.0.0.1" or not port.isdigit() or int(port) > 65535:
            raise Undecided("the engine's address is no loopback address: %s" % redact.text(address.address))
        endpoint, family = (host, int(port)), socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(GREETING_SECONDS)
        connection.connect(endpoint)
    except BaseException:
        connection.close()
        raise
    return connection


def find_engine(environ, build):
    """Return (socket, Address) of the engine of this build; starts it where there is none."""
    places = Places(environ, build)
    found = _try_connect(places, build)
    if found is not None:
        return found
    _make_private_folder(places.run)
    with io.open(places.lock, "a") as lock:
        _lock(lock)
        return _try_connect(places, build) or _start(environ, places, build)


def _try_connect(places, build):
    address = read_rendezvous(places, build)
    if address is None:
        return None
    try:
        return connect(address), address
    except socket.timeout:
        raise Undecided("the engine does not accept a connection within %d seconds" % GREETING_SECONDS, _RESTART)
    except OSError as error:
        if error.errno in (errno.ECONNREFUSED, errno.ENOENT, errno.ENOTSOCK):
            return None
        raise Undecided("cannot connect to the engine: %s" % (error.strerror or error))


def _make_private_folder(path):
    try:
        if not os.path.isdir(path):
            os.makedirs(path, 0o700)
        status = os.stat(path)
    except OSError as error:
        raise Undecided(
            "cannot make the folder %s: %s" % (path, error.strerror), "make room for it, or set XDG_STATE_HOME"
        )
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o077):
        raise Undecided("the folder %s belongs to, or is open to, somebody else" % path, "chmod 700 it, or remove it")


def _lock(stream):
    if fcntl is not None:
        deadline = _now() + START_SECONDS
        while True:
            try:
                return fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (IOError, OSError) as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EAGAIN) or _now() > deadline:
                    raise Undecided("somebody else is starting the engine, and does not end", _RESTART)
            time.sleep(_POLL_SECONDS)
    return None


def _start(environ, places, build):
    launcher = environ.get("WEIR_LAUNCHER")
    if not launcher:
        raise Undecided("no engine is running, and WEIR_LAUNCHER names no launcher", "run pip as `weir pip`")
    process = _spawn(launcher, _engine_environ(environ), places.log)
    deadline = _now() + START_SECONDS
    while True:
        ended = process.poll()
        found = _try_connect(places, build)
        if found is not None:
            process.returncode = 0  # It outlives us, and nobody is to wait for it.
            return found
        if ended is not None:
            raise Undecided("the engine ended with exit code %d before it was ready" % ended, "see %s" % places.log)
        if _now() > deadline:
            raise Undecided("the engine was not ready within %d seconds" % START_SECONDS, "see %s" % places.log)
        time.sleep(_POLL_SECONDS)


def _spawn(launcher, environ, log):
    options = {"start_new_session": True} if str is not bytes else {"preexec_fn": os.setsid}
    try:
        with io.open(log, "ab") as output, io.open(os.devnull, "rb") as nothing:
            return subprocess.Popen(
                [launcher, "engine", "serve"], stdin=nothing, stdout=output, stderr=output,
                env=environ, close_fds=True, cwd=os.path.dirname(log), **options
            )
    except OSError as error:
        raise Undecided("cannot start the engine with %s: %s" % (launcher, error.strerror or error))


def _engine_environ(environ):
    # The engine belongs to no run, and is not to load the shim.
    result = {name: value for name, value in environ.items() if name not in _PRIVATE}
    site = os.path.join(os.path.dirname(os.path.abspath(__file__)), "site")
    folders = [folder for folder in result.pop("PYTHONPATH", "").split(os.pathsep) if folder and folder != site]
    if folders:
        result["PYTHONPATH"] = os.pathsep.join(folders)
    return result


_now = getattr(time, "monotonic", time.time)


# The conversation


class Conversation(object):
    """One connection: a greeting, then questions and answers in turn. Used from any thread; a fork must not use it."""

    def __init__(self, connection, address, build, client, run=None, switches=None):
        self._pid = os.getpid()
        self.address = address
        self._connection = connection
        self._lock = threading.RLock()
        self._silence = GREETING_SECONDS
        self._broken = None
        self.ready = self._guarded(lambda: self._greet(address.key, build, client, run, switches or {}))
        self._silence = self.ready.silence

    def ask(self, event, arguments, working_on_bits):
        """Return the Verdict on a gate. Raises Undecided where there is none to believe."""
        operation = arguments[-2]
        answer = self._question({"type": "ask", "event": event, "args": arguments}, "verdict")
        return _verdict(answer, event, operation, working_on_bits, self.ready.observes)

    def refusal(self, event, arguments, cause_type, message):
        cause = {"type": cause_type, "message": message}
        self._question({"type": "refusal", "event": event, "args": arguments, "cause": cause}, "noted")

    def changed(self, event, arguments, digest):
        self._question({"type": "changed", "event": event, "args": arguments, "digest": digest}, "noted")

    def done(self, event, arguments):
        with self._lock:
            self._guarded(lambda: self._send({"type": "done", "event": event, "args": arguments}))

    def state(self):
        """Return what was refused first in this run, as (verdict, reason), or None."""
        refusal = self._question({"type": "state"}, "state").get("refusal", self)
        if refusal is None:
            return None
        if not isinstance(refusal, dict) or refusal.get("verdict") not in ("deny", "undecided"):
            raise _broken("a state that makes no sense")
        return refusal["verdict"], _text_or_none(refusal.get("reason")) or "no reason was given"

    def bye(self, code):
        with self._lock:
            self._guarded(lambda: self._send({"type": "bye", "exit": code}))
            self.close()

    def close(self):
        self._connection.close()

    def _question(self, message, answer_type):
        with self._lock:
            return self._guarded(lambda: self._exchange(message, answer_type))

    def _exchange(self, message, answer_type):
        self._send(message)
        while True:
            answer = self._receive()
            if answer["type"] == answer_type:
                return answer
            if answer["type"] == "error":
                hint = _text_or_none(answer.get("hint"))
                raise Undecided("the engine says: %s" % redact.text(answer.get("message")), hint and redact.text(hint))
            if answer["type"] != "working" or answer_type != "verdict":
                raise _broken("a message of the type %r out of turn" % redact.text(answer["type"]))

    def _guarded(self, action):
        # After one fault nothing of this connection is believed any more.
        if self._broken is not None:
            raise self._broken
        if self._pid != os.getpid():
            raise Undecided("this conversation belongs to another process")
        try:
            return action()
        except Undecided as error:
            self._broken = error
        except socket.timeout:
            self._broken = Undecided("the engine was silent for %s seconds" % self._silence, _RESTART)
        except (OSError, IOError) as error:
            self._broken = Undecided("the engine is gone: %s" % (error.strerror or error), _RESTART)
        except KeyboardInterrupt:
            self._broken = Undecided("interrupted while the engine was asked")
            self.close()
            raise
        self.close()
        raise self._broken

    def _send(self, message):
        self._connection.settimeout(self._silence)
        self._connection.sendall(encode(message))

    def _receive(self):
        size = struct.unpack(">I", self._read(4))[0]
        if not 1 <= size <= MAX_FRAME:
            raise _broken("a frame of %d bytes" % size)
        return decode(self._read(size))

    def _read(self, size):
        self._connection.settimeout(self._silence)
        pieces = []
        while size:
            piece = self._connection.recv(min(size, 65536))
            if not piece:
                raise Undecided("the engine closed the connection", _RESTART)
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _greet(self, key, build, client, run, switches):
        nonce = _nonce()
        hello = {"type": "hello", "protocol": PROTOCOL, "build": build, "nonce": nonce}
        if run is not None:
            hello["run"] = run
        welcome = self._exchange(hello, "welcome")
        if welcome.get("protocol") != PROTOCOL or welcome.get("build") != build:
            raise Undecided("the engine is of another build of weir", "stop it; the next command starts the right one")
        engine_nonce = welcome.get("nonce")
        if not _is_text(engine_nonce) or not _HEX_64.match(engine_nonce):
            raise _broken("a greeting without a nonce")
        if not _same(welcome.get("proof"), proof(key, "engine", nonce, engine_nonce)):
            raise Undecided("what answers as the engine does not hold its key")
        prove = {"type": "prove", "proof": proof(key, "client", nonce, engine_nonce), "client": client}
        if run is None:
            prove["switches"] = switches
        return _ready(self._exchange(prove, "ready"), key, run)


def _nonce():
    return "".join("%02x" % byte for byte in bytearray(os.urandom(32)))


def _same(given, expected):
    return _is_text(given) and hmac.compare_digest(given.encode("utf-8"), expected.encode("utf-8"))


def _ready(message, key, run):
    hooks, silence = message.get("in_process"), message.get("silence")
    if not isinstance(hooks, list) or not all(_is_text(hook) for hook in hooks):
        raise _broken("no list of hooks")
    if not _is_number(silence) or silence < 1:
        raise _broken("no time of silence")
    if not _is_text(message.get("run")) or not message["run"] or (run is not None and message["run"] != run):
        raise _broken("another run than was asked for")
    expected = key if run is not None else run_key(key, message["run"])
    if not _same(message.get("run_key"), expected):
        raise _broken("a run key that is not the run's")
    mode = message.get("mode")
    if mode not in ("enforce", "observe"):
        raise _broken("no mode")
    settings = _text_or_none(message.get("settings"))
    return Ready(message["run"], expected, settings, tuple(hooks), silence, mode == "observe")


def _verdict(answer, event, operation, with_bits, observes):
    if answer.get("operation") != operation:
        raise _broken("the answer to another question")
    verdict = answer.get("verdict")
    known = ["allow", "deny", "undecided"]
    known += ["withhold"] if event.endswith(".candidates") else []
    known += ["patched"] if with_bits else []
    if verdict not in known:
        raise _broken("a verdict that makes no sense here: %s" % redact.text(verdict))
    digest = _text_or_none(answer.get("digest"))
    found = _found(answer.get("instead_of")) if observes else None
    could_not = found is not None and found.verdict == "undecided"
    if with_bits and verdict in ("allow", "patched") and not digest and not could_not:
        raise _broken("a verdict without the digest of what was judged")
    findings = _list(answer, "findings", ("rule", "severity", "message"))
    withhold = _list(answer, "withhold", ("filename",))
    patch = answer.get("patch")
    if verdict == "patched" and not _is_patch(patch):
        raise _broken("a patch without path and digest")
    return Verdict(digest, verdict, _text_or_none(answer.get("reason")), findings, withhold, patch, found)


def _found(value):
    if value is None:
        return None
    if not isinstance(value, dict) or value.get("verdict") not in ("deny", "undecided", "withhold", "patched"):
        raise _broken("something found that makes no sense")
    return Found(value["verdict"], _text_or_none(value.get("reason")), _list(value, "withhold", ("filename",)))


def _is_patch(patch):
    return isinstance(patch, dict) and _is_text(patch.get("path")) and _is_text(patch.get("digest"))


def _list(answer, member, texts):
    values = answer.get(member)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise _broken("%s that are no list" % member)
    for value in values:
        if not isinstance(value, dict) or not all(_is_text(value.get(name)) for name in texts):
            raise _broken("%s that make no sense" % member)
        if value.get("line") is not None and not _is_number(value["line"]):
            raise _broken("%s that make no sense" % member)
    return tuple(values)


def _text_or_none(value):
    if value is None or _is_text(value):
        return value
    raise _broken("a value of the wrong type")


def switches(environ):
    """Return what the environment of a root installer sets; the engine judges the words."""
    return {name: redact.clean(environ[variable]) for name, variable in _SWITCHES if environ.get(variable)}


def describe_client(installer, version, parent):
    """Return what the shim says of its own process."""
    return {
        "host": redact.clean(socket.gethostname()),
        "user": redact.clean(_user()),
        "uid": os.getuid() if hasattr(os, "getuid") else -1,
        "pid": os.getpid(),
        "ppid": os.getppid() if hasattr(os, "getppid") else -1,
        "cwd": redact.clean(_working_folder()),
        "prefix": redact.clean(sys.prefix),
        "interpreter": "%d.%d.%d" % sys.version_info[:3],
        "installer": installer,
        "installer_version": version,
        "parent": parent,
    }


def _working_folder():
    try:
        return os.getcwd()
    except OSError:
        return ""


def _user():
    try:
        import pwd
        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        return os.environ.get("USERNAME") or os.environ.get("USER") or ""
