"""Runs the shim's tests with every CPython that is found, 2.7 and from 3.5 on. A part of the build, not of the product.

The tests marked as long are about pip: they run with the oldest and the newest pip that the Pythons bring, from Python
3.8 on, since most of them watch pip by audit events.
Where the pip that a Python brings is older than 20.0, its own tests are run, and those that need no pip.
"""

import collections
import concurrent.futures
import glob
import json
import os
import re
import subprocess
import sys

OLDEST = (3, 5)
WITH_AUDIT_EVENTS = (3, 8)
OLDEST_PIP = 20
WITHOUT_PIP = ["tests.test_" + name for name in (
    "below", "client", "describe", "gate", "manifest", "proof", "redact", "rendezvous",
)]
OF_OLD_PIPS = ["tests.test_legacy"]  # They are for Python 3, as all are that run a pip.
HERE = os.path.dirname(os.path.abspath(__file__))
NAME = re.compile(r"^python(2(\.7)?|3(\.\d+)?)?(\.exe)?$")
PROBE = (
    "import ensurepip, json, os, platform, sys; print(json.dumps([platform.python_implementation(),"
    " list(sys.version_info[:3]), os.path.realpath(sys.executable), ensurepip.version()]))"
)

Interpreter = collections.namedtuple("Interpreter", "version path pip")


def scrubbed(environ):
    """The environment without what would change how Python, pip or Weir behave."""
    private = ("PYTHON", "PIP_", "VIRTUAL_ENV", "CONDA", "WEIR_")
    return {name: value for name, value in environ.items() if not name.startswith(private)}


def candidates(environ):
    """Every path that may be an interpreter: by name on PATH, then the versions that pyenv keeps."""
    for folder in environ.get("PATH", "").split(os.pathsep):
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            if NAME.match(name):
                yield os.path.join(folder, name)
    pyenv = environ.get("PYENV_ROOT") or os.path.join(os.path.expanduser("~"), ".pyenv")
    for path in sorted(glob.glob(os.path.join(glob.escape(pyenv), "versions", "*", "bin", "python"))):
        yield path


def probe(path, environ):
    """What is at path: an Interpreter, or None where it is no CPython that we test with."""
    try:
        answer = subprocess.run(
            [path, "-E", "-s", "-c", PROBE], env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60
        )
        implementation, version, real, pip = json.loads(answer.stdout.decode("utf-8"))
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    if implementation != "CPython" or (tuple(version) < OLDEST and version[:2] != [2, 7]):
        return None
    return Interpreter(tuple(version), real, pip)


def discover(environ):
    """Every CPython to test with, each once, oldest first."""
    found = (probe(path, environ) for path in candidates(environ))
    return sorted({interpreter for interpreter in found if interpreter})


def tests_for(interpreter):
    """The arguments of `python -m unittest`."""
    if brings_new_pip(interpreter):
        return ["discover", "-s", "tests", "-t", "."]
    return WITHOUT_PIP + (OF_OLD_PIPS if interpreter.version >= (3,) else [])


def brings_new_pip(interpreter):
    """Whether the tests of today's pips can be run with it."""
    return int(interpreter.pip.partition(".")[0]) >= OLDEST_PIP


def with_long_tests(interpreters):
    """The interpreters to run the long tests with: for the oldest and the newest pip the newest that brings it."""
    watching = [interpreter for interpreter in sorted(interpreters) if interpreter.version >= WITH_AUDIT_EVENTS]
    by_pip = {interpreter.pip: interpreter for interpreter in watching}
    pips = sorted(by_pip, key=lambda pip: [int(number) for number in re.findall(r"\d+", pip)])
    return {by_pip[pip] for pip in pips[:1] + pips[-1:]}


def run(interpreter, environ, long):
    """Runs all tests. Returns whether at least one ran and all passed, and what there is to say."""
    command = [interpreter.path, "-B", "-m", "unittest"] + tests_for(interpreter)
    environ = dict(environ, WEIR_TEST_LONG="1" if long else "0")
    result = subprocess.run(command, cwd=HERE, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = result.stdout.decode("utf-8", "replace")
    count = re.search(r"^Ran (\d+) tests?", output, re.MULTILINE)
    passed = result.returncode == 0 and count is not None and int(count.group(1)) > 0
    summary = "CPython {0}, pip {1} ({2}): {3}, {4} tests{5}".format(
        ".".join(map(str, interpreter.version)),
        interpreter.pip,
        interpreter.path,
        "passed" if passed else "FAILED",
        count.group(1) if count else "no",
        "" if long else ", without the long ones",
    )
    return passed, summary if passed else output + summary


def run_all(interpreters, environ):
    """Runs all tests with all interpreters, as many at a time as there are processors. Returns whether all passed."""
    long = with_long_tests(interpreters)
    everything_passed = True
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for passed, report in pool.map(lambda found: run(found, environ, found in long), interpreters):
            print(report, flush=True)
            everything_passed &= passed
    return everything_passed


def main():
    environ = scrubbed(os.environ)
    interpreters = discover(environ)
    if not interpreters:
        problem = "error: found no CPython, 2.7 or from 3.5 on\n"
        sys.exit(problem + "hint: put python3 on PATH, or skip all tests with -DskipTests")
    return 0 if run_all(interpreters, environ) else 1


if __name__ == "__main__":
    sys.exit(main())
