import json
import os
import re
import subprocess

from tests.pips import PipTestCase, lay_out_home, shared_pip, tearDownModule  # noqa: F401
from weir_shim import throwaway

GATE = "make_distribution_for_install_requirement"


class Doctor(PipTestCase):
    """The scripts of `weir doctor`."""

    def setUp(self):
        super().setUp()
        self.scripts = os.path.join(lay_out_home(os.path.join(self.root, "homes", "0123")), "python", "weir_shim")
        self.place = os.path.join(self.root, "place")

    def script(self, name, *arguments, **options):
        command = [options.get("python", self.python), "-E", "-B", os.path.join(self.scripts, name)]
        process = subprocess.Popen(
            command + list(arguments), env=self.environ(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        output, _ = process.communicate(timeout=300)
        return process.returncode, json.loads(output.decode("utf-8"))

    def throw_away(self, name):
        return os.path.join(self.place, name, "bin", "python")

    def version(self, python):
        output = subprocess.check_output([python, "-I", "-m", "pip", "--version"], env=self.environ())
        return output.decode("utf-8").split()

    def test_makes_environments_with_a_copy_of_this_pip(self):
        code, said = self.script("throwaway.py", self.place)
        mine = self.version(self.python)
        self.assertEqual((code, said["pip"], said["from"]), (0, mine[1], shared_pip()))
        self.assertEqual(said["script"], ["pip._internal.cli.main", "main"])
        for name in throwaway.ENVIRONMENTS:
            its = self.version(self.throw_away(name))
            self.assertEqual(its[1], mine[1])
            self.assertTrue(its[3].startswith(os.path.join(self.place, name)), its)

    def test_leaves_them_bare_where_weir_is_switched_on(self):
        self.script("plant.py", "enable")
        self.script("throwaway.py", self.place)
        for name in throwaway.ENVIRONMENTS:
            found = subprocess.check_output([self.throw_away(name), "-c", "import sys; print('_weir' in sys.modules)"])
            self.assertEqual(found, b"False\n")

    def test_says_that_there_is_no_pip(self):
        os.unlink(os.path.join(self.site, "pip.pth"))
        self.assertEqual(self.script("throwaway.py", self.place), (1, {"error": "it has no pip"}))

    def test_finds_every_place_in_this_pip(self):
        self.assertEqual(self.script("lacking.py"), (0, {"lacking": []}))

    def test_names_a_place_that_a_pip_does_not_have(self):
        self.script("throwaway.py", self.place)
        python = self.throw_away("bare")
        folder = os.path.dirname(subprocess.check_output([python, "-c", "import pip; print(pip.__file__)"]))
        for name in ("distributions/__init__.py", "operations/check.py", "operations/prepare.py"):
            path = os.path.join(folder.decode("utf-8"), "_internal", name)
            with open(path, encoding="utf-8") as stream:
                text = stream.read()
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(re.sub(GATE, "make_distribution", text))
        lacking = ["pip._internal.operations.prepare." + GATE]
        self.assertEqual(self.script("lacking.py", python=python), (0, {"lacking": lacking}))
