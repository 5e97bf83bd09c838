"""A plugin of pytest that puts Weir's shim into the environments in which pip's own tests run pip.

pip's tests make one environment and copy it for each test: it is enabled as soon as it is made. Each test is a run of
its own (see `weir run`), so that what is refused in one test is not refused in the next, and its pips find their engine
although each test has a home folder of its own.

WEIR_FOR_TESTS names the program `weir`, of a home in the data folder of Weir.
"""

import os
import subprocess
import sys

import pytest

WEIR = os.environ["WEIR_FOR_TESTS"]
OUTSIDE = dict(os.environ)  # A test changes where Weir keeps what it needs.

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(WEIR)), "python"))
try:
    from weir_shim import carry, client, process
finally:
    del sys.path[0]

runs = []  # Of the tests of one module: some share what the first of them has made, its environment variables too.


@pytest.hookimpl(hookwrapper=True)
def pytest_fixture_setup(fixturedef):
    outcome = yield
    if fixturedef.argname == "virtualenv_template":
        subprocess.check_call([WEIR, "enable", str(outcome.get_result().location)], env=OUTSIDE)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item, nextitem):
    runs.append(process.converse(client.describe_client("weir", process.build(), None)))
    try:
        yield
    finally:
        for name in carry.RUN:
            os.environ.pop(name, None)
        if nextitem is None or nextitem.module is not item.module:
            while runs:
                runs.pop().bye(0)
