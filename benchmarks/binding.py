"""Runs pip in this process, and prints what that took and how much of it went into binding wheels. usage: binding.py ARG...

Prints a JSON object, in nanoseconds of processor time: `pip` for all of it; where the shim is in this Python `copy` (each
wheel is copied and hashed, for pip to read from) and `compare` (what pip has written is compared with the copy).
"""

import json
import sys
import time

import pip._internal.cli.main_parser  # noqa: F401  # Now the shim is there, too.
from pip._internal.cli.main import main

spent = {"pip": 0, "copy": 0, "compare": 0}


def timed(part, action):
    """Return an action that adds its processor time to a part."""
    def run(*args, **kwargs):
        start = time.process_time_ns()
        try:
            return action(*args, **kwargs)
        finally:
            spent[part] += time.process_time_ns() - start

    return run


def watch(sealed, written):
    """Add up what the shim does for binding."""
    sealed.Sealed = timed("copy", sealed.Sealed)
    written.Writing.__init__ = timed("compare", written.Writing.__init__)
    written.Writing.difference = timed("compare", written.Writing.difference)


if __name__ == "__main__":
    if "weir_shim.sealed" in sys.modules:
        watch(sys.modules["weir_shim.sealed"], sys.modules["weir_shim.written"])
    code = timed("pip", main)(sys.argv[1:])
    print(json.dumps(spent))
    sys.exit(code)
