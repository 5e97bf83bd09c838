"""Says which places of its Python's pip the shim needs and does not find: for `weir doctor`.

Run as a script: `python lacking.py`. Prints one JSON object, whose member `lacking` has their names.
"""

import importlib
import json
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    from weir_shim import carry, process, stub

    carry.start()
    commands = sorted(stub.COMMANDS)
    if not any(_can_import(name) for name in commands):
        return [" or ".join(commands)]
    from weir_shim import points

    return sorted({name for command in process.ASKING for name in points.missing(command)})


def _can_import(name):
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


if __name__ == "__main__":
    sys.path[0] = os.path.dirname(_HERE)
    print(json.dumps({"lacking": main()}))
