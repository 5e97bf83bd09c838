import io
import json
import os
import shutil
import socket
import struct
import tempfile
import threading
import time
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
             "in_process": [], "trees": False, "silence": 1, "mode": "enforce"}
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
    transport = "unix"

    def converse(self, *script, **options):
        peer = Peer(script)
        self.addCleanup(peer.far.close)
        self.addCleanup(peer.near.close)
        self.peer = peer
        address = client.Address(self.transport, "/s", options.pop("key", KEY))
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

    def test_an_engine_that_drains_does_not_serve(self):
        def drain(peer):
            peer.say = lambda message, cut=None, say=peer.say: say(
                {"type": "draining"} if message["type"] == "ready" else message, cut
            )
            greet(peer)

        self.assertRaises(client.Unserved, self.converse, drain)

    def test_whoever_leaves_during_the_greeting_does_not_serve(self):
        for name in ("welcome", "ready"):
            with self.assertRaises(client.Unserved):
                self.converse(lambda peer, name=name: greet(peer, cut=(name, 0)))

    def test_another_program_on_the_port_of_an_engine_does_not_serve(self):
        self.transport = "loopback"
        for script in (
            lambda peer: greet(peer, welcome={"proof": "0" * 64}),
            answer_with(b"HTTP/1.1 400 Bad Request\r\n\r\n"),
            answer_with(b""),
        ):
            self.assertRaises(client.Unserved, self.converse, script)

    def test_an_engine_on_a_port_that_has_proven_itself_is_believed(self):
        self.transport = "loopback"
        with self.assertRaises(Undecided) as caught:
            self.converse(lambda peer: greet(peer, ready={"silence": 0}))
        self.assertNotIsInstance(caught.exception, client.Unserved)

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
        self.refuse({"ready": {"trees": 1}}, "no word of trees")

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
        self.assertEqual(self.state({"type": "state", "refusal": None, "judged": 3}), (None, None, 3))

    def test_something_was_refused(self):
        refusal = {"verdict": "deny", "operation": OPERATION, "reason": "r"}
        self.assertEqual(self.state({"type": "state", "refusal": refusal, "judged": 0}), ("deny", "r", 0))

    def test_a_state_that_says_nothing_is_undecided(self):
        for message in ({"judged": 1}, {"refusal": {}, "judged": 1}, {"refusal": [], "judged": 1}, {"refusal": None}):
            self.assertRaises(Undecided, self.state, dict(message, type="state"))


class WhatAWheelWasBuiltOf(Conversing):
    def was_built(self, **answer):
        said = fake_engine.frame(dict(answer, type="vouched"))
        return self.converse(greet, answer_with(said)).was_built(DIGEST, DIGEST)

    def test_is_known_or_not(self):
        self.assertTrue(self.was_built(built=True))
        self.assertFalse(self.was_built(built=False))

    def test_an_answer_that_is_neither_is_undecided(self):
        for answer in ({}, {"built": 1}, {"built": None}, {"built": "true"}):
            self.assertRaises(Undecided, self.was_built, **answer)


class TheEnd(Conversing):
    def test_waits_until_the_engine_has_kept_all(self):
        kept = []

        def keep(peer):
            kept.append(peer.read()["type"])
            time.sleep(0.05)
            kept.append("all")

        self.converse(greet, keep).bye(0)
        self.assertEqual(kept, ["bye", "all"])

    def test_waits_no_longer_than_for_a_sign_of_life(self):
        self.converse(greet, stay_silent).bye(0)
        self.assertEqual(self.peer.got[-1], {"type": "bye", "exit": 0})

    def test_an_engine_that_was_gone_before_is_undecided(self):
        conversation = self.converse(greet)
        self.peer.thread.join()
        self.assertRaises(Undecided, conversation.bye, 0)


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


class ReachingTheEngine(unittest.TestCase):
    def test_an_address_that_is_not_loopback_is_refused(self):
        self.assertRaises(Undecided, client.connect, client.Address("loopback", "192.0.2.1:80", KEY))

    def test_talks_over_loopback(self):
        listener = socket.socket()
        self.addCleanup(listener.close)
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        connection = client.connect(client.Address("loopback", "127.0.0.1:%d" % listener.getsockname()[1], KEY))
        connection.close()

    def test_waits_where_more_clients_knock_than_may_wait(self):
        folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, folder)
        address = client.Address("unix", os.path.join(folder, "s"), KEY)
        listener = socket.socket(socket.AF_UNIX)
        self.addCleanup(listener.close)
        listener.bind(address.address)
        listener.listen(0)
        first = client.connect(address)
        self.addCleanup(first.close)

        def accept_all():
            for _ in range(2):
                listener.accept()[0].close()

        second = threading.Timer(0.05, accept_all)
        second.start()
        client.connect(address).close()
        second.join()


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
