import json
import os
import unittest

from tests import packages
from tests.pips import PipTestCase, tearDownModule  # noqa: F401

SEES_CANDIDATES = """
def watch(event, arguments):
    if event == "pip.candidates":
        with open(%r, "a") as stream:
            stream.write(arguments[2] + "\\n")
"""


class PipRaisesEvents(PipTestCase):
    def test_a_wheel_passes_every_gate_in_order(self):
        packages.wheel(self.links, "alpha")
        self.start_engine()
        result = self.install("alpha")
        self.assertEqual(result.code, 0, result.output)
        self.assertEqual(self.installed(), ["alpha-1.0.dist-info", "alpha.py"])
        self.assertEqual(self.without_unpack(), [
            "ask pip.invoked install",
            "ask pip.candidates alpha", "done pip.candidates.done alpha ok",
            "ask pip.install alpha", "done pip.install.done alpha ok",
            "ask pip.write alpha", "done pip.write.done alpha ok",
            "done pip.invoked.done install ok",
        ])

    def test_a_source_archive_passes_a_gate_before_each_hook(self):
        packages.sdist(self.links, "beta", "2.0")
        self.start_engine()
        result = self.install("beta")
        self.assertEqual(result.code, 0, result.output)
        self.assertEqual(self.sequence(), [
            "ask pip.invoked install",
            "ask pip.candidates beta", "done pip.candidates.done beta ok",
            "ask pip.unpack beta", "done pip.unpack.done beta ok",
            "ask pip.install beta",
            "ask pip.build beta get_requires_for_build_wheel",
            "done pip.build.done beta get_requires_for_build_wheel ok",
            "ask pip.build beta prepare_metadata_for_build_wheel",
            "done pip.build.done beta prepare_metadata_for_build_wheel ok",
            "done pip.install.done beta ok",
            "ask pip.build beta build_wheel", "done pip.build.done beta build_wheel ok",
            "ask pip.built beta", "done pip.built.done beta ok",
            "ask pip.write beta", "done pip.write.done beta ok",
            "done pip.invoked.done install ok",
        ])

    def test_the_tuple_of_a_source_archive_is_filled(self):
        path = packages.sdist(self.links, "beta", "2.0")
        self.start_engine()
        self.install("beta==2.0")
        unpack, = self.gates("pip.unpack")
        install, = self.gates("pip.install")
        write, = self.gates("pip.write")
        self.assertEqual(unpack[2:12], [
            "sdist", "beta", "2.0", "file://" + path, "==2.0", ["beta"], None, "beta-2.0.tar.gz", path, 2 | 8
        ])
        self.assertEqual(json.loads(install[14])["archive"], {"path": path, "digest": unpack[12]})
        self.assertEqual(write[2], "wheel")
        self.assertEqual(write[11], 2 | 8 | 64)

    def test_a_look_for_a_newer_pip_is_seen_in_the_process_and_asks_nobody(self):
        packages.wheel(self.links, "alpha")
        for project, wheel in (("alpha", "alpha-1.0-py3-none-any.whl"), ("pip", "pip-99.0-py3-none-any.whl")):
            folder = os.path.join(self.root, "simple", project)
            os.makedirs(folder)
            with open(os.path.join(folder, "index.html"), "w") as stream:
                stream.write('<!DOCTYPE html><a href="../../links/%s">%s</a>' % (wheel, wheel))
        seen = os.path.join(self.root, "seen")
        hook = os.path.join(self.root, "hook.py")
        with open(hook, "w") as stream:
            stream.write(SEES_CANDIDATES % seen)
        self.start_engine(lambda event, arguments: {"verdict": "deny", "reason": "no"} if "pip" in arguments else {},
                          in_process=[hook + ":watch"])
        result = self.pip("install", "--index-url", "file://%s/simple" % self.root, "alpha",
                          PIP_DISABLE_PIP_VERSION_CHECK="0")
        self.assertEqual((result.code, self.installed()), (0, ["alpha-1.0.dist-info", "alpha.py"]), result.output)
        with open(seen) as stream:
            self.assertEqual(sorted(stream.read().split()), ["alpha", "pip"])
        self.assertEqual([arguments[2] for arguments in self.gates("pip.candidates")], ["alpha"])

    def without_unpack(self):
        # Up to pip 20.1 a wheel is unpacked.
        return [line for line in self.sequence() if "pip.unpack" not in line]


if __name__ == "__main__":
    unittest.main()
