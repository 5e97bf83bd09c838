import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import unittest

from tests import packages
from tests.pips import PipTestCase, long, shared_pip, tearDownModule  # noqa: F401
from weir_shim import stub

PLANTED = ["_weir.pth", "_weir.py"]
# Imports of pip that are no command line.
AS_LIBRARY = "import pip._internal.cli.main as m, sys; sys.exit(m.main(sys.argv[1:]))"
AS_3_18 = """
import json, sys, types
sys.path.insert(0, sys.argv[1])
from weir_shim import carry, plant
carry.sys = types.SimpleNamespace(version_info=(3, 18))
print(json.dumps(plant.main(sys.argv[2])))
"""
# As pip-tools does.
BY_FUNCTIONS = """
import sys
from pip._internal.commands import create_command
command = create_command("install")
options, names = command.parse_args(sys.argv[2:])
with command.main_context():
    finder = command._build_package_finder(options, command.get_default_session(options))
    print(len(finder.find_all_candidates(names[0])))
"""
EARLY = "import pip._internal.cli.base_command, pip._internal.wheel_builder"


class Planted(PipTestCase):
    def setUp(self):
        super().setUp()
        packages.wheel(self.links, "alpha")

    def run_python(self, *arguments, **options):
        process = subprocess.Popen(
            [self.python] + list(arguments), env=self.environ(), cwd=options.get("cwd", self.root),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        output, error = process.communicate(timeout=300)
        if self.engine is not None:
            self.engine.settle()
        return process.returncode, output.decode("utf-8"), error.decode("utf-8")

    def plant(self, command):
        return self.planting(os.path.join(self.weir, "python", "weir_shim", "plant.py"), command)

    def plant_as_for_3_18(self, command):
        """As a Python does that runs no import lines of .pth files."""
        return self.planting("-c", AS_3_18, os.path.join(self.weir, "python"), command)

    def planting(self, *arguments):
        code, output, error = self.run_python("-E", "-B", *arguments)
        self.assertEqual((code, error), (0, ""), output)
        return json.loads(output)

    def bare_pip(self, *arguments, **options):
        install = ("install", "--no-index", "--find-links", self.links, options.get("name", "alpha"))
        code, output, error = self.run_python(*(arguments + install))
        return code, output + error

    def listing(self):
        """Every path of the environment with its mode, and the hash of its content."""
        found = []
        for parent, folders, names in os.walk(os.path.join(self.root, "env")):
            for name in folders + names:
                path = os.path.join(parent, name)
                content = "" if os.path.isdir(path) or os.path.islink(path) else digest(path)
                found.append((path, oct(os.lstat(path).st_mode), content))
        return sorted(found)


class Enabling(Planted):
    def test_plain_pip_is_audited_however_it_is_started(self):
        self.start_engine()
        self.plant("enable")
        for way in (["-m", "pip"], ["-I", "-m", "pip"], ["-E", "-m", "pip"], ["-c", AS_LIBRARY]):
            with self.subTest(way=way):
                code, said = self.bare_pip(*way)
                self.assertEqual(code, 0, said)
                self.assertEqual([args[3] for args in self.gates("pip.write")], ["alpha"])
                self.engine.forget()
                code, said, _ = self.run_python("-m", "pip", "uninstall", "--yes", "alpha")
                self.assertEqual((code, [args[3] for args in self.gates("pip.uninstall")]), (0, ["alpha"]), said)
                self.engine.forget()

    def test_a_program_that_calls_functions_of_pip_is_audited_until_it_ends(self):
        packages.wheel(self.links, "tool")
        self.start_engine(lambda event, arguments: {"verdict": "deny", "reason": "no"} if "tool" in arguments else {})
        self.plant("enable")
        code, said = self.bare_pip("-c", BY_FUNCTIONS)
        self.assertEqual((code, said), (0, "1\n"))
        self.assertEqual([args[2] for args in self.gates("pip.invoked", "pip.candidates")], ["program", "alpha"])
        self.assert_paired(self.engine.events())
        code, said = self.bare_pip("-c", BY_FUNCTIONS, name="tool")
        self.assertIn("InstallationError: weir refused: pip.candidates of tool", said)
        self.engine.forget()
        code, said = self.bare_pip("-c", "import os; os.environ['WEIR_HOOK'] = '1'\n" + BY_FUNCTIONS)
        self.assertIn("an installer does not run inside a program hook", said)
        self.assertEqual((code, self.engine.events()), (1, []), said)

    def test_a_refusal_is_obeyed(self):
        self.start_engine(lambda event, arguments: {"verdict": "deny", "reason": "no"} if "alpha" in arguments else {})
        self.plant("enable")
        code, said = self.bare_pip("-m", "pip")
        self.assertEqual((code, self.installed()), (10, []), said)

    def test_what_of_pip_is_there_already_is_wrapped_too(self):
        self.start_engine(lambda event, arguments: {"verdict": "deny", "reason": "no"} if "alpha" in arguments else {})
        self.plant("enable")
        # Read before ours, since its name comes first.
        early = "import sys; sys.path.append(%r); %s\n" % (shared_pip(), EARLY)
        packages.write(os.path.join(self.site, "_a.pth"), early)
        code, said = self.bare_pip("-m", "pip")
        self.assertEqual((code, self.installed()), (10, []), said)

    def test_a_copy_of_pip_in_the_package_of_a_program_is_audited_too(self):
        self.start_engine(lambda event, arguments: {"verdict": "deny", "reason": "no"} if "tool" in arguments else {})
        self.plant("enable")
        self.put_pip_into("carrier")
        code, said = self.bare_pip("-m", "carrier.pip")
        self.assertEqual((code, [args[3] for args in self.gates("pip.write")]), (0, ["alpha"]), said)
        packages.wheel(self.links, "tool")
        packages.sdist(self.links, "beta", build_requires=["tool"])
        code, said = self.bare_pip("-m", "carrier.pip", name="beta")
        self.assertEqual(code, 10, said)

    def test_no_trace_is_left(self):
        before = self.listing()
        self.plant("enable")
        self.assertEqual(sorted(name for name in os.listdir(self.site) if name.startswith("_weir.")), PLANTED)
        self.run_python("-c", "pass")
        self.run_python("-O", "-c", "pass")
        self.plant("enable")
        self.assertEqual(self.plant("disable")["changed"], True)
        self.assertEqual(self.listing(), before)
        self.assertEqual(self.plant("disable")["changed"], False)

    def test_a_cache_that_was_there_stays(self):
        os.mkdir(os.path.join(self.site, "__pycache__"))
        before = self.listing()
        self.plant("enable")
        self.plant("disable")
        self.assertEqual(self.listing(), before)

    def test_says_what_is_planted(self):
        self.assertEqual(self.plant("status")["wrong"], None)
        self.plant("enable")
        said = self.plant("status")
        self.assertEqual((said["home"], said["wrong"], said["folder"]), (self.weir, [], self.site))
        for name in PLANTED:
            path = os.path.join(self.site, name)
            os.rename(path, path + ".away")
            self.assertEqual(self.plant("status")["wrong"], [name])
            os.rename(path + ".away", path)
        packages.write(os.path.join(self.site, "_weir.pth"), "import _weir\n")
        self.assertEqual(self.plant("status")["wrong"], ["_weir.pth"])

    def test_a_start_file_is_there_only_where_import_lines_do_nothing(self):
        self.plant_as_for_3_18("enable")
        self.assertEqual(read(os.path.join(self.site, "_weir.start")), b"_weir:start\n")
        self.assertEqual(self.plant_as_for_3_18("status")["wrong"], [])
        self.assertEqual(self.plant("status")["wrong"], ["_weir.start"])
        self.plant("enable")
        self.assertEqual(self.plant("status")["wrong"], [])
        self.assertEqual(self.plant_as_for_3_18("status")["wrong"], ["_weir.start"])

    @unittest.skipIf(sys.version_info < (3, 15), "reads no .start files")
    def test_a_start_file_suffices(self):
        self.start_engine()
        self.plant_as_for_3_18("enable")
        os.unlink(os.path.join(self.site, "_weir.pth"))
        code, said = self.bare_pip("-m", "pip")
        self.assertEqual((code, [args[3] for args in self.gates("pip.write")]), (0, ["alpha"]), said)

    def test_says_nothing_and_costs_no_module_where_pip_is_not_run(self):
        self.plant("enable")
        code, output, error = self.run_python(
            "-c", "import sys; print([name for name in sys.modules if name.startswith('weir')])"
        )
        self.assertEqual((code, output, error), (0, "[]\n", ""))


class ACopyOfPip(unittest.TestCase):
    def test_is_known_by_the_names_of_its_modules(self):
        for name in ("pip._internal.req", "pip._vendor.pep517.wrappers"):
            for above in ("", "pipenv.patched.", "carrier._vendor.", "carrier._internal.", "not"):
                self.assertEqual(stub.plain_name(above + name), name)
        for name in ("pip", "carrier._internal.req", "carrier._vendor.pep517", "os.path", "pip.basecommand"):
            self.assertEqual(stub.plain_name(name), name)


class SomethingIsMissing(Planted):
    def setUp(self):
        super().setUp()
        self.before = self.listing()
        self.start_engine()
        self.plant("enable")
        self.assertEqual(self.plant("status")["wrong"], [])

    def refused(self):
        """Run pip, which must not run; type in what it says, after which it does."""
        code, said = self.bare_pip("-m", "pip")
        self.assertEqual((code, self.installed()), (11, []), said)
        self.assertRegex(said, r"^weir: pip does not run: [^\n]+\n$")
        environment = shlex.quote(os.path.join(self.root, "env"))
        self.assertIn("`weir enable %s` mends this; without Weir: rm " % environment, said)
        return re.search("without Weir: (.*)", said).group(1)

    def check(self):
        remedy = self.refused()
        subprocess.check_call(["sh", "-c", remedy])
        self.assertEqual([path for path in self.listing() if "__pycache__" not in path[0]], self.before)
        code, said = self.bare_pip("-m", "pip")
        self.assertEqual((code, self.engine.events()), (0, []), said)

    def test_the_home_is_gone(self):
        shutil.rmtree(self.weir)
        self.check()

    @long
    def test_any_file_of_the_home_is_gone_or_cut(self):
        for name in ("build-id", "contents", "python/weir_shim/gate.py", "python/weir_shim/site/sitecustomize.py"):
            with self.subTest(name=name):
                path = os.path.join(self.weir, name)
                shutil.move(path, path + ".away")
                self.refused()
                shutil.copy(path + ".away", path)
                with open(path, "r+b") as stream:
                    stream.truncate(1)
                self.refused()
                os.rename(path + ".away", path)
        self.assertEqual(self.bare_pip("-m", "pip")[0], 0)

    def test_a_folder_stands_where_a_file_of_the_home_was(self):
        path = os.path.join(self.weir, "python", "weir_shim", "points.py")
        os.unlink(path)
        os.mkdir(path)
        self.check()

    def test_the_planted_module_is_gone(self):
        os.unlink(os.path.join(self.site, "_weir.py"))
        self.check()

    def test_the_planted_module_is_broken(self):
        packages.write(os.path.join(self.site, "_weir.py"), "def start(:\n")
        self.check()

    def test_the_planted_module_is_empty(self):
        packages.write(os.path.join(self.site, "_weir.py"), "")
        self.check()

    def test_other_programs_start_as_before(self):
        os.unlink(os.path.join(self.site, "_weir.py"))
        self.assertEqual(self.run_python("-c", "print(1)"), (0, "1\n", ""))
        shutil.rmtree(self.weir)
        self.assertEqual(self.run_python("-c", "print(1)"), (0, "1\n", ""))

    def test_enabling_again_mends_it(self):
        os.unlink(os.path.join(self.site, "_weir.py"))
        self.plant("enable")
        self.assertEqual(self.bare_pip("-m", "pip")[0], 0)
        self.assertNotEqual(self.engine.events(), [])


def digest(path):
    return hashlib.sha256(read(path)).hexdigest()


def read(path):
    with open(path, "rb") as stream:
        return stream.read()


if __name__ == "__main__":
    unittest.main()
