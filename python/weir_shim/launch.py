"""Runs this Python's pip with the shim loaded, as `python -m pip ARGS` would. Started by `weir pip` as a script."""

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


def _load():
    if sys.path and os.path.realpath(sys.path[0]) == os.path.realpath(_HERE):
        del sys.path[0]  # Python puts the folder of a script first; pip is not to see it.
    sys.path.insert(0, os.path.dirname(_HERE))
    try:
        from weir_shim import carry, process
    finally:
        del sys.path[0]
    carry.start()
    return process


def main():
    process = _load()
    import runpy

    if os.environ.get("WEIR_HOOK"):
        sys.exit(process.refuse_inside_hook())
    try:
        import pip
    except ImportError:
        sys.stderr.write("%s: No module named pip\n" % sys.executable)
        sys.exit(1)
    if not _has_commands():
        version = getattr(pip, "__version__", "of unknown version")
        reason = "pip %s cannot be audited" % version
        sys.exit(process.refuse_to_run(reason, "install pip 9.0 or newer in this Python"))
    runpy.run_module("pip", run_name="__main__", alter_sys=True)


def _has_commands():
    from weir_shim import stub

    return any(_can_import(name) for name in sorted(stub.COMMANDS))


def _can_import(name):
    try:
        __import__(name)
    except ImportError:
        return False
    return True


if __name__ == "__main__":
    main()
