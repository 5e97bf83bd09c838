import os
import pty
import re
import subprocess
import threading
import time
import unittest

from tests import packages
from tests.pips import PipTestCase, long, tearDownModule  # noqa: F401
from weir_shim import terminal

LINE = re.compile(r"^weir: (.*) judged in \d+\.\d\d s(.*)$", re.MULTILINE)


@long
class Talking(PipTestCase):
    def setUp(self):
        super().setUp()
        packages.wheel(self.links, "alpha", requires=["beta"])
        packages.sdist(self.links, "beta", build_requires=["helper"])
        packages.wheel(self.links, "helper")

    def run_apart(self, *arguments, **changes):
        """Run pip; return what it writes to its standard output and error."""
        launch = os.path.join(self.weir, "python", "weir_shim", "launch.py")
        options = {"env": self.environ(**changes), "cwd": self.root, "timeout": 300, "stdin": subprocess.DEVNULL}
        done = subprocess.run([self.python, launch] + list(arguments), stdout=-1, stderr=-1, **options)
        self.engine.settle()
        return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    def install_apart(self, *arguments, **changes):
        return self.run_apart("install", "--no-index", "--find-links", self.links, *arguments, **changes)

    def on_a_terminal(self, *arguments, **changes):
        """Run pip where its output and error are a terminal; return what that was sent."""
        near, far = pty.openpty()
        launch = os.path.join(self.weir, "python", "weir_shim", "launch.py")
        environ = self.environ(**dict({"TERM": "xterm"}, **changes))
        words = [self.python, launch, "install", "--no-index", "--find-links", self.links] + list(arguments)
        process = subprocess.Popen(words, env=environ, cwd=self.root, stdin=far, stdout=far, stderr=far)
        os.close(far)
        sent = b"".join(iter(lambda: _read(near), b""))
        process.wait()
        os.close(near)
        self.engine.settle()
        return sent.decode("utf-8")


def _read(descriptor):
    try:
        return os.read(descriptor, 65536)
    except OSError:
        return b""  # The other side is closed.


class WhereAllIsWell(Talking):
    def test_one_line_counts_all_that_was_judged_in_the_run(self):
        self.start_engine()
        out, err = self.install_apart("alpha")
        self.assertEqual(LINE.findall(err), [("3 packages", "")])
        self.assertNotIn("weir: ", out)

    def test_it_says_that_nothing_was_stopped(self):
        self.start_engine(mode="observe")
        said = LINE.findall(self.install_apart("helper")[1])
        self.assertEqual(said, [("1 package", "; mode observe: nothing is stopped")])

    def test_a_pip_that_is_to_be_quiet_says_nothing(self):
        self.start_engine()
        self.assertEqual(self.install_apart("-q", "helper")[1], "")
        self.assertEqual(self.install_apart("--force-reinstall", "helper", PIP_QUIET="1")[1], "")
        self.assertEqual(len(LINE.findall(self.install_apart("-q", "-v", "--force-reinstall", "helper")[1])), 1)

    def test_where_nothing_was_judged_nothing_is_said(self):
        self.start_engine()
        for words in (["list"], ["freeze"], ["--version"], ["config", "list"], ["uninstall", "--yes", "absent"]):
            self.assertNotIn("weir: ", "".join(self.run_apart(*words)))
        self.assertEqual(LINE.findall("".join(self.install_apart("pip"))), [])

    def test_a_failure_or_refusal_is_not_well(self):
        deny = {"verdict": "deny", "reason": "no"}
        self.start_engine(lambda event, arguments: deny if event == "pip.write" else {})
        self.assertEqual(LINE.findall(self.install_apart("helper")[1]), [])

    def test_nothing_depends_on_an_error_output_that_is_closed(self):
        self.start_engine()
        launch = os.path.join(self.weir, "python", "weir_shim", "launch.py")
        words = ["install", "--no-index", "--find-links", self.links, "helper"]
        shell = ["sh", "-c", 'exec "$@" 2>&-', "sh", self.python, launch] + words
        code = subprocess.call(shell, env=self.environ(), cwd=self.root, stdout=subprocess.DEVNULL)
        self.assertEqual((code, self.installed()), (0, ["helper-1.0.dist-info", "helper.py"]))


class WhileItWaits(Talking):
    def judge(self, event, arguments):
        if event == "pip.install":
            time.sleep(terminal.PATIENCE + 0.3)
        return {}

    def test_a_terminal_is_told_and_left_as_it_was(self):
        self.start_engine(self.judge)
        sent = self.on_a_terminal("helper")
        self.assertEqual(sent.count("weir: waiting for a verdict on pip.install of helper 1.0\x1b8"), 1)
        self.assertEqual(sent.count("\x1b[2K\x1b8"), 1)
        self.assertIn("weir: 1 package judged in ", sent)

    def test_what_is_no_terminal_or_to_be_quiet_is_told_nothing(self):
        self.start_engine(self.judge)
        self.assertNotIn("waiting", "".join(self.install_apart("helper")))
        self.assertNotIn("waiting", self.on_a_terminal("-q", "--force-reinstall", "helper"))
        self.assertNotIn("waiting", self.on_a_terminal("--force-reinstall", "helper", TERM="dumb"))


class ARefusal(Talking):
    def test_has_no_colour_where_none_is_wanted(self):
        finding = {"hook": "h", "rule": "h.odd", "action": "deny", "severity": "high", "message": "m", "file": "a.py",
                   "line": 3, "help": "ask"}
        deny = {"verdict": "deny", "reason": "no", "findings": [finding]}
        self.start_engine(lambda event, arguments: deny if event == "pip.install" else {})
        sent = self.on_a_terminal("helper", NO_COLOR="1").replace("\r", "")
        self.assertIn(
            "ERROR: weir refused: pip.install of helper 1.0\n"
            "  reason: no\n  finding: h.odd (high): m, in a.py:3\n  hint: ask\n", sent
        )
        self.assertNotRegex(sent, "\x1b\\[[0-9;]*m")
        self.assertRegex(self.on_a_terminal("helper", NO_COLOR=""), "\x1b\\[[0-9;]*mERROR: weir refused")


class Waiting(unittest.TestCase):
    def test_a_word_belongs_to_its_thread(self):
        seen = []

        def other():
            seen.append(getattr(terminal._local, "what", None))

        with terminal.waiting_for("x"):
            thread = threading.Thread(target=other)
            thread.start()
            thread.join()
        self.assertEqual(seen, [None])
