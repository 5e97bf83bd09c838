import glob
import json
import os
import shutil
import unittest

from tests import packages
from tests.pips import PipTestCase, tearDownModule  # noqa: F401

# Every gate that an upgrade from a source archive passes: its event, the hook about to run, how many have run before.
STEPS = (
    ("pip.invoked", None, 0),
    ("pip.candidates", None, 0),
    ("pip.download", None, 0),
    ("pip.unpack", None, 0),
    ("pip.install", None, 0),
    ("pip.build", "get_requires_for_build_wheel", 0),
    ("pip.build", "prepare_metadata_for_build_wheel", 1),
    ("pip.build", "build_wheel", 2),
    ("pip.built", None, 3),
    ("pip.write", None, 3),
    ("pip.uninstall", None, 3),
)
HOOKS = ["gamma " + hook for event, hook, _ in STEPS if hook]
CACHED = ("pip.write", "pip.uninstall")  # Gates after pip has put its wheel into its cache, as it was allowed to.

# A hook that writes down what it sees of Weir's events, and raises an error at one gate.
RAISING = """
    import json

    class Odd(BaseException):
        pass

    def hook(event, arguments):
        if not event.startswith("pip."):
            return
        with open({seen!r}, "a") as stream:
            stream.write(json.dumps([event, arguments]) + "\\n")
        if event == {event!r} and {hook!r} in (None, json.loads(arguments[-1]).get("hook")):
            raise {error}
"""


class Upgrading(PipTestCase):
    """gamma 1.0 is there; 2.0 is a source archive on a server."""

    def setUp(self):
        super().setUp()
        packages.sdist(self.links, "gamma", "2.0")
        self.put_installed("gamma", "1.0")
        self.page = self.serve()
        self.cache = os.path.join(self.root, "home", ".cache")
        self.event = self.hook_name = None

    def upgrade(self, *options):
        del self.engine.messages[:]
        shutil.rmtree(self.cache, ignore_errors=True)
        if os.path.exists(self.canary):
            os.unlink(self.canary)
        return self.pip("install", "--no-index", "--find-links", self.page, "--upgrade", "gamma", *options)

    def at_each_gate(self, check, steps=STEPS):
        for self.event, self.hook_name, count in steps:
            with self.subTest(event=self.event, hook=self.hook_name):
                check(HOOKS[:count])

    def is_here(self, event, arguments):
        return event == self.event and self.hook_name in (None, json.loads(arguments[-1]).get("hook"))

    def assert_stopped(self, result, code, ran, outcome):
        self.assertEqual(result.code, code, result.output)
        self.assertNotIn("Traceback", result.output)
        self.assertEqual(self.ran(), ran)
        self.assertEqual(self.installed(), ["gamma-1.0.dist-info", "gamma.py"])
        self.assertEqual(self.left_behind(), [])
        self.assertEqual(self.cached_wheels(), 1 if self.event in CACHED else 0)
        self.assert_paired(self.engine.events())
        self.assertEqual(self.outcomes(self.engine.events()), [outcome] if outcome else [])
        self.assertEqual([message["exit"] for message in self.engine.named("bye")], [code])

    def cached_wheels(self):
        return len(glob.glob(os.path.join(self.cache, "**", "*.whl"), recursive=True))

    def outcomes(self, events):
        """The outcomes of the gate that the test is about."""
        return [
            arguments[-2] for event, arguments in events
            if event.endswith(".done") and self.is_here(event[: -len(".done")], arguments[:-2])
        ]

    def assert_one_error(self, result, first_line, reason):
        lines = result.output.splitlines()
        errors = [line for line in lines if line.startswith("ERROR: ")]
        self.assertEqual(len(errors), 1, result.output)
        self.assertTrue(errors[0].startswith("ERROR: " + first_line), result.output)
        start = lines.index(errors[0])
        self.assertEqual(lines[start + 1], "  reason: " + reason)
        self.assertTrue(lines[start + 2].startswith("  hint: "))


class TheEngineRefuses(Upgrading):
    def judge(self, event, arguments):
        return {"verdict": self.verdict, "reason": "no"} if self.is_here(event, arguments) else {}

    def test_a_deny_at_any_gate_stops_pip_there(self):
        def check(ran):
            result = self.upgrade()
            self.assert_stopped(result, 10, ran, "refused")
            self.assert_one_error(result, "weir refused: %s of " % self.event, "no")

        self.verdict = "deny"
        self.start_engine(self.judge)
        self.at_each_gate(check)

    def test_an_undecided_at_any_gate_stops_pip_there(self):
        def check(ran):
            result = self.upgrade()
            self.assert_stopped(result, 11, ran, "failed")
            self.assert_one_error(result, "weir could not decide: %s of " % self.event, "no")

        self.verdict = "undecided"
        self.start_engine(self.judge)
        self.at_each_gate(check)

    def test_with_debug_a_refusal_is_one_message_too(self):
        self.event, self.verdict = "pip.install", "deny"
        self.start_engine(self.judge)
        result = self.upgrade("--debug")
        self.assert_stopped(result, 10, [], "refused")
        self.assert_one_error(result, "weir refused: pip.install of gamma", "no")


class AHookInTheProcessRaises(Upgrading):
    def setUp(self):
        super().setUp()
        self.seen = os.path.join(self.root, "seen")
        self.start_engine(in_process=[self.hook("")])

    def raise_here(self, error):
        self.hook(RAISING.format(event=self.event, hook=self.hook_name, error=error, seen=self.seen))
        return self.upgrade()

    def assert_seen(self, outcome):
        with open(self.seen) as stream:
            seen = [json.loads(line) for line in stream]
        os.unlink(self.seen)
        self.assert_paired(seen)
        self.assertEqual(self.outcomes(seen), [outcome])

    def test_at_any_gate_it_stops_pip_there(self):
        errors = ["ValueError('no')", "SystemExit('no')", "Odd('no')", "PermissionError('no')", "MemoryError('no')"]

        def check(ran):
            errors.append(errors.pop(0))
            result = self.raise_here(errors[0])
            kind = self.kind(errors[0])
            self.assert_stopped(result, 10, ran, "refused")
            self.assert_seen("refused")
            self.assert_one_error(
                result, "weir refused: %s of " % self.event, "a hook in the process raised %s: no" % kind
            )
            cause = self.engine.named("refusal")[0]["cause"]
            self.assertEqual(cause, {"type": kind, "message": "no"})

        self.at_each_gate(check)

    def test_an_interrupt_at_any_gate_is_a_ctrl_c(self):
        def check(ran):
            result = self.raise_here("KeyboardInterrupt")
            self.assert_stopped(result, 1, ran, None)  # The engine was not asked about this gate.
            self.assert_seen("cancelled")
            self.assertIn("Operation cancelled by user", result.output)
            self.assertEqual(self.engine.named("refusal"), [])

        self.at_each_gate(check)

    def kind(self, error):
        name = error.partition("(")[0]
        return "_weir_hook_0.Odd" if name == "Odd" else "builtins." + name


if __name__ == "__main__":
    unittest.main()
