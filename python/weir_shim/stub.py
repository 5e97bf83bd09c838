"""Finds a few modules as they are imported, most of them pip's, and has the shim patch them right after they have run.

It stands alone: a copy of it is planted in environments, and into the build environments that pip makes. It is in every
Python that starts there, so it imports nothing more until pip is imported.
"""

import os
import sys

HOME = None  # The folder of this build of weir.
ADVICE = None  # What to do where that is gone.

# Only pips before 20.0 have these.
OLD = frozenset([
    "pip._internal.basecommand",
    "pip._internal.download",
    "pip._internal.wheel",
    "pip.basecommand",
    "pip.download",
    "pip.index",
    "pip.req.req_install",
    "pip.req.req_set",
    "pip.req.req_uninstall",
    "pip.utils",
    "pip.utils.outdated",
    "pip.wheel",
])

# The modules that are patched by another module of the shim than `points`.
PATCHERS = dict.fromkeys(OLD, "points_legacy")
PATCHERS.update({
    "setuptools.command.easy_install": "easy_install",
    "subprocess": "spawn",  # Only below `weir run`.
    "venv": "environments",
    "virtualenv.run.session": "environments",
})

NAMES = frozenset([
    "pip._internal.build_env",
    "pip._internal.build_env.venv",
    "pip._internal.build_env.virtual",
    "pip._internal.cli.base_command",
    "pip._internal.cli.main_parser",
    "pip._internal.index",
    "pip._internal.index.package_finder",
    "pip._internal.network.cache",
    "pip._internal.network.download",
    "pip._internal.operations.install.wheel",
    "pip._internal.operations.prepare",
    "pip._internal.req",
    "pip._internal.req.req_install",
    "pip._internal.req.req_uninstall",
    "pip._internal.self_outdated_check",
    "pip._internal.utils.misc",
    "pip._internal.utils.outdated",
    "pip._internal.utils.subprocess",
    "pip._internal.wheel_builder",
    "pip._vendor.pep517.wrappers",
    "pip._vendor.pyproject_hooks._impl",
]).union(PATCHERS).difference(["subprocess"])

# Some programs bring a copy of pip, in a package of theirs: `pipenv.patched.pip`.
_PARTS = ("pip._internal.", "pip._vendor.")

# Without one of these there is no command of pip.
COMMANDS = frozenset(["pip._internal.basecommand", "pip._internal.cli.base_command", "pip.basecommand"])


class Finder(object):
    """Asks the other finders, and stands between their loader and the module."""

    is_weir = True

    def __init__(self, names):
        self.names = names
        self._loading = set()

    def find_spec(self, name, path=None, target=None):
        plain = plain_name(name)
        if plain not in self.names:
            return None
        if plain in COMMANDS:
            _require_home()
        spec = self._ask_others(name, path, target)
        if spec is not None and spec.loader is not None and not isinstance(spec.loader, Loader):
            spec.loader = Loader(spec.loader)
        return spec

    def find_module(self, name, path=None):
        """What Python 2 asks for; Python 3 asks for a spec."""
        if sys.version_info[0] > 2 or name in self._loading or plain_name(name) not in self.names:
            return None
        if plain_name(name) in COMMANDS:
            _require_home()
        return self

    def load_module(self, name):
        self._loading.add(name)  # The others are asked now.
        try:
            __import__(name)
        finally:
            self._loading.discard(name)
        _patch(sys.modules[name])
        return sys.modules[name]

    def _ask_others(self, name, path, target):
        for other in list(sys.meta_path):
            if other is not self and hasattr(other, "find_spec"):
                spec = other.find_spec(name, path, target)
                if spec is not None:
                    return spec
        return None


class Loader(object):
    """Runs the true loader, gives the module back to it, then has the module patched."""

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
        _patch(module)


def start():
    """Put the finder first, and patch what of pip is there already. Does nothing where a finder is there."""
    if any(getattr(finder, "is_weir", False) for finder in sys.meta_path):
        return
    names = NAMES.union(["subprocess"]) if os.environ.get("WEIR_BELOW") else NAMES
    sys.meta_path.insert(0, Finder(names))
    loaded = sorted(name for name in list(sys.modules) if plain_name(name) in names)
    if any(plain_name(name) in COMMANDS for name in loaded):
        _require_home()
    for name in loaded:
        _patch(sys.modules[name])


def plain_name(name):
    """The name that a module of a copy of pip has in the package `pip`; that of any other module as it is."""
    for part in _PARTS:
        start = name.find(part)
        if start >= 0:
            return name[start:]
    return name


def _patch(module):
    name = plain_name(module.__name__)
    patcher = "weir_shim." + PATCHERS.get(name, "points")
    # Where another stub has loaded the shim of another build, that one goes on.
    if patcher not in sys.modules:
        _load(patcher)
    sys.modules[patcher].apply(name, module)


def _load(patcher):
    python = HOME + "/python"
    sys.path.insert(0, python)
    try:
        __import__(patcher)
    except Exception as error:
        _stop("%s: %s" % (type(error).__name__, error))
    finally:
        sys.path.remove(python)


def _require_home():
    try:
        with open(HOME + "/contents") as stream:
            for line in stream:
                size, _, name = line.rstrip("\n").partition(" ")
                path = os.path.join(HOME, name)
                if os.stat(path).st_size != int(size) or not os.access(path, os.R_OK):
                    _stop("%s is broken" % path)
    except (OSError, IOError, ValueError) as error:
        _stop(error)


def _stop(problem):
    sys.stderr.write("weir: pip does not run: %s; %s\n" % (problem, ADVICE))
    raise SystemExit(11)
