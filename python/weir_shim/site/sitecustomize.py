"""Loads the shim, then the sitecustomize that this one stands in front of."""

import os
import sys

_SITE = os.path.dirname(os.path.abspath(__file__))
_HOME = os.path.dirname(os.path.dirname(os.path.dirname(_SITE)))


def _load():
    python = os.path.join(_HOME, "python")
    sys.path.insert(0, python)
    try:
        from weir_shim import stub
    finally:
        sys.path.remove(python)
    stub.HOME = _HOME
    stub.ADVICE = "unset PYTHONPATH, or build or enable weir again"
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
    sys.stderr.write("weir: the shim in %s is gone or broken\nhint: build weir again, or unset PYTHONPATH\n" % _HOME)
    raise SystemExit(11)
_chain()
