import os
import subprocess
import sys
import unittest

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


if __name__ == "__main__":
    unittest.main()
