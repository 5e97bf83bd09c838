"""Makes virtual environments with a copy of the pip that the Python running this has: for `weir doctor`.

Run as a script: `python -E -B throwaway.py FOLDER`. Prints one JSON object. Exit code 1: its member `error` says what
is wrong.
"""

import json
import os
import re
import shutil
import sys

# By name, whether it sees what is installed for its user.
ENVIRONMENTS = {
    "bare": False, "enabled": False, "replaced": False, "unwatched": False, "upgraded": False, "user": True,
}

_HERE = os.path.dirname(os.path.abspath(__file__))
_INFO = re.compile(r"pip-[0-9].*\.(dist|egg)-info")
_KNOWS_BACKENDS = 20  # Before, it needs these to run a `setup.py`.
_BUILDERS = ("setuptools", "pkg_resources", "easy_install.py")
_SCRIPT = re.compile(r"pip *= *([\w.]+):(\w+)")


class ThrowawayError(Exception):
    """Why there is no environment; the message says it."""


def main(folder):
    """Make them. Returns what there is to say of this Python and its pip."""
    pip = _find_pip()
    parts = _parts(pip)
    make = _maker()
    for name, shared in ENVIRONMENTS.items():
        site = make(os.path.join(folder, name), shared)
        for part in parts:
            _copy(part, os.path.join(site, os.path.basename(part)))
    return {
        "python": "%d.%d.%d" % sys.version_info[:3],
        "pip": pip.__version__,
        "from": os.path.dirname(parts[0]),
        "script": _script(parts),
    }


def _find_pip():
    try:
        import pip
    except ImportError:
        raise ThrowawayError("it has no pip")
    return pip


def _parts(pip):
    """The folder of its package, that of its metadata, and what it builds with where it is old."""
    package = os.path.dirname(os.path.abspath(pip.__file__))
    if not os.path.isdir(package):
        raise ThrowawayError("its pip is not in a folder, but in %s" % package)
    above = os.path.dirname(package)
    names = [name for name in sorted(os.listdir(above)) if _INFO.match(name)]
    if int(pip.__version__.split(".")[0]) < _KNOWS_BACKENDS:
        names += [name for name in _BUILDERS if os.path.exists(os.path.join(above, name))]
    return [package] + [os.path.join(above, name) for name in names]


def _maker():
    # Where Weir is switched on, it would switch itself on in what is made here.
    sys.meta_path[:] = [finder for finder in sys.meta_path if not getattr(finder, "is_weir", False)]
    try:
        import venv
    except ImportError:
        raise ThrowawayError("it has no module venv to make a throw-away environment with")

    def make(path, shared):
        venv.EnvBuilder(system_site_packages=shared, symlinks=os.name != "nt").create(path)
        library = os.path.join(path, "Lib" if os.name == "nt" else "lib")
        found = [os.path.join(library, name, "site-packages") for name in [""] + os.listdir(library)]
        return next(site for site in found if os.path.isdir(site))

    return make


def _copy(part, place):
    if os.path.isdir(part):
        shutil.copytree(part, place)
    else:
        shutil.copy2(part, place)


def _script(parts):
    """The module and the function that the script `pip` calls, or None."""
    for part in parts[1:]:
        path = os.path.join(part, "entry_points.txt")
        if os.path.isfile(path):
            with open(path) as stream:
                found = [_SCRIPT.match(line) for line in stream]
            return next((list(match.groups()) for match in found if match), None)
    return None


if __name__ == "__main__":
    sys.path[0] = os.path.dirname(_HERE)
    try:
        answer = main(sys.argv[1])
    except ThrowawayError as problem:
        answer = {"error": str(problem)}
    except EnvironmentError as problem:
        answer = {"error": str(problem)}
    print(json.dumps(answer))
    sys.exit(1 if "error" in answer else 0)
