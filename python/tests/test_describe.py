import argparse
import os
import site
import subprocess
import sys
import unittest

from weir_shim import describe

_PYTHON = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

_ASK = """
import pip._internal.commands.list
from weir_shim import describe
context = describe.Context("0")
for name in ("pip", "PIP", "no_such.project"):
    found, known = describe.find_installed(name), context.installed_before(name)
    assert (found is None) == (known is None), name
    assert found is None or describe.dist_version(found) == describe.dist_version(known), name
assert context.installed_before("pip") is not None
"""


class InstalledTest(unittest.TestCase):

    def test_finds_what_pip_finds(self):
        environ = dict(os.environ, PYTHONPATH=_PYTHON)
        subprocess.check_output([sys.executable, "-c", _ASK], env=environ, stderr=subprocess.STDOUT)


class PrefixTest(unittest.TestCase):

    def prefix(self, **options):
        return describe.Context("0", argparse.Namespace(**options)).prefix

    def test_is_where_pip_puts_things(self):
        self.assertEqual(self.prefix(), sys.prefix)
        self.assertEqual(self.prefix(target_dir="t"), os.path.abspath("t"))
        self.assertEqual(self.prefix(prefix_path="/p"), "/p")
        self.assertEqual(self.prefix(root_path="/r"), "/r" + sys.prefix)
        self.assertEqual(self.prefix(root_path="r", prefix_path="/p"), os.path.abspath("r/p"))
        self.assertEqual(self.prefix(use_user_site=True), site.USER_BASE)

    def test_is_that_of_a_build_environment_meanwhile(self):
        context = describe.Context("0", argparse.Namespace(root_path="/r", prefix_path="/p"))
        with context.installing_below("/env"):
            with context.installing_below(None):
                self.assertEqual(context.prefix, "/env")
        self.assertEqual(context.prefix, "/r/p")


if __name__ == "__main__":
    unittest.main()
