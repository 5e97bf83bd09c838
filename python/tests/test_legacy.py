import ensurepip
import os
import subprocess
import unittest

from tests import packages
from tests.pips import PipTestCase, tearDownModule  # noqa: F401

DENY = {"verdict": "deny", "reason": "no"}
APPENDS = """
def hook(event, arguments):
    if event == %r:
        with open(arguments[10], "ab") as stream:
            stream.write(b"x")
"""
REFUSES = """
def hook(event, arguments):
    if event == "pip.install" and arguments[0] == 1:
        raise ValueError("not this one")
"""


@unittest.skipIf(int(ensurepip.version().split(".")[0]) >= 20, "another Python brings a pip older than 20.0")
class AnOldPip(PipTestCase):
    def setUp(self):
        super().setUp()
        self.wheel = packages.wheel(self.links, "alpha")

    def test_passes_every_gate_with_a_wheel(self):
        self.start_engine()
        result = self.install("alpha")
        self.assertEqual(result.code, 0, result.output)
        self.assertEqual(self.installed(), ["alpha-1.0.dist-info", "alpha.py"])
        self.assertEqual(self.sequence(), [
            "ask pip.invoked install",
            "ask pip.candidates alpha", "done pip.candidates.done alpha ok",
            "ask pip.unpack alpha", "done pip.unpack.done alpha ok",
            "ask pip.install alpha", "done pip.install.done alpha ok",
            "ask pip.write alpha", "done pip.write.done alpha ok",
            "done pip.invoked.done install ok",
        ])

    def test_tells_what_it_leaves(self):
        self.start_engine()
        self.install("alpha")
        message, = self.engine.named("coverage")
        path = os.path.join(self.site, "alpha-1.0.dist-info")
        self.assertEqual(message["changes"], [{"path": path, "change": "new"}])

    def test_has_the_archive_judged_that_it_has_taken_apart(self):
        self.start_engine()
        self.install("alpha==1.0")
        for event in ("pip.unpack", "pip.install", "pip.write"):
            gate, = self.gates(event)
            self.assertEqual((gate[2], gate[9], gate[10]), ("wheel", "alpha-1.0-py3-none-any.whl", self.wheel))

    def test_installs_nothing_that_is_refused(self):
        for event in ("pip.unpack", "pip.install", "pip.write"):
            with self.subTest(event=event):
                self.start_engine(lambda name, _, event=event: DENY if name == event else {})
                result = self.install("alpha")
                self.assertEqual((result.code, self.installed(), self.left_behind()), (10, [], []), result.output)

    def test_is_audited_in_the_package_of_a_program_too(self):
        self.start_engine(lambda name, _: DENY if name == "pip.write" else {})
        self.put_pip_into("carrier")
        command = [self.python, "-m", "carrier.pip", "install", "--no-index", "--find-links", self.links, "alpha"]
        environ = self.environ(PYTHONPATH=os.path.join(self.weir, "python", "weir_shim", "site"))
        self.assertEqual(subprocess.call(command, env=environ), 10)
        self.assertEqual(self.installed(), ["carrier"])

    def test_obeys_a_hook_in_the_process(self):
        self.start_engine(in_process=[self.hook(REFUSES)])
        result = self.install("alpha")
        self.assertEqual((result.code, self.installed()), (10, []), result.output)
        self.assertIn("not this one", result.output)

    def test_installs_no_archive_that_has_changed(self):
        self.start_engine(in_process=[self.hook(APPENDS % "pip.install.done")])
        result = self.install("alpha")
        self.assertEqual((result.code, self.installed()), (10, []), result.output)
        self.assertIn("changed after it was judged", result.output)

    def test_saves_a_download_only_when_its_gate_is_passed(self):
        self.start_engine(lambda name, _: DENY if name == "pip.install" else {})
        result = self.pip("download", "--dest", self.root + "/saved", "--no-index", "--find-links", self.links, "alpha")
        self.assertEqual((result.code, self.saved()), (10, []), result.output)
        self.start_engine()
        result = self.pip("download", "--dest", self.root + "/saved", "--no-index", "--find-links", self.links, "alpha")
        self.assertEqual((result.code, self.saved()), (0, ["alpha-1.0-py3-none-any.whl"]), result.output)

    def saved(self):
        return os.listdir(self.root + "/saved") if os.path.isdir(self.root + "/saved") else []


if __name__ == "__main__":
    unittest.main()
