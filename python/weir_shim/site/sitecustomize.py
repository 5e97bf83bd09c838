"""Loads the shim, then the sitecustomize that this one stands in front of."""

import os
import sys

_SITE = os.path.dirname(os.path.abspath(__file__))
_PYTHON = os.path.dirname(os.path.dirname(_SITE))


def _load():
    bytecode = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    sys.path.insert(0, _PYTHON)
    try:
        from weir_shim import stub
    finally:
        sys.dont_write_bytecode = bytecode
        sys.path.remove(_PYTHON)
    stub.PYTHON = _PYTHON
    stub.start()


def _chain():
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder) != _SITE]
    mine = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401
    except ImportError as error:
        if getattr(error, "name", "sitecustomize") != "sitecustomize":
            raise
    finally:
        if mine is not None:
            sys.modules.setdefault("sitecustomize", mine)


try:
    _load()
except ImportError:
    sys.stderr.write("weir: the shim in %s is gone or broken\nhint: build weir again, or unset PYTHONPATH\n" % _PYTHON)
    raise SystemExit(11)
_chain()
