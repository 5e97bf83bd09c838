"""The shim's side of the wire (spec/wire.md): reaches the engine, proves itself, asks."""

import collections
import errno
import hashlib
import hmac
import json
import os
import re
import socket
import struct
import sys
import threading
import time

from weir_shim import clock, redact, terminal
from weir_shim.errors import Undecided

PROTOCOL = 1
MAX_FRAME = 16777216
MAX_DEPTH = 64
GREETING_SECONDS = 10
_POLL_SECONDS = 0.01
_RESTART = "try again; where it stays, see the engine's log: weir engine logs"

HEX_64 = re.compile(r"^[0-9a-f]{64}$")
_SWITCHES = (("mode", "WEIR_MODE"), ("project_settings", "WEIR_PROJECT_SETTINGS"))

Address = collections.namedtuple("Address", "transport address key")
Ready = collections.namedtuple("Ready", "run run_key settings in_process trees silence observes")
Verdict = collections.namedtuple("Verdict", "digest verdict reason findings withhold patch instead_of")
State = collections.namedtuple("State", "verdict reason judged")  # Both None where nothing was refused.
Found = collections.namedtuple("Found", "verdict reason withhold")  # What was found, where nothing comes of it.


class Unserved(Undecided):
    """Whoever answers there does not serve, or not any more. Before the first question, another engine may."""


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
            object_pairs_hook=unique_members,
            parse_int=_integer,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RuntimeError) as error:
        raise _broken("no valid JSON: %s" % error)
    if not isinstance(message, dict) or not is_text(message.get("type")):
        raise _broken("no object with a type")
    if _depth(message) > MAX_DEPTH:
        raise _broken("nested deeper than %d" % MAX_DEPTH)
    return message


def unique_members(pairs):
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


def is_text(value):
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


# Reaching the engine


def nested_address(environ):
    """Return (Address, run) for an installer that another one started, or (None, None)."""
    values = [environ.get(name) for name in ("WEIR_ENGINE", "WEIR_RUN", "WEIR_RUN_KEY")]
    if not any(values):
        return None, None
    transport, _, address = (values[0] or "").partition(":")
    if not all(values) or transport not in ("unix", "loopback") or not HEX_64.match(values[2]):
        raise Undecided(
            "WEIR_ENGINE, WEIR_RUN and WEIR_RUN_KEY do not name a run", "unset them, or keep all of them as they were"
        )
    return Address(transport, address, values[2]), values[1]


def connect(address):
    """Return a socket to the engine; an OSError where nobody answers there."""
    if address.transport == "unix":
        endpoint, family = address.address.encode("utf-8", *_surrogates()), socket.AF_UNIX
    else:
        host, _, port = address.address.rpartition(":")
        if host != "127.0.0.1" or not port.isdigit() or int(port) > 65535:
            raise Undecided("the engine's address is no loopback address: %s" % redact.text(address.address))
        endpoint, family = (host, int(port)), socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.settimeout(GREETING_SECONDS)
        _connect(connection, endpoint)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(connection, endpoint):
    deadline = clock.now() + GREETING_SECONDS
    while True:
        try:
            return connection.connect(endpoint)
        except (OSError, IOError) as error:
            if error.errno != errno.EAGAIN:
                raise
            # More clients wait at a Unix socket than the system lets wait.
            if clock.now() > deadline:
                raise socket.timeout()
        time.sleep(_POLL_SECONDS)


def _surrogates():
    return ("surrogateescape",) if str is not bytes else ()



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
        self._proven = False
        self.ready = self._guarded_greeting(lambda: self._greet(address.key, build, client, run, switches or {}))
        self._silence = self.ready.silence

    def ask(self, event, arguments, working_on_bits):
        """Return the Verdict on a gate. Raises Undecided where there is none to believe."""
        operation = arguments[-2]
        answer = self._question({"type": "ask", "event": event, "args": arguments}, "verdict")
        return _verdict(answer, event, operation, working_on_bits, self.ready.observes)

    def unpack(self, event, arguments):
        """Return the folder that the engine has unpacked the archive of a gate into, or None where it refuses it."""
        return _text_or_none(self._question({"type": "unpack", "event": event, "args": arguments}, "tree").get("path"))

    def refusal(self, event, arguments, cause_type, message):
        cause = {"type": cause_type, "message": message}
        self._question({"type": "refusal", "event": event, "args": arguments, "cause": cause}, "noted")

    def changed(self, event, arguments, digest):
        self._question({"type": "changed", "event": event, "args": arguments, "digest": digest}, "noted")

    def coverage(self, operation, places, changes):
        """Return why the changes of distributions that a command leaves are not all explained, or None."""
        changed = [{"path": path, "change": change} for path, change in changes]
        message = {"type": "coverage", "operation": operation, "places": places, "changes": changed}
        return _text_or_none(self._question(message, "covered").get("reason"))

    def was_built(self, wheel, archive):
        """Return whether the engine has seen the wheel built of the archive; both are digests."""
        built = self._question({"type": "vouch", "wheel": wheel, "archive": archive}, "vouched").get("built")
        if not isinstance(built, bool):
            raise _broken("a word on a wheel that makes no sense")
        return built

    def done(self, event, arguments):
        with self._lock:
            self._guarded(lambda: self._send({"type": "done", "event": event, "args": arguments}))

    def state(self):
        """Return the State of this run."""
        answer = self._question({"type": "state"}, "state")
        refusal, judged = answer.get("refusal", self), answer.get("judged")
        if not _is_number(judged) or not (refusal is None or isinstance(refusal, dict)):
            raise _broken("a state that makes no sense")
        if refusal is None:
            return State(None, None, judged)
        if refusal.get("verdict") not in ("deny", "undecided"):
            raise _broken("a state that makes no sense")
        return State(refusal["verdict"], _text_or_none(refusal.get("reason")) or "no reason was given", judged)

    def bye(self, code):
        """Say the last word, and wait until the engine has kept all: where we are the last process, it ends with us."""
        with self._lock:
            self._guarded(lambda: self._send({"type": "bye", "exit": code}))
            try:
                self._connection.recv(1)
            except (OSError, IOError):
                pass
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
            if answer["type"] == "draining":
                raise Unserved("the engine takes no new runs", _RESTART)
            if answer["type"] != "working" or answer_type not in ("verdict", "tree", "covered"):
                raise _broken("a message of the type %r out of turn" % redact.text(answer["type"]))

    def _guarded_greeting(self, action):
        try:
            return self._guarded(action)
        except Undecided as error:
            if not self._proven and self.address.transport == "loopback":
                # Another program may have got the port of an engine that was killed.
                raise Unserved("%s" % error, error.hint)
            raise

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
            self._broken = Unserved("the engine is gone: %s" % (error.strerror or error), _RESTART)
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
        pieces = []
        while size:
            piece = self._receive_some(min(size, 65536))
            if not piece:
                raise Unserved("the engine closed the connection", _RESTART)
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _receive_some(self, size):
        patience = min(terminal.PATIENCE, self._silence)
        try:
            self._connection.settimeout(patience)
            return self._connection.recv(size)
        except socket.timeout:
            if self._silence <= patience:
                raise
        terminal.waits()
        self._connection.settimeout(self._silence - patience)
        return self._connection.recv(size)

    def _greet(self, key, build, client, run, switches):
        nonce = _nonce()
        hello = {"type": "hello", "protocol": PROTOCOL, "build": build, "nonce": nonce}
        if run is not None:
            hello["run"] = run
        welcome = self._exchange(hello, "welcome")
        if welcome.get("protocol") != PROTOCOL or welcome.get("build") != build:
            raise Undecided("the engine is of another build of weir", "stop it: weir engine stop")
        engine_nonce = welcome.get("nonce")
        if not is_text(engine_nonce) or not HEX_64.match(engine_nonce):
            raise _broken("a greeting without a nonce")
        if not _same(welcome.get("proof"), proof(key, "engine", nonce, engine_nonce)):
            raise Undecided("what answers as the engine does not hold its key")
        self._proven = True
        prove = {"type": "prove", "proof": proof(key, "client", nonce, engine_nonce), "client": client}
        if run is None:
            prove["switches"] = switches
        return _ready(self._exchange(prove, "ready"), key, run)


def _nonce():
    return "".join("%02x" % byte for byte in bytearray(os.urandom(32)))


def _same(given, expected):
    return is_text(given) and hmac.compare_digest(given.encode("utf-8"), expected.encode("utf-8"))


def _ready(message, key, run):
    hooks, silence = message.get("in_process"), message.get("silence")
    if not isinstance(hooks, list) or not all(is_text(hook) for hook in hooks):
        raise _broken("no list of hooks")
    if not _is_number(silence) or silence < 1:
        raise _broken("no time of silence")
    if not is_text(message.get("run")) or not message["run"] or (run is not None and message["run"] != run):
        raise _broken("another run than was asked for")
    expected = key if run is not None else run_key(key, message["run"])
    if not _same(message.get("run_key"), expected):
        raise _broken("a run key that is not the run's")
    mode = message.get("mode")
    if mode not in ("enforce", "observe"):
        raise _broken("no mode")
    trees = message.get("trees")
    if not isinstance(trees, bool):
        raise _broken("no word of trees")
    settings = _text_or_none(message.get("settings"))
    return Ready(message["run"], expected, settings, tuple(hooks), trees, silence, mode == "observe")


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
    return isinstance(patch, dict) and is_text(patch.get("path")) and is_text(patch.get("digest"))


def _list(answer, member, texts):
    values = answer.get(member)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise _broken("%s that are no list" % member)
    for value in values:
        if not isinstance(value, dict) or not all(is_text(value.get(name)) for name in texts):
            raise _broken("%s that make no sense" % member)
        if value.get("line") is not None and not _is_number(value["line"]):
            raise _broken("%s that make no sense" % member)
    return tuple(values)


def _text_or_none(value):
    if value is None or is_text(value):
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
