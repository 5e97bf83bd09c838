"""Plants the shim in the virtual environments that a covered Python makes."""

import functools
import os
import subprocess
import sys

from weir_shim import carry

_PLANT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "plant.py")


def apply(name, module):
    """Patch the module `venv`, or `virtualenv.run.session`."""
    if name == "venv":
        module.EnvBuilder.setup_scripts = _wrap_setup_scripts(module.EnvBuilder.setup_scripts)
    else:
        module.Session.run = _wrap_run(module.Session.run)


def _wrap_setup_scripts(original):
    # Its own pip is there by then; what comes next, `post_setup`, may install more.
    @functools.wraps(original)
    def setup_scripts(self, context):
        result = original(self, context)
        _plant(context.env_exe)
        return result

    return setup_scripts


def _wrap_run(original):
    @functools.wraps(original)
    def run(self):
        result = original(self)
        _plant(str(self.creator.exe))
        return result

    return run


def _plant(python):
    if not carry.is_installed():
        return  # The environment would lead into a checkout.
    process = subprocess.Popen([python, "-E", "-B", _PLANT, "enable"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    answer, _ = process.communicate()
    if process.returncode != 0:
        sys.stderr.write("weir: %s is not audited: %s\n" % (python, answer.decode("utf-8", "replace").strip()))
