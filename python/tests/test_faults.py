import json
import os
import signal
import struct
import subprocess
import sys
import textwrap
import threading
import unittest
import warnings

from tests import fake_engine, packages
from tests.fake_engine import Last
from tests.pips import PipTestCase, long, tearDownModule  # noqa: F401
from weir_shim import carry, process
from weir_shim.errors import Undecided

PYTHON = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# What a build of beta passes: the event, the hook about to run, how many have run before.
STEPS = (
    ("pip.invoked", None, 0),
    ("pip.candidates", None, 0),
    ("pip.unpack", None, 0),
    ("pip.install", None, 0),
    ("pip.build", "get_requires_for_build_wheel", 0),
    ("pip.build", "prepare_metadata_for_build_wheel", 1),
    ("pip.build", "build_wheel", 2),
    ("pip.built", None, 3),
    ("pip.write", None, 3),
)
HOOKS = ["beta " + hook for _, hook, _ in STEPS if hook]


def is_at(step, event, arguments):
    return (event, json.loads(arguments[-1]).get("hook")) == step[:2]


@long
class Faulty(PipTestCase):
    def assert_undecided(self, result, words, ran=()):
        self.assertEqual(result.code, 11, result.output)
        self.assertNotIn("Traceback", result.output)
        self.assertIn("weir could not decide: ", result.output)
        self.assertIn("reason: ", result.output)
        self.assertIn(words, result.output)
        self.assertEqual((self.ran(), self.installed(), self.left_behind()), (list(ran), [], []))

    def forget(self):
        self.engine.forget()
        if os.path.exists(self.canary):
            os.unlink(self.canary)


class NoRightEngine(Faulty):
    def setUp(self):
        super().setUp()
        packages.wheel(self.links, "alpha")

    def test_none_is_running_and_none_can_be_started(self):
        self.assert_undecided(self.install("alpha"), "cannot start the engine")

    def test_it_has_announced_itself_and_is_gone(self):
        self.start_engine()
        self.engine.close()
        os.unlink(self.engine.socket_path)
        self.assert_undecided(self.install("alpha"), "cannot start the engine")

    def test_it_does_not_hold_its_key(self):
        self.start_engine(welcome={"proof": "0" * 64})
        self.assert_undecided(self.install("alpha"), "does not hold its key")

    def test_it_is_of_another_build(self):
        self.start_engine(welcome={"build": "f" * 16})
        self.assert_undecided(self.install("alpha"), "another build")

    def test_the_home_of_the_shim_is_not_whole(self):
        self.start_engine()
        for name in ("build-id", "contents"):
            path = os.path.join(self.weir, name)
            os.rename(path, path + ".away")
            result = self.install("alpha")
            self.assertEqual((result.code, self.installed()), (11, []), result.output)
            self.assertRegex(result.output, r"^weir: pip does not run: .*%s.*build weir again.*\n$" % name)
            os.rename(path + ".away", path)

    def test_half_of_the_variables_of_a_run_are_there(self):
        self.start_engine()
        self.assert_undecided(self.install("alpha", WEIR_RUN="r"), "do not name a run")

    def test_a_hook_in_the_process_that_cannot_be_loaded(self):
        self.start_engine(in_process=[os.path.join(self.root, "absent.py") + ":hook"])
        self.assert_undecided(self.install("alpha"), "absent.py:hook cannot be loaded")

    def test_a_command_that_only_looks_needs_none(self):
        result = self.pip("list")
        self.assertEqual(result.code, 0, result.output)


class TheAnswerFails(Faulty):
    """beta is built from a source archive; one answer on the way is not what it should be."""

    def setUp(self):
        super().setUp()
        packages.sdist(self.links, "beta")
        self.step = None

    def start_spoiling(self, spoil, **options):
        self.start_engine(spoil=lambda message, data: spoil(data) if self.is_here(message) else data, **options)

    def is_here(self, message):
        return message["type"] == "ask" and is_at(self.step, message["event"], message["args"])

    def at(self, event, hook=None):
        self.step = next(step for step in STEPS if step[:2] == (event, hook))
        self.forget()
        return self.install("--no-cache-dir", "beta")

    def assert_undecided_here(self, result, words):
        self.assert_undecided(result, words, HOOKS[:self.step[2]])

    @long
    def test_the_connection_is_closed_at_any_gate(self):
        self.start_spoiling(lambda data: Last(b""))
        for step in STEPS:
            with self.subTest(step=step):
                self.assert_undecided_here(self.at(*step[:2]), "the engine closed the connection")

    @long
    def test_it_is_cut(self):
        self.start_spoiling(lambda data: Last(data[:self.keep]))
        for self.keep in (1, 4, 5, -1):
            with self.subTest(keep=self.keep):
                self.assert_undecided_here(self.at("pip.write"), "the engine closed the connection")

    @long
    def test_it_is_no_answer(self):
        self.start_spoiling(lambda data: self.answer)
        for self.answer, words in (
            (b"HTTP/1.1 200 OK\r\n\r\n", "a frame of 1213486160 bytes"),
            (struct.pack(">I", 16777217) + b"{", "a frame of 16777217 bytes"),
            (struct.pack(">I", 3) + b"\xff\xfe\x00", "no valid JSON"),
            (fake_engine.frame({"type": "noted"}), "out of turn"),
            (fake_engine.frame({"type": "error", "message": "the disk is full"}), "the engine says: the disk is full"),
        ):
            with self.subTest(words=words):
                self.assert_undecided_here(self.at("pip.build", "get_requires_for_build_wheel"), words)

    def test_it_is_for_another_operation(self):
        self.start_spoiling(change(operation="0" * 20))
        self.assert_undecided_here(self.at("pip.write"), "the answer to another question")

    @long
    def test_it_is_for_other_bits(self):
        self.start_spoiling(change(digest="sha256:" + "0" * 64))
        for step in STEPS[2::2]:
            with self.subTest(step=step):
                self.assert_undecided_here(self.at(*step[:2]), "judged other bits")

    def test_it_names_no_bits(self):
        self.start_spoiling(change(digest=None))
        self.assert_undecided_here(self.at("pip.install"), "without the digest")

    def test_it_does_not_come(self):
        self.start_spoiling(lambda data: b"", silence=1)
        self.assert_undecided_here(self.at("pip.install"), "the engine was silent for 1 seconds")

    def test_it_stops_in_the_middle(self):
        self.start_spoiling(lambda data: data[:-1], silence=1)
        self.assert_undecided_here(self.at("pip.write"), "the engine was silent for 1 seconds")

    def test_a_working_engine_is_waited_for(self):
        working = fake_engine.frame({"type": "working"})
        self.start_spoiling(lambda data: working * 3 + data)
        self.assertEqual(self.at("pip.install").code, 0)


def change(**members):
    def spoil(data):
        return fake_engine.frame(dict(json.loads(data[4:].decode("utf-8")), **members))

    return spoil


class TheEngineStops(Faulty):
    """The engine is a process of its own."""

    def start_process(self, stop):
        script = textwrap.dedent("""
            import os, sys, threading
            sys.path.insert(0, {python!r})
            from tests import fake_engine

            def judge(event, arguments):
                if event == "pip.write":
                    os.kill(os.getpid(), {stop})
                    threading.Event().wait()  # Another thread may be the one that takes the signal.
                return {{}}

            fake_engine.FakeEngine({state!r}, {config!r}, judge, silence=1)
            print("ready", flush=True)
            sys.stdin.read()
        """).format(python=PYTHON, stop=int(stop), state=os.path.join(self.root, "state"),
                    config=os.path.join(self.root, "config"))
        engine = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(self.end, engine)
        self.assertEqual(engine.stdout.readline(), b"ready\n")

    def end(self, engine):
        engine.kill()
        engine.communicate()

    def test_it_is_killed(self):
        packages.wheel(self.links, "alpha")
        self.start_process(signal.SIGKILL)
        self.assert_undecided(self.install("alpha"), "the engine ")

    def test_it_is_frozen(self):
        packages.wheel(self.links, "alpha")
        self.start_process(signal.SIGSTOP)
        self.assert_undecided(self.install("alpha"), "the engine was silent for 1 seconds")


class ANestedPipGetsNoAnswer(Faulty):
    """beta 2.0 needs tool to be built; beta 1.0, which needs nothing, is on offer too."""

    def test_the_whole_run_is_undecided(self):
        packages.wheel(self.links, "tool")
        packages.sdist(self.links, "beta", "1.0")
        packages.sdist(self.links, "beta", "2.0", build_requires=["tool"])
        self.start_engine(spoil=self.hang_up_at_tool)
        self.assert_undecided(self.install("beta"), "an installer that this one started could not decide")

    def hang_up_at_tool(self, message, data):
        if message["type"] == "ask" and message["event"] == "pip.install" and message["args"][3] == "tool":
            return Last(b"")
        return data


class SharedByNobody(PipTestCase):
    """The shim's process is this one."""

    def setUp(self):
        super().setUp()
        self.start_engine()
        before = dict(os.environ)
        self.addCleanup(os.environ.update, before)
        self.addCleanup(os.environ.clear)
        os.environ.update(self.environ())
        self.addCleanup(setattr, carry, "HOME", carry.HOME)
        carry.HOME = self.weir
        self.process = process.Process()
        self.process.command = "install"
        self.process.begin("install", None, ["install"])
        self.addCleanup(self.process.end, None, 0)

    def pass_gate(self, name):
        def describe(operation):
            return 1, "26.3", "wheel", name, None, None, None, (name,), None, None, None, 0, None, operation, "{}"

        passed = self.process.enter("pip.download", describe)
        passed.done("ok")
        return passed

    def fork(self, action):
        """Let a fork do something and end as an installer does."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Of a fork beside the threads of the engine.
            child = os.fork()
        if child == 0:
            code = 1
            try:
                action()
                code = self.process.end(None, 0)
            finally:
                os._exit(code)
        self.assertEqual(os.waitpid(child, 0)[1], 0)

    def test_a_fork_has_a_conversation_of_its_own_in_the_same_run(self):
        self.fork(lambda: self.pass_gate("in the child"))
        self.pass_gate("in the parent")
        self.process.end(None, 0)
        self.engine.settle()
        self.assertEqual([len(self.engine.named(kind)) for kind in ("client", "bye")], [2, 2])
        self.assertEqual(len({message["run"] for message in self.engine.named("ask")}), 1)
        asked = [message["args"][3] for message in self.engine.named("ask")[1:]]
        self.assertEqual(asked, ["in the child", "in the parent"])

    def test_a_fork_that_asks_nothing_says_nothing(self):
        self.fork(lambda: None)
        self.assertEqual((len(self.engine.named("client")), self.engine.named("bye")), (1, []))
        self.pass_gate("in the parent")

    def test_a_fork_cannot_use_the_conversation_it_was_given(self):
        conversation = self.process.gates.conversation
        self.fork(lambda: self.assertRaises(Undecided, conversation.state))
        self.assertIsNone(conversation.state().verdict)

    def test_threads_take_turns_and_belong_to_the_command(self):
        passed = []

        def pass_some(name):
            for _ in range(20):
                passed.append(self.pass_gate(name))
                self.assertEqual(self.process.parent, self.process.invoked)

        threads = [threading.Thread(target=pass_some, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(passed), 40)
        self.assertEqual(len(self.engine.named("client")), 1)
        self.assertIsNone(self.process.gates.refusal)


if __name__ == "__main__":
    unittest.main()
