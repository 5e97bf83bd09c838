"""Loads the shim into a Python that an installer has started.

It stands alone: a copy of it is put into build environments.
"""

import sys

PYTHON = None  # The folder that holds the package of the shim. Who copies or loads this sets it.


class _Guard(object):
    """Stops pip where the shim is gone, and nothing else."""

    def find_spec(self, name, path=None, target=None):
        if name == "pip._internal.cli.base_command":
            sys.stderr.write("weir: pip does not run, because %s is gone or broken\n" % PYTHON)
            sys.stderr.write("hint: build weir again, or unset PYTHONPATH and run pip without it\n")
            raise SystemExit(11)


def start():
    """Put the finder in place. Does nothing where it is there."""
    if any(getattr(finder, "is_weir", False) for finder in sys.meta_path):
        return
    bytecode = sys.dont_write_bytecode
    sys.dont_write_bytecode = True  # The home of weir is not to change by being used.
    sys.path.insert(0, PYTHON)
    try:
        from weir_shim import finder

        finder.install()
    except Exception:
        sys.meta_path.insert(0, _Guard())
    finally:
        sys.dont_write_bytecode = bytecode
        if PYTHON in sys.path:
            sys.path.remove(PYTHON)
