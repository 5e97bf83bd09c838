"""Runs a real pip, with the shim, in a fresh environment, against a fake engine."""

import ensurepip
import functools
import glob
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
import threading
import unittest
import venv
import zipfile

from tests import fake_engine, packages

SHIM = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "weir_shim")

# What is about pip and takes long is run with the oldest and the newest pip.
long = unittest.skipIf(os.environ.get("WEIR_TEST_LONG") == "0", "run with an older and a newer pip")
# Before Python 3.8 nothing tells a test of each file that pip opens.
sees_opens = unittest.skipUnless(hasattr(sys, "addaudithook"), "no audit events here")

_shared = {}


def shared_pip():
    """The folder of an unpacked pip: the one in WEIR_TEST_PIP (a wheel), else the one that this Python brings."""
    if "pip" not in _shared:
        own = os.path.join(os.path.dirname(ensurepip.__file__), "_bundled")
        wheels = sysconfig.get_config_var("WHEEL_PKG_DIR") or own
        brought = glob.glob(os.path.join(wheels, "pip-%s-*.whl" % ensurepip.version()))
        wheel = os.environ.get("WEIR_TEST_PIP") or brought[0]
        folder = tempfile.mkdtemp(prefix="weir-test-pip-")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        _shared["pip"] = folder
    return _shared["pip"]


def pip_has(name, words=""):
    """Whether that pip has a module, by its path below `pip/_internal`, with these words in it."""
    path = os.path.join(shared_pip(), "pip", "_internal", *name.split("/"))
    if not os.path.exists(path):
        return False
    with open(path, encoding="utf-8") as stream:
        return words in stream.read()


def tearDownModule():
    if "pip" in _shared:
        shutil.rmtree(_shared.pop("pip"), ignore_errors=True)


def lay_out_home(folder):
    """Make a home of the fake engine's build, whose launcher starts nothing. Return the folder."""
    shutil.copytree(SHIM, os.path.join(folder, "python", "weir_shim"), ignore=shutil.ignore_patterns("__pycache__"))
    packages.write(os.path.join(folder, "build-id"), fake_engine.BUILD + "\n")
    files = [os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names]
    lines = ["%d %s\n" % (os.path.getsize(path), os.path.relpath(path, folder)) for path in sorted(files)]
    packages.write(os.path.join(folder, "contents"), "".join(lines))
    return folder


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


class Result(object):
    def __init__(self, process, output):
        self.code = process.returncode
        self.output = output


class PipTestCase(unittest.TestCase):
    """Each test has a home, an environment with pip, a folder of links and an engine of its own."""

    def setUp(self):
        self.root = os.path.realpath(tempfile.mkdtemp(prefix="weir-test-"))
        self.addCleanup(shutil.rmtree, self.root)
        for name in ("home", "links", "state", "temporary"):
            os.mkdir(os.path.join(self.root, name), 0o700)
        self.links = os.path.join(self.root, "links")
        self.temporary = os.path.join(self.root, "temporary")
        self.canary = os.path.join(self.root, "canary")
        self.python = self.make_environment(os.path.join(self.root, "env"))
        self.weir = lay_out_home(os.path.join(self.root, "build"))
        self.engine = None

    def make_environment(self, folder):
        venv.EnvBuilder(symlinks=True).create(folder)
        self.site = glob.glob(os.path.join(folder, "lib", "python*", "site-packages"))[0]
        with open(os.path.join(self.site, "pip.pth"), "w") as stream:
            stream.write(shared_pip() + "\n")
        return os.path.join(folder, "bin", "python")

    def start_engine(self, judge=fake_engine.allow, **options):
        state = os.path.join(self.root, "state")
        self.engine = fake_engine.FakeEngine(state, os.path.join(self.root, "config"), judge, **options)
        self.addCleanup(self.engine.close)

    def environ(self, **changes):
        private = ("PYTHON", "PIP_", "VIRTUAL_ENV", "WEIR_")
        environ = {name: value for name, value in os.environ.items() if not name.startswith(private)}
        environ.update(
            HOME=os.path.join(self.root, "home"), CANARY=self.canary, PIP_DISABLE_PIP_VERSION_CHECK="1",
            XDG_STATE_HOME=os.path.join(self.root, "state"), XDG_CONFIG_HOME=os.path.join(self.root, "config"),
            PIP_CONFIG_FILE=os.devnull, TMPDIR=self.temporary, NO_PROXY="127.0.0.1",
        )
        environ.update(changes)
        return environ

    def pip(self, *arguments, **changes):
        """Run `weir pip ARGUMENTS`."""
        launch = os.path.join(self.weir, "python", "weir_shim", "launch.py")
        process = subprocess.Popen(
            [self.python, launch] + list(arguments), env=self.environ(**changes), cwd=self.root,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        output, _ = process.communicate(timeout=300)
        if self.engine is not None:
            self.engine.settle()
        return Result(process, output.decode("utf-8"))

    def install(self, *arguments, **changes):
        return self.pip("install", "--no-index", "--find-links", self.links, *arguments, **changes)

    def installed(self):
        """Names of the modules and metadata folders in the environment that are not pip's."""
        return sorted(
            name for name in os.listdir(self.site)
            if not name.startswith(("_", "pip", "setuptools", "pkg_resources", "distutils", "easy_install"))
        )

    def hook(self, text):
        """Write a hook for the inside of pip: a function `hook(event, arguments)`. Return its entry in the settings."""
        path = os.path.join(self.root, "hook.py")
        packages.write(path, textwrap.dedent(text))
        return path + ":hook"

    def serve(self):
        """Serve the folder of links over HTTP; return the URL of its page."""
        handler = functools.partial(QuietHandler, directory=self.links)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return "http://127.0.0.1:%d/" % server.server_address[1]

    def put_installed(self, name, version="1.0"):
        """Put a distribution into the environment, as a pip would."""
        folder = os.path.join(self.root, "put")
        os.makedirs(folder, exist_ok=True)
        with zipfile.ZipFile(packages.wheel(folder, name, version)) as archive:
            archive.extractall(self.site)
        shutil.rmtree(folder)

    def put_pip_into(self, program):
        """Put a copy of pip into a package of that name, as programs do that bring a pip of their own."""
        shutil.copytree(shared_pip(), os.path.join(self.site, program))
        for path in glob.glob(os.path.join(self.site, program, "pip", "**", "*.py"), recursive=True):
            with open(path, encoding="utf-8") as stream:
                text = stream.read()
            packages.write(path, re.sub(r"\bpip\._(internal|vendor)\b", program + r".pip._\1", text))

    def left_behind(self):
        """What is in pip's folder for temporary files."""
        return os.listdir(self.temporary)

    def ran(self):
        """The build hooks that have run, in order."""
        if not os.path.exists(self.canary):
            return []
        with open(self.canary) as stream:
            return stream.read().split("\n")[:-1]

    def gates(self, *names):
        """The arguments of the gates asked for, in order, those with one of the names."""
        return [message["args"] for message in self.engine.named("ask") if message["event"] in names]

    def assert_paired(self, events):
        """Every gate has exactly one `.done`. (A gate that was asked may be refused in the process as well.)"""
        gates = {(event, arguments[-2]) for event, arguments in events if not event.endswith(".done")}
        dones = [(event[:-len(".done")], arguments[-4]) for event, arguments in events if event.endswith(".done")]
        self.assertEqual(sorted(gates), sorted(dones))

    def sequence(self):
        """What was asked and done, as short words in order."""
        return [short(m["type"], m["event"], m["args"]) for m in self.engine.messages if "event" in m]


def short(kind, event, arguments):
    words = [kind, event]
    if len(arguments) >= 15:
        words.append(arguments[3] or "?")
        hook = json.loads(arguments[14]).get("hook")
        words += [hook] if hook else []
    else:
        words.append(arguments[2])
    if kind == "done":
        words.append(arguments[-2])
    return " ".join(words)


__all__ = ["PipTestCase", "long", "pip_has", "sees_opens", "shared_pip", "tearDownModule"]
