import json
import os

from tests import packages
from tests.pips import PipTestCase, long, tearDownModule  # noqa: F401

# A hook that writes down, for each gate, whether it was given files, and whether a module lies among them.
LOOKING = """
    import json, os

    def hook(event, arguments):
        if event.startswith("pip.") and len(arguments) == 15 and not event.endswith(".done"):
            tree = json.loads(arguments[14]).get("tree")
            with open({seen!r}, "a") as stream:
                stream.write("%s %s\\n" % (event, tree and os.path.basename(tree)))
"""


@long
class FilesForHooksInTheProcess(PipTestCase):
    def setUp(self):
        super().setUp()
        packages.wheel(self.links, "alpha")
        packages.sdist(self.links, "beta")
        self.seen = os.path.join(self.root, "seen")
        self.looking = self.hook(LOOKING.format(seen=self.seen))

    def looked(self):
        with open(self.seen) as stream:
            return stream.read().splitlines()

    def test_are_those_that_the_engine_has_unpacked(self):
        self.start_engine(in_process=[self.looking], unpack=lambda event, arguments: "/trees/" + event)
        self.assertEqual(self.install("alpha", "beta").code, 0)
        archives = {"pip.unpack", "pip.install", "pip.built", "pip.write"}
        for line in self.looked():
            event, tree = line.split()
            self.assertIn(tree, (event, "None"))
        self.assertEqual({line.split()[0] for line in self.looked() if not line.endswith("None")}, archives)
        self.assertIn("pip.install None", self.looked())  # The bits of beta are files already.
        asked = [json.loads(arguments[14]).get("tree") for arguments in self.gates("pip.write")]
        self.assertEqual(asked, ["/trees/pip.write"] * 2)

    def test_are_not_there_where_the_engine_refuses_the_archive(self):
        def judge(event, arguments):
            return {"verdict": "deny", "reason": "no archive"} if event == "pip.install" else {}

        self.start_engine(judge, in_process=[self.looking], unpack=lambda event, arguments: None)
        result = self.install("alpha")
        self.assertEqual((result.code, self.installed()), (10, []), result.output)
        self.assertEqual({line.split()[1] for line in self.looked()}, {"None"})
        self.assertEqual(self.looked()[-1], "pip.install None")  # The oldest pips unpack a wheel before.

    def test_are_not_asked_for_where_nobody_wants_them(self):
        self.start_engine(in_process=[self.looking])
        self.assertEqual(self.install("alpha").code, 0)
        self.assertEqual(self.engine.named("unpack"), [])

    def test_cannot_be_without_an_engine(self):
        self.start_engine(in_process=[self.looking], unpack=lambda event, arguments: 7)
        result = self.install("alpha")
        self.assertEqual((result.code, self.installed()), (11, []), result.output)
