import json
import os
import unittest

from tests import packages
from tests.pips import PipTestCase, long, shared_pip, tearDownModule  # noqa: F401

BUILD_DEPENDENCY = 16
HOOKS = ["get_requires_for_build_wheel", "prepare_metadata_for_build_wheel", "build_wheel"]


class Isolated(object):
    """Each way in which pip keeps a build apart: beta needs tool to be built, and asks for helper while it is built."""

    options = ()

    def setUp(self):
        if not all(pip_mentions(option.partition("=")[2]) for option in self.options):
            self.skipTest("this pip has no %s" % self.options)
        super().setUp()
        packages.sdist(self.links, "beta", build_requires=["tool"], dynamic=["helper"])
        packages.wheel(self.links, "helper")
        self.refused = None

    def build(self):
        if self.engine is None:
            self.start_engine(self.judge)
        return self.install("--no-cache-dir", *(list(self.options) + ["beta"]))

    def judge(self, event, arguments):
        is_it = len(arguments) == 15 and (event, arguments[3]) == self.refused
        return {"verdict": "deny", "reason": "no"} if is_it else {}

    def asked(self, name):
        return [
            (message["event"], json.loads(message["args"][14]).get("hook")) for message in self.engine.named("ask")
            if len(message["args"]) == 15 and message["args"][3] == name
        ]

    def assert_refused(self, result, ran):
        self.assertEqual(result.code, 10, result.output)
        self.assertNotIn("Traceback", result.output)
        self.assertEqual((self.ran(), self.installed(), self.left_behind()), (ran, [], []))
        self.assert_paired(self.engine.events())

    def test_every_step_of_every_build_dependency_has_its_gate(self):
        packages.sdist(self.links, "tool")
        result = self.build()
        self.assertEqual(result.code, 0, result.output)
        self.assertEqual(self.ran(), self.expected_to_run())
        self.assertEqual([hook for _, hook in self.asked("beta") if hook], HOOKS)
        self.assertEqual([hook for _, hook in self.asked("tool") if hook], HOOKS)
        # Up to pip 20.1 a wheel is unpacked.
        helper = [event for event, _ in self.asked("helper") if event != "pip.unpack"]
        self.assertEqual(helper, ["pip.install", "pip.write"])
        self.assert_build_dependencies()
        self.assert_paired(self.engine.events())
        self.assertEqual(self.installed(), ["beta-1.0.dist-info", "beta.py"])

    def expected_to_run(self):
        tool, beta = (["%s %s" % (name, hook) for hook in HOOKS] for name in ("tool", "beta"))
        return tool + beta

    def assert_build_dependencies(self):
        for event, arguments in self.engine.events():
            if len(arguments) >= 15:
                self.assertEqual(bool(arguments[11] & BUILD_DEPENDENCY), arguments[3] != "beta", (event, arguments))

    def test_a_refused_build_dependency_ends_the_run(self):
        packages.wheel(self.links, "tool")
        for event in ("pip.install", "pip.write"):
            with self.subTest(event=event):
                self.refused = (event, "tool")
                self.assert_refused(self.build(), [])

    @long
    def test_a_refused_build_of_a_build_dependency_ends_the_run(self):
        packages.sdist(self.links, "tool")
        self.refused = ("pip.build", "tool")
        self.assert_refused(self.build(), [])

    @long
    def test_a_refused_dependency_asked_for_by_a_build_ends_the_run(self):
        packages.wheel(self.links, "tool")
        self.refused = ("pip.install", "helper")
        self.assert_refused(self.build(), ["beta " + HOOKS[0]])


class ByDefault(Isolated, PipTestCase):
    pass


class InTheSameProcess(Isolated, PipTestCase):
    options = ("--use-feature=inprocess-build-deps",)


class InAVirtualEnvironment(Isolated, PipTestCase):
    options = ("--use-feature=venv-isolation",)


class NotIsolated(PipTestCase):
    def build(self):
        self.start_engine(self.judge)
        return self.install("--no-build-isolation", "beta")

    def setUp(self):
        super().setUp()
        packages.sdist(self.links, "beta", build_requires=["tool"])
        self.put_installed("tool")
        self.judge = lambda event, arguments: {}

    def test_each_hook_has_its_gate(self):
        result = self.build()
        self.assertEqual(result.code, 0, result.output)
        hooks = [json.loads(arguments[14])["hook"] for arguments in self.gates("pip.build")]
        self.assertEqual((hooks, self.ran()), (HOOKS[1:], ["beta " + hook for hook in HOOKS[1:]]))

    def test_a_refused_hook_does_not_run(self):
        self.judge = lambda event, arguments: (
            {"verdict": "deny", "reason": "no"} if is_hook(event, arguments, "build_wheel") else {}
        )
        result = self.build()
        self.assertEqual(result.code, 10, result.output)
        self.assertEqual(self.ran(), ["beta " + HOOKS[1]])


def pip_mentions(feature):
    with open(os.path.join(shared_pip(), "pip", "_internal", "cli", "cmdoptions.py"), encoding="utf-8") as stream:
        return '"%s"' % feature in stream.read()


def is_hook(event, arguments, name):
    return event == "pip.build" and json.loads(arguments[14])["hook"] == name


if __name__ == "__main__":
    unittest.main()
