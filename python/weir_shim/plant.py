"""Plants the shim in the environment of the Python that runs this, takes it away, or says what is there.

Run as a script: `python -EB plant.py enable|disable|status`. Prints one JSON object. Exit code 1: its member `error`
says what is wrong.
"""

import ast
import compileall
import hashlib
import io
import json
import os
import site
import sys
import sysconfig

try:
    from shlex import quote
except ImportError:
    from pipes import quote  # Python 2.

MODULE = "_weir"
ENDINGS = (".py", ".start", ".pth")  # In the order of planting: what starts a module comes after it.

# What the names of the compiled module begin with.
_COMPILED = MODULE + ".pyc" if str is bytes else "__pycache__/%s." % MODULE

_HERE = os.path.dirname(os.path.abspath(__file__))

# What the .pth file does where the module is gone. It has to stand on one line that begins with `import`.
_GUARD = u'''
import sys
class Guard(object):
    is_weir = True
    def find_spec(self, name, path=None, target=None):
        if name in %s:
            sys.stderr.write(%s)
            raise SystemExit(11)
    find_module = find_spec
sys.meta_path.insert(0, Guard())
'''
_PTH = u"import sys; exec(%s, {})\n"
_START = u'''
try:
    import %s
    %s.start()
except Exception:
    exec(%s, {})
'''


class PlantError(Exception):
    """Why nothing was done; the message says it."""


def enable(folder):
    """Plant the shim in a folder that Python reads .pth files from. What was planted before is replaced."""
    from weir_shim import carry

    cache = os.path.join(folder, "__pycache__")
    had_cache = _planted(folder).get("had_cache", os.path.isdir(cache))
    texts = dict(_starting(folder), **{".py": carry.stub_text(_advice(folder)) + u"HAD_CACHE = %r\n" % had_cache})
    for ending in ENDINGS:
        _replace(os.path.join(folder, MODULE + ending), texts[ending])
    _compile(folder)
    _register(folder)


def disable(folder):
    """Take away all that was planted in a folder. Returns whether there was anything."""
    had_cache = _planted(folder).get("had_cache", True)
    files = [path for path in _paths(folder) + _caches(folder) if os.path.lexists(path)]
    for path in files + [path for path in _entries(folder) if os.path.lexists(path)]:
        os.unlink(path)
    cache = os.path.join(folder, "__pycache__")
    if not had_cache and os.path.isdir(cache) and not os.listdir(cache):
        os.rmdir(cache)
    return bool(files)


def status(folder):
    """What is planted: the home that it leads to, and which files are missing or wrong; None where there is none."""
    planted = _planted(folder)
    wrong = [MODULE + ending for ending, text in sorted(_starting(folder).items()) if _read(folder, ending) != text]
    if "home" not in planted:
        wrong.append(MODULE + ".py")
    return {"home": planted.get("home"), "wrong": wrong if any(map(os.path.lexists, _paths(folder))) else None}


def find_folder():
    """The folder of this Python's own environment, for all users of it where this one may write there."""
    own = [sysconfig.get_path("purelib")]
    folders = site.getsitepackages() if hasattr(site, "getsitepackages") else own  # Old ones of virtualenv have none.
    read = [os.path.realpath(folder) for folder in folders]
    first = [folder for folder in own + folders
             if os.path.realpath(folder) in read and os.path.isdir(folder)]
    users = [site.getusersitepackages()] if site.ENABLE_USER_SITE else []
    planted = [folder for folder in first + users if any(os.path.lexists(path) for path in _paths(folder))]
    writable = [folder for folder in first if os.access(folder, os.W_OK)]
    found = planted + writable + users
    if not found:
        raise PlantError("no folder of %s can be written to" % sys.executable)
    return found[0]


def _advice(folder):
    from weir_shim import texts

    return u"`weir enable %s` mends this; without Weir: %s" % (quote(texts.of(_environment())), _removal(folder))


def _environment():
    """How `weir enable` is told of this Python, whichever of its names it was started by."""
    from weir_shim import proof

    return sys.prefix if proof.is_virtual() else os.path.realpath(sys.executable)


def _removal(folder):
    from weir_shim import texts

    names = [MODULE + ending for ending in ENDINGS] + [_COMPILED + "*"]
    return "rm -f " + " ".join("%s/%s" % (quote(texts.of(folder)), name) for name in names)


def _starting(folder):
    """The texts of the files that start the module, by ending; None for one that must not be there."""
    from weir_shim import carry

    return {".start": carry.start_text(MODULE), ".pth": _pth(folder)}


def _pth(folder):
    from weir_shim import stub, texts

    said = u"weir: pip does not run: %s is gone or broken; %s\n" % (
        texts.of(os.path.join(folder, MODULE + ".py")), _advice(folder)
    )
    guard = _GUARD % (tuple(sorted(stub.COMMANDS)), texts.literal(said))
    return _PTH % texts.literal(_START % (MODULE, MODULE, texts.literal(guard)))


def _paths(folder):
    return [os.path.join(folder, MODULE + ending) for ending in reversed(ENDINGS)]


def _caches(folder):
    place, name = os.path.split(os.path.join(folder, _COMPILED))
    names = os.listdir(place) if os.path.isdir(place) else []
    return [os.path.join(place, found) for found in names if found.startswith(name) and found.endswith("pyc")]


def _planted(folder):
    """What the planted module says of itself. Its text is read, never run."""
    found = {}
    for line in (_read(folder, ".py") or "").splitlines():
        name, _, value = line.partition(" = ")
        if name in ("HOME", "HAD_CACHE"):
            found[name.lower()] = _value(value)
    return {name: value for name, value in found.items() if value is not None}


def _value(literal):
    try:
        return ast.literal_eval(literal)
    except (ValueError, SyntaxError):
        return None


def _read(folder, ending):
    try:
        with io.open(os.path.join(folder, MODULE + ending), encoding="utf-8") as stream:
            return stream.read()
    except (OSError, IOError, ValueError):
        return None


def _replace(path, text):
    from weir_shim import carry

    if text is None:
        if os.path.lexists(path):
            os.unlink(path)
        return
    fresh = path + ".new"
    carry.write(fresh, text)
    os.rename(fresh, path)


def _compile(folder):
    # Once, by who may write here; every later start is faster.
    compileall.compile_dir(os.path.dirname(_HERE), quiet=2)
    compileall.compile_file(os.path.join(folder, MODULE + ".py"), quiet=2)


def _entries(folder):
    """The file by which the data folder knows that a home is needed, where this is one of its homes."""
    from weir_shim import carry, texts

    if not carry.is_installed():
        return []
    data = os.path.dirname(os.path.dirname(carry.HOME))
    return [os.path.join(data, "environments", hashlib.sha256(texts.fsencode(folder)).hexdigest()[:16])]


def _register(folder):
    from weir_shim import texts

    for entry in _entries(folder):
        if not os.path.isdir(os.path.dirname(entry)):
            os.makedirs(os.path.dirname(entry))
        _replace(entry, texts.of(folder) + u"\n")


_COMMANDS = {"enable": enable, "disable": disable, "status": status}


def main(command):
    """Carry out a command. Returns what there is to say of it."""
    said = {"python": "%d.%d.%d" % sys.version_info[:3], "executable": sys.executable, "prefix": sys.prefix}
    try:
        said["folder"] = find_folder()
        result = _COMMANDS[command](said["folder"])
        said.update(result if command == "status" else {"changed": result})
    except PlantError as error:
        said["error"] = str(error)
    except (OSError, IOError) as error:
        said["error"] = "%s: %s" % (error.filename, error.strerror)
    return said


if __name__ == "__main__":
    sys.path[0] = os.path.dirname(_HERE)
    answer = main(sys.argv[1])
    print(json.dumps(answer, sort_keys=True))
    sys.exit(1 if "error" in answer else 0)
