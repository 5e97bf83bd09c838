import os
import subprocess
import textwrap
import unittest

from tests import packages
from tests.pips import PipTestCase, tearDownModule  # noqa: F401

# Uninstalls by pip's own classes, as programs do that use pip's code and run no command of it.
PROGRAM = """
    import sys
    sys.path.insert(0, {python!r})
    from weir_shim import carry
    carry.start()
    from pip._internal.req.constructors import install_req_from_line
    removed = install_req_from_line("gone").uninstall(auto_confirm=True)
    removed.commit()
"""


class AProgramThatUsesPipsCode(PipTestCase):
    def setUp(self):
        super().setUp()
        self.put_installed("gone")
        self.program = os.path.join(self.root, "program.py")
        packages.write(self.program, textwrap.dedent(PROGRAM.format(python=os.path.join(self.weir, "python"))))

    def run_program(self, **changes):
        process = subprocess.run(
            [self.python, self.program], env=self.environ(**changes), cwd=self.root,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
        )
        self.engine.settle()
        return process.returncode, process.stdout.decode("utf-8")

    def test_is_a_run_of_its_own_from_its_first_gate_on(self):
        self.start_engine()
        code, output = self.run_program()
        self.assertEqual((code, self.installed()), (0, []), output)
        self.assertEqual([message["event"] for message in self.engine.named("ask")], ["pip.uninstall"])
        self.assertEqual([message["exit"] for message in self.engine.named("bye")], [0])
        self.assert_paired(self.engine.events())

    def test_is_refused_what_pip_is_refused(self):
        self.start_engine(lambda event, arguments: {"verdict": "deny", "reason": "it is to stay"})
        code, output = self.run_program()
        self.assertNotEqual(code, 0)
        self.assertIn("it is to stay", output)
        self.assertNotEqual(self.installed(), [])

    def test_does_nothing_inside_a_program_hook(self):
        self.start_engine()
        code, output = self.run_program(WEIR_HOOK="1")
        self.assertNotEqual(code, 0)
        self.assertIn("there is no engine to ask", output)
        self.assertEqual(self.engine.named("ask"), [])


if __name__ == "__main__":
    unittest.main()
