"""An engine that speaks the wire (spec/wire.md) and answers as a test tells it to. It judges nothing."""

import binascii
import contextlib
import hashlib
import hmac
import json
import os
import socket
import struct
import threading

BUILD = "00112233445566aa"
KEY = "0123456789abcdef" * 4


def allow(event, arguments):
    """The answer of an engine without rules."""
    return {}


class Last(bytes):
    """What is sent before the connection is closed."""


class FakeEngine(object):
    """Listens on a Unix socket in `state`, and writes the rendezvous file there.

    `judge(event, arguments)` returns what is different from an allow: members of the verdict. It may also return bytes,
    which are sent as they are, or None for no answer at all. `spoil(message, data)`, where given, returns what is sent
    in place of an answer's frame; where that is a `Last`, the connection is closed. `welcome` holds what is different
    from a right greeting. `unpack(event, arguments)`, where given, returns the folder that an archive was unpacked to.
    `cover(changes)`, where given, returns why they are not explained. `vouch(wheel, archive)`, where given, returns
    whether the one was built of the other.
    One that `drains` takes no runs.
    """

    def __init__(self, state, config, judge=allow, in_process=(), silence=10, spoil=None, welcome=None, drains=False,
                 mode="enforce", unpack=None, cover=None, vouch=None):
        self.state = state
        self.config = config
        self.judge = judge
        self.in_process = list(in_process)
        self.silence = silence
        self.mode = mode
        self.unpack = unpack
        self.cover = cover
        self.vouch = vouch
        self.spoil = spoil
        self.welcome = welcome or {}
        self.drains = drains
        self.messages = []
        self.refusals = {}
        self.lock = threading.Lock()
        self.idle = threading.Condition(self.lock)
        self.conversations = 0
        self.socket_path = os.path.join(state, "s" + binascii.hexlify(os.urandom(4)).decode("ascii"))
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.socket_path)
        self.listener.listen(16)
        _start(self._serve)
        self._announce()

    def environ(self):
        return {"XDG_STATE_HOME": self.state, "XDG_CONFIG_HOME": self.config}

    def settle(self):
        """Wait until all that was sent has been read."""
        with self.idle:
            if not self.idle.wait_for(lambda: self.conversations == 0, timeout=30):
                raise AssertionError("a conversation does not end")

    def forget(self):
        del self.messages[:]

    def close(self):
        self.listener.close()

    def events(self):
        """Each gate and `.done` as (event, arguments), in order."""
        return [(message["event"], message["args"]) for message in self.named("ask", "refusal", "done")]

    def named(self, *types):
        return [m for m in self.messages if m["type"] in types]

    def _announce(self):
        settings = "/etc/weir/weir.toml\n" + os.path.join(self.config, "weir", "weir.toml")
        folder = os.path.join(self.state, "weir", "run")
        for path in (os.path.dirname(folder), folder):
            if not os.path.isdir(path):
                os.mkdir(path, 0o700)
        record = {"protocol": 1, "build": BUILD, "settings": "sha256:" + hashlib.sha256(settings.encode()).hexdigest(),
                  "pid": os.getpid(), "transport": "unix", "address": self.socket_path, "key": KEY}
        path = os.path.join(folder, "engine.json")
        descriptor = os.open(path + ".new", os.O_CREAT | os.O_WRONLY, 0o600)
        os.write(descriptor, json.dumps(record).encode("utf-8"))
        os.close(descriptor)
        os.rename(path + ".new", path)

    def _serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except EnvironmentError:
                return
            _start(self._converse, connection)

    def _converse(self, connection):
        with self.lock:
            self.conversations += 1
        try:
            with contextlib.closing(connection):
                run = self._greet(connection)
                while True:
                    message = receive(connection)
                    with self.lock:
                        self.messages.append(dict(message, run=run))
                        answer = self._answer(run, message)
                    data = self._frame(message, answer)
                    if data:
                        connection.sendall(data)
                    if isinstance(data, Last) or message["type"] == "bye":
                        return
        except (EnvironmentError, EOFError):
            return
        finally:
            with self.idle:
                self.conversations -= 1
                self.idle.notify_all()

    def _greet(self, connection):
        hello = receive(connection)
        run = hello.get("run")
        key = run_key(KEY, run) if run else KEY
        nonce = "ab" * 32
        welcome = {"type": "welcome", "protocol": 1, "build": BUILD, "nonce": nonce,
                   "proof": proof(key, "engine", hello["nonce"], nonce)}
        send(connection, dict(welcome, **self.welcome))
        prove = receive(connection)
        if prove["proof"] != proof(key, "client", hello["nonce"], nonce):
            send(connection, {"type": "error", "message": "wrong proof"})
            raise EOFError
        if self.drains and run is None:
            send(connection, {"type": "draining"})
            raise EOFError
        with self.lock:
            self.messages.append(dict(prove, type="client", run=run))
        run = run or binascii.hexlify(os.urandom(8)).decode("ascii")
        send(connection, {"type": "ready", "run": run, "run_key": run_key(KEY, run), "settings": "sha256:" + "0" * 64,
                          "in_process": self.in_process, "trees": self.unpack is not None, "silence": self.silence,
                          "mode": self.mode})
        return run

    def _frame(self, message, answer):
        if answer is None:
            return b""
        data = answer if isinstance(answer, bytes) else frame(answer)
        return self.spoil(message, data) if self.spoil is not None else data

    def _answer(self, run, message):
        kind = message["type"]
        if kind == "ask":
            return self._verdict(run, message["event"], message["args"])
        if kind == "refusal" and self.mode == "enforce":
            self._refuse(run, "deny", message["args"][-2], message["cause"]["message"])
        if kind == "unpack":
            return {"type": "tree", "path": self.unpack(message["event"], message["args"])}
        if kind == "vouch":
            built = self.vouch is not None and self.vouch(message["wheel"], message["archive"])
            return {"type": "vouched", "built": built}
        if kind == "coverage":
            return self._covered(run, message)
        if kind in ("refusal", "changed"):
            return {"type": "noted"}
        if kind == "state":
            judged = [m for m in self.named("ask") if m["event"] == "pip.install"]
            return {"type": "state", "refusal": self.refusals.get(run), "judged": len(judged)}
        return None

    def _covered(self, run, message):
        changes = [(change["path"], change["change"]) for change in message["changes"]]
        reason = self.cover(changes) if self.cover is not None else None
        if reason is not None and self.mode == "enforce":
            self._refuse(run, "deny", message["operation"], reason)
        return {"type": "covered", "reason": reason}

    def _verdict(self, run, event, arguments):
        digest = arguments[12] if len(arguments) == 15 else None
        verdict = {"type": "verdict", "operation": arguments[-2], "digest": digest, "verdict": "allow", "reason": None,
                   "findings": [], "withhold": [], "patch": None}
        if run in self.refusals:
            verdict.update(verdict=self.refusals[run]["verdict"], reason=self.refusals[run]["reason"])
            return verdict
        different = self.judge(event, arguments)
        if not isinstance(different, dict):
            return different
        verdict.update(different)
        if verdict["verdict"] in ("deny", "undecided"):
            self._refuse(run, verdict["verdict"], arguments[-2], verdict["reason"])
        return verdict

    def _refuse(self, run, verdict, operation, reason):
        self.refusals.setdefault(run, {"verdict": verdict, "operation": operation, "reason": reason})


def _start(action, *args):
    thread = threading.Thread(target=action, args=args)
    thread.daemon = True
    thread.start()


def proof(key, side, client_nonce, engine_nonce):
    text = "weir %s 1\n%s\n%s" % (side, client_nonce, engine_nonce)
    return hmac.new(binascii.unhexlify(key), text.encode("utf-8"), hashlib.sha256).hexdigest()


def run_key(key, run):
    return hmac.new(binascii.unhexlify(key), ("weir run " + run).encode("utf-8"), hashlib.sha256).hexdigest()


def frame(message):
    body = json.dumps(message).encode("utf-8")
    return struct.pack(">I", len(body)) + body


def send(connection, message):
    connection.sendall(frame(message))


def receive(connection):
    size, = struct.unpack(">I", read(connection, 4))
    return json.loads(read(connection, size).decode("utf-8"))


def read(connection, size):
    data = b""
    while len(data) < size:
        piece = connection.recv(size - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data
