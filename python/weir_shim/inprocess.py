"""Loads the hooks that run inside the installer: a Python function, or a C function in a shared library."""

import io
import os
import sys
import types

from weir_shim import gate, redact
from weir_shim.errors import Undecided

C_FUNCTION = "weir_audit_hook"
_LIBRARIES = (".so", ".dylib", ".pyd")
_HINT = "mend it, or take it out of `in-process` in the settings"

_loaded = {}


def load(entries):
    """Load each entry once: `/abs/hook.py:function` or `/abs/hook.so`. Raises Undecided where one cannot be loaded."""
    for entry in entries:
        if entry not in _loaded:
            _loaded[entry] = _load(entry)


def _load(entry):
    try:
        if entry.endswith(_LIBRARIES):
            return _load_library(_absolute(entry))
        path, _, function = entry.rpartition(":")
        return _load_function(_absolute(path), function)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        reason = "%s: %s" % (type(error).__name__, error)
        raise Undecided("the hook %s cannot be loaded: %s" % (redact.clean(entry), redact.text(reason)), _HINT)


def _absolute(path):
    if not os.path.isabs(path):
        raise ValueError("not an absolute path")
    return path


def _load_function(path, function):
    module = types.ModuleType("_weir_hook_%d" % len(_loaded))
    module.__file__ = path
    sys.modules[module.__name__] = module
    with io.open(path, "rb") as stream:
        code = compile(stream.read(), path, "exec")  # Its text counts, never an old __pycache__.
    exec(code, module.__dict__)
    hook = getattr(module, function)
    if not callable(hook):
        raise TypeError("%s is not callable" % function)
    if hasattr(sys, "addaudithook"):
        sys.addaudithook(hook)
    else:
        gate.plain_hooks.append(hook)
    return module


def _load_library(path):
    import ctypes

    library = ctypes.PyDLL(path)
    address = ctypes.cast(getattr(library, C_FUNCTION), ctypes.c_void_p)
    add = ctypes.pythonapi.PySys_AddAuditHook
    add.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    add.restype = ctypes.c_int
    if add(address, None) != 0:
        raise RuntimeError("Python did not take it")
    return library
