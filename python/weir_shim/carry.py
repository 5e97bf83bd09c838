"""How the shim gets into the processes that an installer starts."""

import contextlib
import io
import os
import sys

from weir_shim import stub, texts

_HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(os.path.dirname(_HERE))
LAUNCHER = os.path.join(HOME, "bin", "weir")
SITE = os.path.join(_HERE, "site")
RUN = ("WEIR_ENGINE", "WEIR_RUN", "WEIR_RUN_KEY", "WEIR_PARENT", "WEIR_BELOW")
_ADVICE = "build weir again, or `weir enable` it again"


def is_installed():
    """Whether this is a home in the data folder of weir, which outlives checkouts."""
    return os.path.basename(os.path.dirname(HOME)) == "homes"


def start():
    """Load the shim into this process."""
    stub.HOME = HOME
    stub.ADVICE = _ADVICE
    stub.start()


def hand_on_environment(environ):
    """Let every Python that is started from here load the shim."""
    folders = [folder for folder in environ.get("PYTHONPATH", "").split(os.pathsep) if folder and folder != SITE]
    environ["PYTHONPATH"] = os.pathsep.join([SITE] + folders)


def hand_on_run(conversation):
    """Let every installer that is started from here belong to this run."""
    address = "%s:%s" % (conversation.address.transport, conversation.address.address)
    os.environ["WEIR_ENGINE"] = texts.native(address)
    os.environ["WEIR_RUN"] = texts.native(conversation.ready.run)
    os.environ["WEIR_RUN_KEY"] = texts.native(conversation.ready.run_key)


@contextlib.contextmanager
def variable(name, value):
    """Set an environment variable for a while."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = before


def plant(folder):
    """Make every Python that reads the .pth files of a build environment's folder load the shim."""
    # A name of its own for each, so that no package can bring a file that replaces it.
    module = "_weir_" + "".join("%02x" % byte for byte in bytearray(os.urandom(8)))
    if not os.path.isdir(folder):
        os.makedirs(folder)
    write(os.path.join(folder, module + ".py"), stub_text(_ADVICE))
    write(os.path.join(folder, module + ".pth"), u"import %s; %s.start()\n" % (module, module))
    start_file = start_text(module)
    if start_file is not None:
        write(os.path.join(folder, module + ".start"), start_file)


def start_text(module):
    """The text of the .start file that loads a module, or None where the import line of its .pth file does.

    PEP 829: from Python 3.18 on such lines do nothing. From 3.15 on a .start file takes their place; but to read one
    Python imports pkgutil, which makes every start half as long again.
    """
    return u"%s:start\n" % module if sys.version_info >= (3, 18) else None


def stub_text(advice):
    """The text of a module that loads the shim from this home, and says `advice` where it is gone."""
    with io.open(os.path.join(_HERE, "stub.py"), encoding="utf-8") as stream:
        return u"%s\n\nHOME = %s\nADVICE = %s\n" % (stream.read(), texts.literal(HOME), texts.literal(advice))


def write(path, text):
    with io.open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
