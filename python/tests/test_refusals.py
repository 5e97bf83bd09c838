import glob
import json
import os
import shutil
import signal
import subprocess
import unittest

from tests import packages
from tests.pips import PipTestCase, long, tearDownModule  # noqa: F401

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

# A hook that writes down what it sees of Weir's events, and raises an error where a condition holds.
RAISING = """
    import json

    class Odd(BaseException):
        pass

    def hook(event, arguments):
        if not event.startswith("pip."):
            return
        with open({seen!r}, "a") as stream:
            stream.write(json.dumps([event, arguments]) + "\\n")
        if {condition}:
            raise {error}
"""


@long
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
        self.engine.forget()
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
        # What was refused is taken out again.
        self.assertEqual(self.cached_wheels(), self.event in CACHED and (self.event, code) != ("pip.write", 10))
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

    @long
    def test_a_deny_at_any_gate_stops_pip_there(self):
        def check(ran):
            result = self.upgrade()
            self.assert_stopped(result, 10, ran, "refused")
            self.assert_one_error(result, "weir refused: %s of " % self.event, "no")

        self.verdict = "deny"
        self.start_engine(self.judge)
        self.at_each_gate(check)

    @long
    def test_an_undecided_at_a_gate_stops_pip_there(self):
        def check(ran):
            result = self.upgrade()
            self.assert_stopped(result, 11, ran, "failed")
            self.assert_one_error(result, "weir could not decide: %s of " % self.event, "no")

        self.verdict = "undecided"
        self.start_engine(self.judge)
        self.at_each_gate(check, STEPS[::2])

    @long
    def test_with_debug_a_refusal_is_one_message_too(self):
        self.event, self.verdict = "pip.install", "deny"
        self.start_engine(self.judge)
        result = self.upgrade("--debug")
        if "no such option" in result.output:
            self.skipTest("this pip has no --debug")
        self.assert_stopped(result, 10, [], "refused")
        self.assert_one_error(result, "weir refused: pip.install of gamma", "no")


class AHookInTheProcessRaises(Upgrading):
    def setUp(self):
        super().setUp()
        self.seen = os.path.join(self.root, "seen")
        self.start_engine(in_process=[self.hook("")])

    def raise_where(self, condition, error):
        self.hook(RAISING.format(condition=condition, error=error, seen=self.seen))
        return self.upgrade()

    def raise_here(self, error):
        where = "event == %r and %r in (None, json.loads(arguments[-1]).get('hook'))" % (self.event, self.hook_name)
        return self.raise_where(where, error)

    def assert_seen(self, outcome):
        with open(self.seen) as stream:
            seen = [json.loads(line) for line in stream]
        os.unlink(self.seen)
        self.assert_paired(seen)
        self.assertEqual(self.outcomes(seen), [outcome])

    @long
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

    @long
    def test_an_interrupt_at_any_gate_is_a_ctrl_c(self):
        def check(ran):
            result = self.raise_here("KeyboardInterrupt")
            self.assert_stopped(result, 1, ran, None)  # The engine was not asked about this gate.
            self.assert_seen("cancelled")
            self.assertIn("Operation cancelled by user", result.output)
            self.assertEqual(self.engine.named("refusal"), [])

        self.at_each_gate(check)

    @long
    def test_after_a_step_it_ends_the_run_there(self):
        def check(ran):
            result = self.raise_where("event == %r" % (self.event + ".done"), "ValueError('late')")
            self.assert_stopped(result, 10, ran, "ok")
            self.assertIn("a hook in the process raised builtins.ValueError: late", result.output)

        self.at_each_gate(check, [("pip.candidates", None, 0), ("pip.unpack", None, 0), ("pip.install", None, 2)])

    def test_after_the_whole_command_it_still_changes_the_exit_code(self):
        result = self.raise_where("event == 'pip.invoked.done'", "ValueError('late')")
        self.assertEqual(result.code, 10)
        self.assertEqual(self.installed(), ["gamma-2.0.dist-info", "gamma.py"])
        self.assertNotIn("Traceback", result.output)
        self.assertEqual(self.engine.named("bye")[0]["exit"], 10)

    def kind(self, error):
        name = error.partition("(")[0]
        return "_weir_hook_0.Odd" if name == "Odd" else "builtins." + name


@long
class OtherCommandsAreRefused(PipTestCase):
    def refuse(self, event, name):
        self.start_engine(lambda e, arguments: deny() if (e, arguments[3]) == (event, name) else {})
        self.target = os.path.join(self.root, "target")
        os.mkdir(self.target)

    def assert_nothing_done(self, result, ran=(), left=0):
        self.assertEqual(result.code, 10, result.output)
        self.assertNotIn("Traceback", result.output)
        self.assertEqual((self.ran(), os.listdir(self.target), len(self.left_behind())), (list(ran), [], left))
        self.assert_paired(self.engine.events())

    def test_download(self):
        packages.sdist(self.links, "beta")
        packages.wheel(self.links, "alpha", requires=["beta"])
        self.refuse("pip.install", "beta")
        result = self.pip("download", "--no-index", "--find-links", self.links, "--dest", self.target, "beta", "alpha")
        self.assert_nothing_done(result)

    def test_wheel(self):
        packages.sdist(self.links, "beta")
        packages.wheel(self.links, "alpha", requires=["beta"])
        self.refuse("pip.built", "beta")
        result = self.pip("wheel", "--no-index", "--find-links", self.links, "--wheel-dir", self.target, "beta")
        self.assert_nothing_done(result, [hook.replace("gamma", "beta") for hook in HOOKS])

    def test_into_a_folder(self):
        packages.wheel(self.links, "alpha")
        self.refuse("pip.write", "alpha")
        self.install("--target", self.target, "absent")
        left = len(self.left_behind())  # By pip 20.0 itself, whenever it fails.
        shutil.rmtree(self.temporary)
        os.mkdir(self.temporary)
        self.assert_nothing_done(self.install("--target", self.target, "alpha"), left=left)

    def test_uninstall(self):
        self.put_installed("alpha")
        self.refuse("pip.uninstall", "alpha")
        self.assert_nothing_done(self.pip("uninstall", "--yes", "alpha"))
        self.assertEqual(self.installed(), ["alpha-1.0.dist-info", "alpha.py"])

    def test_editable(self):
        folder = packages.project(self.root, "beta")
        self.refuse("pip.install", None)
        self.assert_nothing_done(self.install("--editable", folder))
        self.assertEqual(self.installed(), [])

    def test_the_checkout_of_an_editable_one_is_removed(self):
        url = packages.repository(packages.project(self.root, "beta"))
        self.refuse("pip.install", "beta")
        self.assert_nothing_done(self.install("--src", self.target, "--editable", url + "#egg=beta"))

    def test_a_checkout_that_was_there_stays(self):
        url = packages.repository(packages.project(self.root, "beta"))
        self.refuse("pip.install", "beta")
        subprocess.check_call(["git", "clone", "--quiet", url[len("git+"):], os.path.join(self.target, "beta")])
        result = self.install("--src", self.target, "--exists-action", "i", "--editable", url + "#egg=beta")
        self.assertEqual((result.code, os.listdir(self.target)), (10, ["beta"]), result.output)


@long
class SeveralAtOnce(PipTestCase):
    def setUp(self):
        super().setUp()
        for name in ("alpha", "beta"):
            packages.wheel(self.links, name, "2.0")
            self.put_installed(name)
        self.before = self.installed()

    def assert_unchanged(self, result):
        self.assertEqual(result.code, 10, result.output)
        self.assertEqual((self.installed(), self.left_behind()), (self.before, []))
        self.assert_paired(self.engine.events())

    def test_a_refusal_of_the_last_one_comes_before_the_first_one_is_written(self):
        self.start_engine(self.deny_second)
        for self.event in ("pip.write", "pip.uninstall"):
            with self.subTest(event=self.event):
                self.seen = 0
                self.engine.forget()
                self.assert_unchanged(self.install("--upgrade", "alpha", "beta"))
                self.assertEqual(self.seen, 2)

    def deny_second(self, event, arguments):
        self.seen += event == self.event
        return deny() if event == self.event and self.seen == 2 else {}

    def test_a_wheel_that_is_swapped_after_its_verdict_is_not_installed(self):
        wheel = os.path.join(self.links, "beta-2.0-py3-none-any.whl")
        entry = self.hook("""
            def hook(event, arguments):
                if event == "pip.uninstall" and arguments[3] == "beta":
                    with open({wheel!r}, "ab") as stream:
                        stream.write(b"x")
        """.format(wheel=wheel))
        self.start_engine(in_process=[entry])
        result = self.install("--upgrade", "beta")
        self.assert_unchanged(result)
        self.assertIn("changed after it was judged", result.output)
        self.assertEqual(self.engine.named("refusal")[0]["cause"]["type"], "weir.Tampering")


@long
class Withholding(PipTestCase):
    def setUp(self):
        super().setUp()
        for version in ("1.0", "2.0"):
            packages.wheel(self.links, "alpha", version)

    def withhold(self, *names):
        items = [{"filename": name, "reason": "too new"} for name in names]
        self.start_engine(
            lambda event, arguments: {"verdict": "withhold", "withhold": items} if event == "pip.candidates" else {}
        )

    def test_what_is_withheld_is_not_on_offer(self):
        self.withhold("alpha-2.0-py3-none-any.whl")
        result = self.install("alpha")
        self.assertEqual((result.code, self.installed()), (0, ["alpha-1.0.dist-info", "alpha.py"]))
        self.assertIn("weir withholds alpha-2.0-py3-none-any.whl: too new", result.output)

    def test_where_all_is_withheld_pip_finds_nothing(self):
        self.withhold("alpha-1.0-py3-none-any.whl", "alpha-2.0-py3-none-any.whl")
        result = self.install("alpha")
        self.assertEqual((result.code, self.installed()), (1, []))
        self.assertIn("No matching distribution found for alpha", result.output)
        self.assert_paired(self.engine.events())


class AFindingThatOnlyWarns(PipTestCase):
    def test_a_warning_is_shown_once_and_stops_nothing(self):
        packages.wheel(self.links, "alpha", "1.0")
        finding = {"hook": "h", "rule": "h.odd", "action": "warn", "severity": "low", "message": "looks odd"}
        note = dict(finding, rule="h.note", action="note")
        self.start_engine(lambda event, arguments: {"findings": [finding, note]})
        result = self.install("alpha")
        self.assertEqual((result.code, self.installed()), (0, ["alpha-1.0.dist-info", "alpha.py"]))
        self.assertEqual(result.output.count("WARNING: weir: h.odd (low): looks odd, at "), 1)
        self.assertNotIn("h.note", result.output)


@long
class ABuildDependencyIsRefused(PipTestCase):
    """beta 2.0 needs tool to be built; beta 1.0, which needs nothing, is on offer too."""

    def setUp(self):
        super().setUp()
        packages.sdist(self.links, "beta", "1.0")
        packages.sdist(self.links, "beta", "2.0", build_requires=["tool"])
        self.verdict = "deny"

    def judge(self, event, arguments):
        return deny(self.verdict) if event == self.event and is_about_tool(arguments) else {}

    def assert_ended(self, result, code=10, ran=()):
        self.assertEqual(result.code, code, result.output)
        self.assertNotIn("Traceback", result.output)
        self.assertEqual((self.ran(), self.installed(), self.left_behind()), (list(ran), [], []))
        self.assert_paired(self.engine.events())
        self.assertEqual([message["exit"] for message in self.engine.named("bye")], [code, code])

    @long
    def test_a_wheel_at_any_gate_ends_the_whole_run(self):
        packages.wheel(self.links, "tool")
        self.start_engine(self.judge)
        for self.event, self.verdict, code in (
            ("pip.invoked", "deny", 10), ("pip.candidates", "deny", 10), ("pip.install", "deny", 10),
            ("pip.write", "deny", 10), ("pip.install", "undecided", 11),
        ):
            with self.subTest(event=self.event, verdict=self.verdict):
                self.engine.forget()
                self.assert_ended(self.install("beta"), code)

    @long
    def test_a_source_archive_at_any_gate_ends_the_whole_run(self):
        packages.sdist(self.links, "tool")
        self.start_engine(self.judge)
        for self.event, count in (("pip.unpack", 0), ("pip.install", 0), ("pip.build", 0), ("pip.built", 3)):
            with self.subTest(event=self.event):
                self.engine.forget()
                result = self.install("beta")
                self.assert_ended(result, 10, [hook.replace("gamma", "tool") for hook in HOOKS[:count]])

    def test_by_a_hook_in_the_nested_pip_ends_the_whole_run(self):
        packages.wheel(self.links, "tool")
        entry = self.hook("""
            def hook(event, arguments):
                if event == "pip.install" and arguments[3] == "tool":
                    raise SystemExit(0)
        """)
        self.start_engine(in_process=[entry])
        result = self.install("beta")
        self.assert_ended(result)
        causes = [message["cause"]["type"] for message in self.engine.named("refusal")]
        self.assertEqual(causes, ["builtins.SystemExit"])

    def test_one_that_a_hook_asks_for_while_it_builds_ends_the_whole_run(self):
        packages.wheel(self.links, "tool")
        packages.sdist(self.links, "delta", "2.0", dynamic=["tool"])
        packages.sdist(self.links, "delta", "1.0")
        self.event = "pip.install"
        self.start_engine(self.judge)
        self.assert_ended(self.install("delta"), 10, ["delta get_requires_for_build_wheel"])


class CtrlC(PipTestCase):
    """A true signal, while a hook of a build runs and while the engine is asked."""

    def assert_cancelled(self, result, dones):
        self.assertEqual(result.code, 1, result.output)
        self.assertIn("Operation cancelled by user", result.output)
        self.assertEqual((self.installed(), self.left_behind()), ([], []))
        found = [line for line in self.sequence() if line.startswith("done") and not line.endswith(" ok")]
        self.assertEqual(found, dones)

    def test_while_a_build_runs(self):
        packages.sdist(self.links, "beta", extra="""
            import signal
            os.kill(os.getppid(), signal.SIGINT)
            signal.pause()
        """)
        self.start_engine()
        self.assert_cancelled(self.install("beta"), [
            "done pip.build.done beta build_wheel cancelled", "done pip.invoked.done install cancelled",
        ])
        self.assertEqual(self.engine.named("bye")[0]["exit"], 1)

    def test_while_the_engine_is_asked(self):
        packages.wheel(self.links, "alpha")

        def interrupt(event, arguments):
            if event != "pip.write":
                return {}
            os.kill(self.engine.named("client")[0]["client"]["pid"], signal.SIGINT)
            return None

        self.start_engine(interrupt)
        self.assert_cancelled(self.install("alpha"), [])


def deny(verdict="deny"):
    return {"verdict": verdict, "reason": "no"}


def is_about_tool(arguments):
    if len(arguments) == 15:
        return arguments[3] == "tool"
    return arguments[2] == "tool" or json.loads(arguments[-1]).get("build_requirement", False)


if __name__ == "__main__":
    unittest.main()
