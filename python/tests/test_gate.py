import os
import shutil
import sys
import tempfile
import unittest

from weir_shim import gate
from weir_shim.client import Found, State, Verdict
from weir_shim.errors import Undecided
from weir_shim.gate import Gates, Refused
from weir_shim.manifest import ManifestError

OPERATION = "0123456789abcdef0123"
BEFORE = "sha256:" + "1" * 64
AFTER = "sha256:" + "2" * 64


def arguments(digest=BEFORE, operation=OPERATION):
    return (1, "26.3", "wheel", "x", "1.0", None, "", ("x",), None, "x-1.0.whl", "/x", 0, digest, operation, "{}")


def allow(digest=BEFORE, verdict="allow", reason=None, findings=(), withhold=(), patch=None, instead_of=None):
    return Verdict(digest, verdict, reason, findings, withhold, patch, instead_of)


class RecordedEngine(object):
    """Writes down what it is told, and gives the next answer it was made with."""

    def __init__(self, log, *answers):
        self.log = log
        self.answers = list(answers)
        self.refused = None

    def ask(self, event, arguments, with_bits):
        self.log.append(("ask", event))
        answer = self.answers.pop(0) if self.answers else allow()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def refusal(self, event, arguments, cause_type, message):
        self.log.append(("refusal", event, cause_type, message))

    def changed(self, event, arguments, digest):
        self.log.append(("changed", event, digest))

    def done(self, event, arguments):
        self.log.append(("done", event) + arguments[-2:])

    def state(self):
        self.log.append(("state",))
        return State(*(self.refused or (None, None)) + (1,))

    def close(self):
        self.log.append(("close",))


class Gated(unittest.TestCase):
    def setUp(self):
        self.log = []
        self.hook = lambda event, arguments: None
        self.gates = Gates()
        self.raise_event = gate.raise_event
        gate.raise_event = self.record_event
        self.addCleanup(setattr, gate, "raise_event", self.raise_event)

    def record_event(self, event, arguments):
        self.log.append(("event", event) + (arguments[-2:] if event.endswith(".done") else ()))
        self.hook(event, arguments)

    def engine(self, *answers):
        self.gates.conversation = RecordedEngine(self.log, *answers)

    def enter(self, now=BEFORE, claimed=BEFORE, operation=OPERATION, **options):
        def rehash():
            self.log.append(("hash",))
            if isinstance(now, Exception):
                raise now
            return now

        return self.gates.enter("pip.install", arguments(claimed, operation), rehash, **options)

    def refused(self, *arguments, **options):
        with self.assertRaises(Refused) as caught:
            self.enter(*arguments, **options)
        return caught.exception.refusal

    def raiser(self, event, error):
        def hook(raised, arguments):
            if raised == event:
                raise error

        return hook


class AtAGate(Gated):
    def test_the_event_comes_before_the_question_and_the_done_after_the_step(self):
        self.engine()
        self.enter().done("ok")
        self.assertEqual(self.log, [
            ("event", "pip.install"), ("ask", "pip.install"),
            ("event", "pip.install.done", "ok", None), ("done", "pip.install.done", "ok", None),
        ])

    def test_a_deny_is_obeyed_and_closed(self):
        self.engine(allow(verdict="deny", reason="no"))
        refusal = self.refused()
        self.assertEqual((refusal.exit_code, refusal.reason), (10, "no"))
        self.assertEqual(self.log[-1], ("done", "pip.install.done", "refused", "no"))

    def test_an_undecided_is_obeyed_and_closed(self):
        self.engine(allow(verdict="undecided", reason="hook timed out"))
        self.assertEqual(self.refused().exit_code, 11)
        self.assertEqual(self.log[-1], ("done", "pip.install.done", "failed", "hook timed out"))

    def test_a_refusal_names_the_findings_with_file_and_line(self):
        finding = {"rule": "setup-run.eval", "severity": "high", "message": "runs a text",
                   "file": "setup.py", "line": 3, "help": "ask the author"}
        self.engine(allow(verdict="deny", reason="bad", findings=(finding,)))
        self.assertEqual(self.refused().text(), (
            "weir refused: pip.install of x 1.0\n  reason: bad\n"
            "  finding: setup-run.eval (high): runs a text, in setup.py:3\n  hint: ask the author"
        ))

    def test_what_was_refused_once_stays_refused(self):
        self.engine(allow(verdict="deny", reason="no"))
        self.refused()
        del self.log[:]
        self.assertEqual(self.refused(operation="f" * 20).reason, "no")
        self.assertEqual(self.log, [])

    def test_whatever_a_hook_raises_is_a_refusal(self):
        for error in (ValueError("bad"), SystemExit(0), GeneratorExit("x"), type("Odd", (BaseException,), {})("odd")):
            self.setUp()
            self.engine()
            self.hook = self.raiser("pip.install", error)
            refusal = self.refused()
            self.assertEqual(refusal.exit_code, 10)
            self.assertIs(refusal.cause, error)
            kind = "%s.%s" % (type(error).__module__, type(error).__name__)
            self.assertEqual(self.log[1], ("refusal", "pip.install", kind, str(error)))
            self.assertEqual([entry[0] for entry in self.log], ["event", "refusal", "event", "done"])

    def test_a_hook_whose_error_cannot_be_shown_is_a_refusal(self):
        class Mute(Exception):
            def __str__(self):
                raise RuntimeError

        self.engine()
        self.hook = self.raiser("pip.install", Mute())
        self.assertIn("Mute", self.refused().reason)

    def test_an_interrupt_in_a_hook_is_an_interrupt(self):
        self.engine()
        self.hook = self.raiser("pip.install", KeyboardInterrupt())
        self.assertRaises(KeyboardInterrupt, self.enter)
        self.assertEqual(self.log, [
            ("event", "pip.install"), ("event", "pip.install.done", "cancelled", "interrupted"),
        ])
        self.assertIsNone(self.gates.refusal)

    def test_an_interrupt_while_the_engine_is_asked_is_an_interrupt(self):
        self.engine(KeyboardInterrupt())
        self.assertRaises(KeyboardInterrupt, self.enter)
        self.assertEqual(self.log[-1], ("event", "pip.install.done", "cancelled", "interrupted"))
        self.assertIsNone(self.gates.refusal)

    def test_after_an_interrupted_question_nothing_more_is_allowed(self):
        self.engine(KeyboardInterrupt())
        self.assertRaises(KeyboardInterrupt, self.enter)
        self.assertEqual(self.refused(operation="f" * 20).exit_code, 11)

    def test_a_hook_that_raises_at_a_done_ends_the_run(self):
        self.engine()
        self.hook = self.raiser("pip.install.done", ValueError("late"))
        self.enter().done("ok")
        self.assertEqual([entry[0] for entry in self.log], ["event", "ask", "event", "refusal", "done"])
        self.assertEqual(self.log[-1], ("done", "pip.install.done", "ok", None))
        self.assertEqual(self.refused(operation="f" * 20).exit_code, 10)

    def test_bits_that_a_hook_changed_are_judged_as_changed(self):
        self.engine(allow(AFTER))
        passed = self.enter(now=AFTER)
        self.assertEqual(passed.digest, AFTER)
        self.assertEqual(self.log, [
            ("event", "pip.install"), ("ask", "pip.install"), ("hash",), ("changed", "pip.install", AFTER),
        ])

    def test_bits_that_changed_under_the_engine_are_tampering(self):
        self.engine(allow(AFTER))
        refusal = self.refused(now="sha256:" + "3" * 64)
        self.assertEqual(refusal.exit_code, 10)
        self.assertIn("changed while they were judged", refusal.reason)
        self.assertEqual(self.log[3][:3], ("refusal", "pip.install", "weir.Tampering"))

    def test_an_answer_for_other_bits_is_undecided(self):
        self.engine(allow(AFTER))
        refusal = self.refused(now=BEFORE)
        self.assertEqual(refusal.exit_code, 11)
        self.assertIn("judged other bits", refusal.reason)

    def test_bits_that_cannot_be_hashed_are_undecided(self):
        self.engine(allow(AFTER))
        self.assertEqual(self.refused(claimed=None).exit_code, 11)

    def test_bits_that_cannot_be_hashed_again_are_undecided(self):
        self.engine(allow(AFTER))
        self.assertEqual(self.refused(now=ManifestError("gone")).exit_code, 11)

    def test_a_lost_engine_is_undecided(self):
        self.engine(Undecided("the engine is gone", "look at its log"))
        refusal = self.refused()
        self.assertEqual(refusal.exit_code, 11)
        self.assertIn("hint: look at its log", refusal.text())

    def test_no_engine_is_undecided(self):
        self.assertEqual(self.refused().exit_code, 11)

    def test_a_gate_that_is_not_asked_needs_no_engine(self):
        self.enter(ask=False).done("ok")
        self.assertEqual(self.log, [("event", "pip.install"), ("event", "pip.install.done", "ok", None)])

    def test_a_patch_and_what_is_withheld_are_handed_on(self):
        withhold = ({"filename": "f", "reason": "r"},)
        self.engine(allow(verdict="patched", patch={"path": "/y", "digest": AFTER}, withhold=withhold))
        passed = self.enter()
        self.assertEqual((passed.patch["path"], passed.withhold), ("/y", {"f": "r"}))

    def test_a_done_is_raised_once(self):
        self.engine()
        passed = self.enter()
        passed.done("ok")
        del self.log[:]
        passed.done("failed", "late")
        self.assertEqual(self.log, [])

    def test_a_reason_is_one_line_without_secrets(self):
        self.engine()
        self.enter().done("failed", "cannot fetch\n  https://u:p@example.org/")
        self.assertEqual(self.log[-1][-1], "cannot fetch https://****@example.org/")

    def test_what_is_still_open_is_closed_last_first(self):
        self.engine(allow(), allow())
        for operation in ("a" * 20, "b" * 20):
            self.enter(operation=operation)
        seen = []
        self.hook = lambda event, arguments: seen.append(arguments[13])
        self.gates.close_all("cancelled", "interrupted")
        self.assertEqual(seen, ["b" * 20, "a" * 20])

    def test_what_a_nested_installer_was_refused_is_refused(self):
        self.engine()
        self.gates.conversation.refused = ("deny", "no")
        self.gates.heed_nested()
        self.assertEqual(self.refused().reason, "no")

    def test_an_engine_that_is_lost_at_a_done_is_undecided(self):
        self.engine()
        passed = self.enter()

        def lost(event, arguments):
            raise Undecided("gone")

        self.gates.conversation.done = lost
        passed.done("ok")
        self.assertEqual(self.gates.refusal.exit_code, 11)

    @unittest.skipUnless(hasattr(os, "fork"), "no fork here")
    def test_a_fork_forgets_the_conversation(self):
        self.engine()
        self.enter()
        child = os.fork()
        if child == 0:
            self.gates.close_all("cancelled", "x")
            forgot = self.gates.is_orphan and self.gates.conversation is None
            os._exit(0 if forgot and self.log[-1] == ("close",) else 1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.gates.forget_parent()
        self.assertFalse(self.gates.is_orphan)


class WhereNothingComesOfIt(Gated):
    """The mode `observe`."""

    def setUp(self):
        super(WhereNothingComesOfIt, self).setUp()
        self.said = []
        self.gates.observes = True
        self.gates.warn = lambda once, text: self.said.append(text)

    def pass_with(self, instead_of, **options):
        finding = {"rule": "a.b", "action": "deny", "severity": "high", "message": "m", "file": None, "help": None}
        self.engine(allow(findings=(finding,), instead_of=instead_of, **options))
        return self.enter()

    def test_what_was_found_is_said_and_passed(self):
        self.pass_with(Found("deny", "bad", ())).done("ok")
        self.assertEqual(self.said, [
            "weir would have refused: pip.install of x 1.0\n  reason: bad\n  finding: a.b (high): m\n"
            "  hint: it goes on, because the mode is `observe`",
        ])
        self.assertIsNone(self.gates.refusal)
        self.assertEqual(self.log[-1], ("done", "pip.install.done", "ok", None))

    def test_what_could_not_be_decided_is_said_and_passed(self):
        self.pass_with(Found("undecided", "late", ()), digest=None)
        self.assertIn("weir could not have decided: pip.install of x 1.0\n  reason: late", self.said[0])
        self.assertNotIn(("hash",), self.log)

    def test_what_would_be_withheld_or_patched_is_said_and_left_as_it_is(self):
        passed = self.pass_with(Found("withhold", None, ({"filename": "x-2.whl", "reason": "too new"},)))
        self.assertEqual(passed.withhold, {})
        self.setUp()
        self.assertIsNone(self.pass_with(Found("patched", None, ())).patch)
        self.assertEqual(self.said, ["weir would have patched: pip.install of x 1.0"])

    def test_whatever_a_hook_raises_is_told_and_passed(self):
        for error in (ValueError("bad"), SystemExit(0), type("Odd", (BaseException,), {})("odd")):
            self.setUp()
            self.engine()
            self.hook = self.raiser("pip.install", error)
            self.enter().done("ok")
            self.assertEqual([entry[0] for entry in self.log], ["event", "ask", "refusal", "event", "done"])
            self.assertIn("weir would have refused: pip.install of x 1.0", self.said[0])
            self.assertIsNone(self.gates.refusal)

    def test_a_hook_whose_error_cannot_be_shown_is_passed(self):
        self.engine()
        self.hook = self.raiser("pip.install", type("Mute", (Exception,), {"__str__": None})())
        self.enter()
        self.assertIn("Mute", self.said[0])

    def test_a_hook_that_raises_at_a_done_is_told_and_passed(self):
        self.engine()
        self.hook = self.raiser("pip.install.done", ValueError("late"))
        self.enter().done("ok")
        self.assertEqual([entry[0] for entry in self.log], ["event", "ask", "event", "refusal", "done"])
        self.assertIsNone(self.gates.refusal)

    def test_tampering_is_told_and_passed(self):
        self.engine(allow(AFTER))
        self.enter(now="sha256:" + "3" * 64)
        self.assertEqual(self.log[3][:3], ("refusal", "pip.install", "weir.Tampering"))
        self.assertIn("changed while they were judged", self.said[0])

    def test_an_answer_for_other_bits_is_told_and_passed(self):
        self.engine(allow(AFTER))
        self.enter(now=BEFORE)
        self.assert_told_as_undecided("judged other bits")

    def test_bits_that_cannot_be_hashed_are_passed(self):
        self.engine(allow(AFTER))
        self.enter(claimed=None)
        self.assert_told_as_undecided("could not be hashed")

    def test_bits_that_cannot_be_hashed_again_are_passed(self):
        self.engine(allow(AFTER))
        self.enter(now=ManifestError("gone"))
        self.assert_told_as_undecided("gone")

    def test_a_hook_passes_where_nobody_is_asked(self):
        self.hook = self.raiser("pip.install", ValueError("bad"))
        self.enter(ask=False).done("ok")
        self.assertEqual([entry[0] for entry in self.log], ["event", "event"])
        self.assertEqual(len(self.said), 1)

    def test_an_interrupt_in_a_hook_is_an_interrupt(self):
        self.engine()
        self.hook = self.raiser("pip.install", KeyboardInterrupt())
        self.assertRaises(KeyboardInterrupt, self.enter)

    def test_what_the_engine_stops_is_stopped(self):
        self.engine(allow(verdict="undecided", reason="the journal cannot be written"))
        self.assertEqual(self.refused().exit_code, 11)

    def test_a_lost_engine_is_undecided(self):
        for answer in (Undecided("gone"), None):
            self.setUp()
            if answer is not None:
                self.engine(answer)
            self.hook = self.raiser("pip.install", ValueError("bad"))
            self.assertEqual(self.refused().exit_code, 11)

    def assert_told_as_undecided(self, words):
        self.assertEqual(self.log[-1][:3], ("refusal", "pip.install", "weir.Undecided"))
        self.assertIn(words, self.log[-1][3])
        self.assertIn("weir could not have decided", self.said[0])
        self.assertIsNone(self.gates.refusal)


class TheEventInTheProcess(unittest.TestCase):
    @unittest.skipUnless(hasattr(sys, "addaudithook"), "no audit events here")
    def test_is_an_audit_event(self):
        seen = []
        sys.addaudithook(lambda event, arguments: seen.append((event, arguments)) if event == "weir.test" else None)
        gate.raise_event("weir.test", (1, "a", None))
        self.assertEqual(seen, [("weir.test", (1, "a", None))])

    def test_operations_are_twenty_digits_and_differ(self):
        first, second = gate.new_operation(), gate.new_operation()
        self.assertRegex(first, "^[0-9a-f]{20}$")
        self.assertNotEqual(first, second)


class TheHooksOfTheSettings(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.root)

    def hook(self, text):
        path = os.path.join(self.root, "hook.py")
        with open(path, "w") as stream:
            stream.write(text)
        return path

    def assert_not_loaded(self, entry, words):
        from weir_shim import inprocess

        with self.assertRaises(Undecided) as caught:
            inprocess.load([entry])
        self.assertIn(words, str(caught.exception))

    def test_one_that_cannot_be_loaded_is_undecided(self):
        self.assert_not_loaded(self.hook("raise SystemExit(0)") + ":f", "SystemExit")
        self.assert_not_loaded(self.hook("f = 1") + ":f", "not callable")
        self.assert_not_loaded(self.hook("") + ":f", "AttributeError")
        self.assert_not_loaded("hook.py:f", "not an absolute path")
        self.assert_not_loaded(os.path.join(self.root, "absent.py") + ":f", "No such file")
        for ending in (".so", ".dylib", ".pyd"):
            self.assert_not_loaded(os.path.join(self.root, "absent" + ending), "OSError")


if __name__ == "__main__":
    unittest.main()
