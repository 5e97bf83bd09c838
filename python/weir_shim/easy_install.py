"""What `setup_requires` has easy_install of setuptools fetch: there no pip is in sight, so it has a gate of its own.

From 42 on setuptools asks pip instead.
"""

import atexit
import functools
import os
import sys

from weir_shim import describe
from weir_shim.gate import FAILED, OK, Refused, new_operation
from weir_shim.process import current

EVENT = "easy_install.install"


def apply(name, module):
    """Patch `setuptools.command.easy_install`."""
    command = getattr(module, "easy_install", None)
    if isinstance(command, type) and hasattr(command, "install_item") and os.environ.get("WEIR_PARENT"):
        command.install_item = _wrap_install_item(command.install_item, module)


def _wrap_install_item(original, module):
    """`install_item(self, spec, download, ...)`: all that easy_install unpacks, runs or takes passes here."""

    @functools.wraps(original)
    def install_item(self, spec, download, *args, **kwargs):
        if os.path.dirname(os.path.realpath(download)) == os.path.realpath(self.install_dir):
            return original(self, spec, download, *args, **kwargs)  # It lies in the tree that asks for it.
        try:
            passed = _enter(spec, download)
        except Refused as refused:
            raise module.DistutilsError(str(refused))
        try:
            result = original(self, spec, download, *args, **kwargs)
        except BaseException as error:
            passed.done(FAILED, "%s: %s" % (type(error).__name__, error))
            raise
        passed.done(OK)
        return result

    return install_item


def _enter(spec, download):
    if current.gates.conversation is None:
        _connect()
    bits = describe.Bits(download, os.path.isdir(download))
    return current.gates.enter(EVENT, _arguments(spec, bits), bits.hash)


def _connect():
    version = sys.modules["setuptools"].__version__
    current.context = describe.Context(version, build_requirement=True)
    current.connect("easy_install")
    if current.gates.conversation is not None:
        atexit.register(current.gates.conversation.bye, 0)


def _arguments(spec, bits):
    return describe.build_egg(
        current.context, new_operation(), bits, spec, parent=os.environ.get("WEIR_PARENT")
    )
