import io
import json
import os
import shutil
import socket
import struct
import sys
import tempfile
import threading
import unittest

from tests import fake_engine
from weir_shim import client
from weir_shim.errors import Undecided

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = fake_engine.BUILD
KEY = fake_engine.KEY
NONCE = "cd" * 32
OPERATION = "0123456789abcdef0123"
DIGEST = "sha256:" + "1" * 64
INSTALL = (1, "26.3", "wheel", "x", "1.0", None, "", ("x",), None, "x-1.0.whl", "/x", 0, DIGEST, OPERATION, "{}")
CANDIDATES = (1, "26.3", "x", None, (), OPERATION, "{}")

with io.open(os.path.join(HERE, "..", "..", "spec", "golden", "wire.json"), encoding="utf-8") as stream:
    GOLDEN = json.load(stream)


def verdict(**changes):
    answer = {"type": "verdict", "operation": OPERATION, "digest": DIGEST, "verdict": "allow", "reason": None,
              "findings": [], "withhold": [], "patch": None}
    answer.update(changes)
    return answer


class Peer(object):
    """The other end of a socket: reads what the shim sends, and sends what a test tells it to."""

    def __init__(self, script):
        self.near, self.far = socket.socketpair()
        self.near.settimeout(10)
        self.script = script
        self.got = []
        self.sent = []
        self.thread = threading.Thread(target=self._play)
        self.thread.daemon = True
        self.thread.start()

    def _play(self):
        try:
            for step in self.script:
                step(self)
        except (OSError, EOFError):
            pass
        self.far.close()

    def say(self, message, cut=None):
        """Send a message; where it is the one that `cut` names, that many bytes of it, and no more."""
        data = fake_engine.frame(message)
        self.sent.append((message["type"], data))
        if cut is None or cut[0] != message["type"]:
            self.far.sendall(data)
        else:
            self.far.sendall(data[:cut[1]])
            raise EOFError

    def read(self):
        self.got.append(fake_engine.receive(self.far))
        return self.got[-1]


def greet(peer, cut=None, key=KEY, **changes):
    hello = peer.read()
    welcome = {"type": "welcome", "protocol": 1, "build": BUILD, "nonce": NONCE,
               "proof": fake_engine.proof(key, "engine", hello["nonce"], NONCE)}
    peer.say(dict(welcome, **changes.get("welcome", {})), cut)
    peer.read()
    ready = {"type": "ready", "run": "r1", "run_key": fake_engine.run_key(KEY, "r1"), "settings": "sha256:00",
             "in_process": [], "silence": 1, "mode": "enforce"}
    peer.say(dict(ready, **changes.get("ready", {})), cut)


def answer_with(data):
    def step(peer):
        peer.read()
        peer.far.sendall(data)

    return step


def stay_silent(peer):
    peer.read()
    peer.far.recv(1)


class Conversing(unittest.TestCase):
    def converse(self, *script, **options):
        peer = Peer(script)
        self.addCleanup(peer.far.close)
        self.addCleanup(peer.near.close)
        self.peer = peer
        address = client.Address("unix", "/s", options.pop("key", KEY))
        return client.Conversation(peer.near, address, BUILD, {"pid": 1}, **options)

    def ask(self, data, event="pip.install", arguments=INSTALL, bits=True, mode="enforce"):
        conversation = self.converse(lambda peer: greet(peer, ready={"mode": mode}), answer_with(data))
        return conversation.ask(event, arguments, bits)

    def assert_undecided(self, data, words, **options):
        with self.assertRaises(Undecided) as caught:
            self.ask(data, **options)
        self.assertIn(words, str(caught.exception))


class TheGreeting(Conversing):
    def test_proves_itself_and_learns_the_run(self):
        ready = self.converse(greet).ready
        hello, prove = self.peer.got
        self.assertEqual(prove["proof"], fake_engine.proof(KEY, "client", hello["nonce"], NONCE))
        self.assertEqual((ready.run, ready.silence, ready.in_process), ("r1", 1, ()))
        self.assertNotIn("run", hello)

    def test_a_root_installer_says_what_its_environment_switches(self):
        environ = {"WEIR_MODE": "observe", "WEIR_PROJECT_SETTINGS": "off", "WEIR_HOME": "/h", "PATH": "/bin"}
        self.converse(greet, switches=client.switches(environ))
        self.assertEqual(self.peer.got[1]["switches"], {"mode": "observe", "project_settings": "off"})
        self.converse(greet, switches=client.switches({"WEIR_MODE": ""}))
        self.assertEqual(self.peer.got[1]["switches"], {})

    def test_a_nested_installer_belongs_to_its_run_and_switches_nothing(self):
        key = fake_engine.run_key(KEY, "r1")
        self.converse(
            lambda peer: greet(peer, key=key), key=key, run="r1", switches=client.switches({"WEIR_MODE": "observe"})
        )
        self.assertNotIn("switches", self.peer.got[1])

    def test_an_error_brings_the_hint_of_the_engine(self):
        error = fake_engine.frame({"type": "error", "message": "wrong settings", "hint": "mend them"})
        with self.assertRaises(Undecided) as caught:
            self.converse(answer_with(error))
        self.assertEqual(str(caught.exception), "the engine says: wrong settings")
        self.assertEqual(caught.exception.hint, "mend them")

    def test_a_wrong_proof_is_no_engine(self):
        self.refuse({"welcome": {"proof": "0" * 64}}, "does not hold its key")

    def test_another_build_is_refused(self):
        self.refuse({"welcome": {"build": "f" * 16}}, "another build")

    def test_another_protocol_is_refused(self):
        self.refuse({"welcome": {"protocol": 2}}, "another build")

    def test_a_nonce_that_is_none_is_refused(self):
        self.refuse({"welcome": {"nonce": "x"}}, "without a nonce")

    def test_a_run_key_that_is_not_the_runs_is_refused(self):
        self.refuse({"ready": {"run_key": "0" * 64}}, "run key")

    def test_a_greeting_cut_at_any_byte_is_no_engine(self):
        for name in ("welcome", "ready"):
            whole = self.frame_of(name)
            for length in range(len(whole)):
                with self.assertRaises(Undecided) as caught:
                    self.converse(lambda peer, name=name, length=length: greet(peer, cut=(name, length)))
                self.assertIn("closed the connection", str(caught.exception))

    def frame_of(self, name):
        self.converse(greet)
        return dict(self.peer.sent)[name]

    def test_an_engine_that_is_frozen_is_undecided(self):
        self.addCleanup(setattr, client, "GREETING_SECONDS", client.GREETING_SECONDS)
        client.GREETING_SECONDS = 0.05
        with self.assertRaises(Undecided) as caught:
            self.converse(stay_silent)
        self.assertIn("silent for 0.05 seconds", str(caught.exception))

    def test_hooks_that_are_no_list_of_text_are_refused(self):
        self.refuse({"ready": {"in_process": [1]}}, "list of hooks")

    def test_a_mode_that_is_none_is_refused(self):
        for mode in ("open", "", None, 1):
            self.refuse({"ready": {"mode": mode}}, "no mode")

    def test_learns_whether_something_comes_of_what_is_found(self):
        self.assertFalse(self.converse(greet).ready.observes)
        self.assertTrue(self.converse(lambda peer: greet(peer, ready={"mode": "observe"})).ready.observes)

    def test_a_silence_that_is_no_number_is_refused(self):
        for silence in (0, -1, True, "10", None):
            self.refuse({"ready": {"silence": silence}}, "time of silence")

    def refuse(self, changes, words):
        with self.assertRaises(Undecided) as caught:
            self.converse(lambda peer: greet(peer, **changes))
        self.assertIn(words, str(caught.exception))


class TheAnswer(Conversing):
    def test_an_allow_is_believed(self):
        found = self.ask(fake_engine.frame({"type": "working"}) + fake_engine.frame(verdict()))
        self.assertEqual((found.verdict, found.digest), ("allow", DIGEST))

    def test_a_deny_brings_reason_and_findings(self):
        finding = {"hook": "names", "rule": "names.denied", "action": "deny", "severity": "high",
                   "file": None, "line": None, "message": "m", "help": None}
        found = self.ask(fake_engine.frame(verdict(verdict="deny", reason="no", findings=[finding], digest=None)))
        self.assertEqual((found.verdict, found.reason, found.findings), ("deny", "no", (finding,)))

    def test_an_answer_cut_at_any_byte_is_undecided(self):
        whole = fake_engine.frame(verdict())
        for length in range(len(whole)):
            self.assert_undecided(whole[:length], "closed the connection")

    def test_an_answer_for_another_operation_is_not_believed(self):
        self.assert_undecided(fake_engine.frame(verdict(operation="f" * 20)), "another question")

    def test_an_allow_without_a_digest_is_not_believed(self):
        self.assert_undecided(fake_engine.frame(verdict(digest=None)), "without the digest")

    def test_an_allow_without_bits_needs_no_digest(self):
        found = self.ask(fake_engine.frame(verdict(digest=None)), bits=False)
        self.assertEqual(found.verdict, "allow")

    def test_files_are_withheld_from_candidates_only(self):
        data = fake_engine.frame(verdict(verdict="withhold", withhold=[{"filename": "x-1.tar.gz", "reason": "r"}]))
        found = self.ask(data, event="pip.candidates", arguments=CANDIDATES, bits=False)
        self.assertEqual(found.withhold[0]["filename"], "x-1.tar.gz")
        self.assert_undecided(data, "makes no sense here")

    def test_what_was_found_is_told_where_nothing_comes_of_it(self):
        found = {"verdict": "undecided", "reason": "late", "withhold": [], "patch": None}
        data = fake_engine.frame(verdict(digest=None, instead_of=found))
        answer = self.ask(data, mode="observe")
        self.assertEqual((answer.verdict, answer.instead_of), ("allow", client.Found("undecided", "late", ())))
        self.assert_undecided(data, "without the digest")
        self.assert_undecided(fake_engine.frame(verdict(digest=None)), "without the digest", mode="observe")
        denied = fake_engine.frame(verdict(digest=None, instead_of=dict(found, verdict="deny")))
        self.assert_undecided(denied, "without the digest", mode="observe")

    def test_what_was_found_makes_sense(self):
        wrong = {"verdict": "deny", "reason": 1}, {"verdict": "withhold", "withhold": [1]}
        for found in ([], {"verdict": "allow"}) + wrong:
            data = fake_engine.frame(verdict(instead_of=found))
            self.assert_undecided(data, "the engine sent", mode="observe")

    def test_bits_only_are_patched(self):
        data = fake_engine.frame(verdict(verdict="patched", patch={"path": "/y", "digest": DIGEST}))
        self.assertEqual(self.ask(data).patch["path"], "/y")
        self.assert_undecided(data, "makes no sense here", bits=False)

    def test_what_is_no_answer_is_undecided(self):
        for data, words in (
            (fake_engine.frame(verdict(verdict="maybe")), "makes no sense"),
            (fake_engine.frame(verdict(verdict=None)), "makes no sense"),
            (fake_engine.frame(verdict(verdict="patched", patch={"path": "/y"})), "a patch without"),
            (fake_engine.frame(verdict(reason=1)), "wrong type"),
            (fake_engine.frame(verdict(findings={})), "no list"),
            (fake_engine.frame(verdict(findings=[{"rule": "r"}])), "make no sense"),
            (fake_engine.frame({"type": "noted"}), "out of turn"),
            (fake_engine.frame({"type": "surprise"}), "out of turn"),
            (fake_engine.frame({"type": "error", "message": "full"}), "the engine says: full"),
            (fake_engine.frame({"no": "type"}), "no object with a type"),
            (fake_engine.frame([]), "no object with a type"),
            (self.raw(b'{"type":"verdict","type":"verdict"}'), "twice"),
            (self.raw(b'{"type":"working","x":1.5}'), "not an integer"),
            (self.raw(b'{"type":"working","x":NaN}'), "not an integer"),
            (self.raw(b'{"type":"working","x":9223372036854775808}'), "64 bits"),
            (self.raw(b'{"type":"working"'), "no valid JSON"),
            (self.raw(b'\xef\xbb\xbf{"type":"working"}'), "no valid JSON"),
            (self.raw(b'{"type":"\xff"}'), "no valid JSON"),
            (self.raw(b'{"type":"working","x":' + b"[" * 64 + b"]" * 64 + b"}"), "deeper than 64"),
            (self.raw(b'{"type":"working","x":' + b"[" * 100000 + b"]" * 100000 + b"}"), "engine sent"),
            (struct.pack(">I", 0), "a frame of 0 bytes"),
            (struct.pack(">I", 16777217), "a frame of 16777217 bytes"),
        ):
            self.assert_undecided(data, words)

    def test_silence_is_undecided(self):
        conversation = self.converse(greet, stay_silent)
        with self.assertRaises(Undecided) as caught:
            conversation.ask("pip.install", INSTALL, True)
        self.assertIn("silent for 1 seconds", str(caught.exception))

    def test_silence_within_a_frame_is_undecided(self):
        def half(peer):
            peer.read()
            peer.far.sendall(fake_engine.frame(verdict())[:9])
            peer.far.recv(1)

        conversation = self.converse(greet, half)
        self.assertRaises(Undecided, conversation.ask, "pip.install", INSTALL, True)

    def test_after_one_fault_nothing_more_is_believed(self):
        conversation = self.converse(greet, answer_with(fake_engine.frame(verdict(operation="f" * 20))))
        self.assertRaises(Undecided, conversation.ask, "pip.install", INSTALL, True)
        self.assertRaises(Undecided, conversation.state)
        self.assertRaises(Undecided, conversation.done, "pip.install.done", INSTALL + ("ok", None))

    def test_a_question_larger_than_a_frame_is_undecided(self):
        conversation = self.converse(greet, stay_silent)
        with self.assertRaises(Undecided) as caught:
            conversation.ask("pip.candidates", CANDIDATES[:4] + (("x" * client.MAX_FRAME,),) + CANDIDATES[5:], False)
        self.assertIn("larger", str(caught.exception))

    def test_questions_of_two_threads_do_not_mix(self):
        def answer_each(peer):
            for _ in range(20):
                message = peer.read()
                fake_engine.send(peer.far, verdict(operation=message["args"][-2]))

        conversation = self.converse(greet, answer_each)
        wrong = []

        def ask_ten(name):
            for number in range(10):
                operation = "%s%d" % (name, number)
                try:
                    conversation.ask("pip.install", INSTALL[:13] + (operation, "{}"), True)
                except Undecided as error:
                    wrong.append(error)

        threads = [threading.Thread(target=ask_ten, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(wrong, [])

    def raw(self, body):
        return struct.pack(">I", len(body)) + body


class TheStateOfARun(Conversing):
    def state(self, message):
        return self.converse(greet, answer_with(fake_engine.frame(message))).state()

    def test_nothing_was_refused(self):
        self.assertIsNone(self.state({"type": "state", "refusal": None}))

    def test_something_was_refused(self):
        refusal = {"verdict": "deny", "operation": OPERATION, "reason": "r"}
        self.assertEqual(self.state({"type": "state", "refusal": refusal}), ("deny", "r"))

    def test_a_state_that_says_nothing_is_undecided(self):
        for message in ({"type": "state"}, {"type": "state", "refusal": {}}, {"type": "state", "refusal": []}):
            self.assertRaises(Undecided, self.state, message)


class TheGoldenFile(unittest.TestCase):
    def test_proofs_are_those_of_the_golden_file(self):
        nonces = GOLDEN["client_nonce"], GOLDEN["engine_nonce"]
        self.assertEqual(client.run_key(GOLDEN["key"], GOLDEN["run"]), GOLDEN["run_key"])
        for whose, key in (("root", GOLDEN["key"]), ("nested", GOLDEN["run_key"])):
            for side, expected in GOLDEN["proofs"][whose].items():
                self.assertEqual(client.proof(key, side, *nonces), expected)

    def test_every_message_survives_a_frame(self):
        for entry in GOLDEN["messages"]:
            encoded = client.encode(entry["message"])
            self.assertEqual(struct.unpack(">I", encoded[:4])[0], len(encoded) - 4)
            self.assertEqual(client.decode(encoded[4:]), entry["message"], entry["name"])


class FindingTheEngine(unittest.TestCase):
    def setUp(self):
        self.root = os.path.realpath(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        self.environ = {"XDG_STATE_HOME": self.root, "XDG_CONFIG_HOME": os.path.join(self.root, "config")}

    def start(self):
        engine = fake_engine.FakeEngine(self.root, self.environ["XDG_CONFIG_HOME"])
        self.addCleanup(engine.close)
        return engine

    def find(self):
        connection, address = client.find_engine(self.environ, BUILD)
        self.addCleanup(connection.close)
        return connection, address

    def assert_undecided(self, words, build=BUILD):
        with self.assertRaises(Undecided) as caught:
            client.find_engine(self.environ, build)
        self.assertIn(words, str(caught.exception))

    def rendezvous(self):
        return client.Places(self.environ, BUILD).rendezvous

    def rewrite(self, **changes):
        with open(self.rendezvous()) as stream:
            record = json.load(stream)
        with open(self.rendezvous(), "w") as stream:
            json.dump(dict(record, **changes), stream)

    def test_finds_it_and_talks_to_it(self):
        self.start()
        connection, address = self.find()
        conversation = client.Conversation(connection, address, BUILD, client.describe_client("pip", "26.3", None))
        self.assertIsNone(conversation.state())
        conversation.bye(0)

    def test_builds_and_settings_have_files_of_their_own(self):
        other = dict(self.environ, XDG_CONFIG_HOME="/elsewhere")
        loopback = dict(self.environ, WEIR_TRANSPORT="loopback")
        names = {client.Places(environ, build).rendezvous
                 for environ in (self.environ, other, loopback) for build in (BUILD, "f" * 16)}
        self.assertEqual(len(names), 6)

    def test_a_rendezvous_file_that_others_may_read_is_refused(self):
        self.start()
        os.chmod(self.rendezvous(), 0o644)
        self.assert_undecided("open to, somebody else")

    def test_a_rendezvous_link_is_refused(self):
        self.start()
        os.rename(self.rendezvous(), self.rendezvous() + ".away")
        os.symlink(self.rendezvous() + ".away", self.rendezvous())
        self.assert_undecided("cannot read")

    def test_a_rendezvous_file_of_another_build_is_refused(self):
        self.start()
        self.rewrite(build="f" * 16)
        self.assert_undecided("another build")

    def test_a_rendezvous_file_without_a_key_is_refused(self):
        self.start()
        self.rewrite(key="short")
        self.assert_undecided("no rendezvous file")

    def test_a_rendezvous_file_that_is_no_json_is_refused(self):
        self.start()
        with open(self.rendezvous(), "w") as stream:
            stream.write("{")
        self.assert_undecided("no rendezvous file")

    def test_an_address_that_is_not_loopback_is_refused(self):
        self.assertRaises(Undecided, client.connect, client.Address("loopback", "192.0.2.1:80", KEY))

    def test_talks_over_loopback(self):
        listener = socket.socket()
        self.addCleanup(listener.close)
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        connection = client.connect(client.Address("loopback", "127.0.0.1:%d" % listener.getsockname()[1], KEY))
        connection.close()

    def test_without_a_launcher_nothing_is_started(self):
        self.assert_undecided("WEIR_LAUNCHER")

    def test_a_state_folder_that_others_may_write_is_refused(self):
        folder = os.path.join(self.root, "weir", "run")
        os.makedirs(folder)
        os.chmod(folder, 0o777)
        self.assert_undecided("open to, somebody else")

    def test_a_file_in_place_of_the_state_folder_is_undecided(self):
        with open(os.path.join(self.root, "weir"), "w"):
            pass
        self.assert_undecided("cannot make the folder")

    def launcher(self, body):
        path = os.path.join(self.root, "launcher")
        with open(path, "w") as stream:
            stream.write("#!%s\n%s" % (sys.executable, body))
        os.chmod(path, 0o755)
        self.environ.update(WEIR_LAUNCHER=path, PATH=os.environ["PATH"])

    def test_an_engine_that_ends_at_once_is_undecided(self):
        self.launcher("import sys; sys.stderr.write('no java'); sys.exit(3)\n")
        self.assert_undecided("exit code 3")
        with open(client.Places(self.environ, BUILD).log) as stream:
            self.assertEqual(stream.read(), "no java")

    def test_a_launcher_that_is_none_is_undecided(self):
        self.environ["WEIR_LAUNCHER"] = os.path.join(self.root, "absent")
        self.assert_undecided("cannot start the engine")

    def test_starts_an_engine_where_none_is_and_one_was(self):
        self.start().close()
        os.unlink(os.path.join(self.root, "s"))
        os.rename(self.rendezvous(), self.rendezvous() + ".next")
        self.launcher(STARTER.format(python=os.path.dirname(HERE), root=self.root, rendezvous=self.rendezvous()))
        self.environ.update(WEIR_RUN="r", PYTHONPATH=os.path.join(os.path.dirname(HERE), "weir_shim", "site"))
        connection, address = self.find()
        conversation = client.Conversation(connection, address, BUILD, client.describe_client("pip", "26.3", None))
        conversation.bye(0)
        with open(os.path.join(self.root, "seen")) as stream:
            seen = json.load(stream)
        self.assertEqual(seen, {"arguments": ["engine", "serve"], "leader": True, "run": None, "path": None})


STARTER = '''
import json, os, sys
sys.path.insert(0, {python!r})
from tests import fake_engine

with open({root!r} + "/seen", "w") as stream:
    json.dump({{"arguments": sys.argv[1:], "leader": os.getsid(0) == os.getpid(), "run": os.environ.get("WEIR_RUN"),
               "path": os.environ.get("PYTHONPATH")}}, stream)
fake_engine.FakeEngine._serve = lambda self: None
fake_engine.FakeEngine._announce = lambda self: os.rename({rendezvous!r} + ".next", {rendezvous!r})
engine = fake_engine.FakeEngine({root!r}, "")
connection, _ = engine.listener.accept()
engine._converse(connection)
'''


class ANestedInstaller(unittest.TestCase):
    def test_takes_address_and_key_from_its_environment(self):
        environ = {"WEIR_ENGINE": "unix:/a:b", "WEIR_RUN": "r", "WEIR_RUN_KEY": KEY}
        self.assertEqual(client.nested_address(environ), (client.Address("unix", "/a:b", KEY), "r"))

    def test_there_is_none_without_the_variables(self):
        self.assertEqual(client.nested_address({}), (None, None))

    def test_half_of_the_variables_is_undecided(self):
        for environ in (
            {"WEIR_RUN": "r"},
            {"WEIR_ENGINE": "unix:/a", "WEIR_RUN": "r"},
            {"WEIR_ENGINE": "tcp:/a", "WEIR_RUN": "r", "WEIR_RUN_KEY": KEY},
            {"WEIR_ENGINE": "unix:/a", "WEIR_RUN": "r", "WEIR_RUN_KEY": "x"},
        ):
            self.assertRaises(Undecided, client.nested_address, environ)


if __name__ == "__main__":
    unittest.main()
