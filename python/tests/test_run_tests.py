import os
import sys
import tempfile
import unittest

import run_tests


class DiscoveryTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.environ = {"PATH": self.folder, "PYENV_ROOT": os.path.join(self.folder, "pyenv")}

    def put(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as script:
            script.write("#!/bin/sh\n" + text)
        os.chmod(path, 0o755)

    def put_answer(self, name, implementation, version):
        path = os.path.join("/", name)
        self.put(name, "echo '[\"%s\", %s, \"%s\", \"23.0\"]'\n" % (implementation, version, path))

    def test_finds_the_interpreter_that_runs_this_test(self):
        os.symlink(sys.executable, os.path.join(self.folder, "python3"))
        self.assertEqual([sys.version_info[:3]], [found.version for found in run_tests.discover(self.environ)])

    def test_names_one_interpreter_once(self):
        self.put("python3", "echo '[\"CPython\", [3, 9, 1], \"/same\", \"23.0\"]'\n")
        self.put("python3.9", "echo '[\"CPython\", [3, 9, 1], \"/same\", \"23.0\"]'\n")
        self.assertEqual([((3, 9, 1), "/same", "23.0")], run_tests.discover(self.environ))

    def test_finds_the_versions_of_pyenv_and_sorts_by_version(self):
        self.put_answer("python", "CPython", [3, 10, 0])
        self.put_answer("pyenv/versions/3.8.18/bin/python", "CPython", [3, 8, 18])
        self.assertEqual([(3, 8, 18), (3, 10, 0)], [found.version for found in run_tests.discover(self.environ)])

    def test_leaves_out_what_is_too_old_or_another_python_or_broken(self):
        self.put_answer("python", "CPython", [2, 6, 9])
        self.put_answer("python3", "CPython", [3, 4, 10])
        self.put_answer("python3.9", "PyPy", [3, 9, 16])
        self.put("python3.10", "exit 127\n")
        self.put("python3.11", "echo nonsense\n")
        self.put_answer("python3-config", "CPython", [3, 12, 0])
        self.assertEqual([], run_tests.discover(self.environ))

    def test_runs_what_needs_no_pip_where_that_is_an_old_one(self):
        pips = [run_tests.Interpreter((3, 6, 15), "/p", pip) for pip in ("18.1", "19.2.3", "20.0.2", "26.3")]
        self.assertEqual([False, False, True, True], [run_tests.brings_new_pip(found) for found in pips])

    def test_finds_python_2(self):
        self.put_answer("python2.7", "CPython", [2, 7, 18])
        self.assertEqual([(2, 7, 18)], [found.version for found in run_tests.discover(self.environ)])

    def test_runs_the_long_tests_with_the_oldest_and_the_newest_pip(self):
        pips = [((3, 7, 0), "1"), ((3, 8, 0), "9.1"), ((3, 9, 0), "9.1"), ((3, 10, 0), "10.2"), ((3, 11, 0), "10.10")]
        found = [run_tests.Interpreter(version, "/p", pip) for version, pip in pips]
        self.assertEqual({found[2], found[4]}, run_tests.with_long_tests(found))

    def test_scrubs_what_changes_python_pip_or_weir(self):
        kept = run_tests.scrubbed({"PATH": "p", "PYTHONPATH": "x", "PIP_INDEX_URL": "x", "WEIR_HOME": "x", "LANG": "C"})
        self.assertEqual({"PATH": "p", "LANG": "C"}, kept)
