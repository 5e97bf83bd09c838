"""Finds a few modules of pip as they are imported, and has them patched right after they have run.

It is in every Python that an installer starts, so it imports nothing more until pip is imported.
"""

import sys

NAMES = frozenset([
    "pip._internal.basecommand",
    "pip._internal.build_env",
    "pip._internal.build_env.venv",
    "pip._internal.build_env.virtual",
    "pip._internal.cli.base_command",
    "pip._internal.index.package_finder",
    "pip._internal.network.download",
    "pip._internal.operations.prepare",
    "pip._internal.req",
    "pip._internal.req.req_install",
    "pip._internal.req.req_uninstall",
    "pip._internal.self_outdated_check",
    "pip._internal.utils.subprocess",
    "pip._internal.wheel_builder",
    "pip._vendor.pep517.wrappers",
    "pip._vendor.pyproject_hooks._impl",
    "pip.basecommand",
])


class Finder(object):
    """Asks the other finders, and stands between their loader and the module."""

    is_weir = True

    def find_spec(self, name, path=None, target=None):
        if name not in NAMES:
            return None
        spec = self._ask_others(name, path, target)
        if spec is not None and spec.loader is not None and not isinstance(spec.loader, Loader):
            spec.loader = Loader(spec.loader)
        return spec

    def _ask_others(self, name, path, target):
        for other in list(sys.meta_path):
            if other is not self and hasattr(other, "find_spec"):
                spec = other.find_spec(name, path, target)
                if spec is not None:
                    return spec
        return None


class Loader(object):
    """Runs the true loader, gives the module back to it, then patches the module."""

    def __init__(self, loader):
        self._loader = loader

    def __getattr__(self, name):
        return getattr(self._loader, name)

    def create_module(self, spec):
        create = getattr(self._loader, "create_module", None)
        return create(spec) if create is not None else None

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._loader
        if hasattr(self._loader, "exec_module"):
            self._loader.exec_module(module)
        else:
            # The zip importer before Python 3.10.
            exec(self._loader.get_code(module.__name__), module.__dict__)
        apply(module.__name__, module)


def apply(name, module):
    """Patch a module that has just run."""
    bytecode = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        from weir_shim import points
    finally:
        sys.dont_write_bytecode = bytecode
    points.apply(name, module)


def install():
    """Put a Finder first. Modules that are there already are patched now."""
    if any(getattr(finder, "is_weir", False) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, Finder())
    for name in sorted(NAMES & set(sys.modules)):
        apply(name, sys.modules[name])
