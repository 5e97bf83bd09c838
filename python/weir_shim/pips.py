"""The modules of the pip that runs here: those of the package `pip`, or of a copy that a program brings in its own."""

import importlib
import sys

from weir_shim import stub

package = "pip"  # Or "pipenv.patched.pip".


def become_that_of(module):
    """From now on it is the pip that has the module with this name."""
    global package
    package = module[:len(module) - len(stub.plain_name(module))] + "pip"


def loaded(name):
    """The module that is called `name` where pip is a package of its own, or None."""
    return sys.modules.get(_here(name))


def load(name):
    return importlib.import_module(_here(name))


def _here(name):
    return package + name[len("pip"):]
