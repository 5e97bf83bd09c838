"""What happens below `weir run`: which processes start there, and what the journal says of them."""

import collections
import io
import json
import os
import threading

from weir_shim import process, redact, rendezvous

_SECONDS_BETWEEN_LOOKS = 0.02
_PROC = "/proc"

# Those of other kinds than pip; none of them raises events.
_OTHERS = frozenset([
    "conda", "easy_install", "mamba", "micromamba", "pdm", "pixi", "poetry", "rye", "uv", "uvx",
])
_INTERPRETERS = ("python", "pypy", "graalpy")
_SHELLS = ("bash", "dash", "ksh", "sh", "zsh")
_WITH_VALUE = ("-X", "-W")

Installer = collections.namedtuple("Installer", "pid parent text")


class Seen(collections.namedtuple("Seen", "pids installers")):
    """The processes that were seen, and those of them that install."""

    def uncovered(self, covered):
        """The command lines of those that are not `covered`, and do not leave it to one that is (`pip --python`)."""
        left = {(each.parent, each.text) for each in self.installers if each.pid in covered}
        return sorted({each.text for each in self.installers
                       if each.pid not in covered and (each.pid, each.text) not in left})


class Watch(object):
    """Looks, until stopped, at every process that descends from one. What ends between two looks is not seen."""

    def __init__(self, pid):
        self.pids = {pid}
        self._commands = {}
        self._parents = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.daemon = True
        self._thread.start()

    def stop(self):
        """Return what was seen."""
        self._stopped.set()
        self._thread.join()
        found = [Installer(pid, self._parents[pid], installer(words)) for pid, words in self._commands.items()
                 if not self._is_fork(pid)]
        return Seen(frozenset(self.pids), tuple(each for each in found if each.text is not None))

    def _is_fork(self, pid):
        # It has the name of its parent until it runs a program of its own.
        return self._commands[pid] == self._commands.get(self._parents[pid])

    def _watch(self):
        while not self._stopped.wait(_SECONDS_BETWEEN_LOOKS):
            self._look()

    def _look(self):
        parents = dict(_parents())
        before = -1
        while before != len(self.pids):
            before = len(self.pids)
            self.pids.update(pid for pid, parent in parents.items() if parent in self.pids)
        for pid in self.pids.intersection(parents):
            words = _words(pid)
            if words:
                self._commands[pid] = words  # The last one counts.
                self._parents[pid] = parents[pid]


def _parents():
    for name in os.listdir(_PROC) if os.path.isdir(_PROC) else ():
        if name.isdigit():
            status = _read(os.path.join(_PROC, name, "stat"))
            if b")" in status:
                yield int(name), int(status.rpartition(b")")[2].split()[1])


def _words(pid):
    return tuple(_read("%s/%d/cmdline" % (_PROC, pid)).decode("utf-8", "replace").split("\0")[:-1])


def _read(path):
    try:
        with io.open(path, "rb") as stream:
            return stream.read()
    except (OSError, IOError):
        return b""


def installer(words):
    """What a command line installs with, as a text for the user; None where it is no installer, or installs nothing."""
    name, rest = _program(words)
    if name in _OTHERS:
        tells = set(rest) <= {"--version", "--help", "-V", "-h"} or rest[:2] == ("self", "version")
        return None if tells else _text(name, rest)
    if name != "pip":
        return None
    command = next((word for word in rest if word in process.ASKING), None)
    return _text(name, rest) if command is not None else None


def _text(name, rest):
    return " ".join((name,) + redact.argv(rest))


def _program(words):
    """The name of the program that runs, and its arguments."""
    if not words:
        return None, ()
    name = os.path.basename(words[0])
    if name.startswith(_INTERPRETERS) or name in _SHELLS:
        return _script(words[1:])
    return _plain(name), words[1:]


def _script(words):
    while words and words[0].startswith("-"):
        if words[0].startswith("-c"):
            return None, ()
        if words[0].endswith("m") and not words[0].startswith("--"):
            return (_plain(words[1]), words[2:]) if len(words) > 1 else (None, ())
        words = words[2 if words[0] in _WITH_VALUE else 1:]
    return (_plain(os.path.basename(words[0].rstrip("/"))), words[1:]) if words else (None, ())


def _plain(name):
    stem = name[:-len(".exe")] if name.endswith(".exe") else name
    is_pip = stem in ("pip.pyz", "__pip-runner__.py") or stem.rstrip("0123456789.") == "pip"
    return "pip" if is_pip else stem


class Journal(object):
    """What is written to the journal from now on."""

    def __init__(self, environ):
        self._folder = os.path.join(rendezvous.Places(environ).root, "journal")
        self._start = {name: os.path.getsize(os.path.join(self._folder, name)) for name in self._segments()}
        self.pids = frozenset()
        self._refusals = {}

    def read(self):
        """Read on. Returns this."""
        records = [record for name in self._segments() for record in self._records(name)]
        clients = [(record["run"], record["data"]["client"]["pid"]) for record in records]
        self.pids = frozenset(pid for _, pid in clients)
        runs = dict(clients)
        for record in records:
            found = _refusal(record)
            if found is not None:
                self._refusals.setdefault(runs[record["run"]], found)
        return self

    def refusal_of(self, pids):
        """The first refusal in a run of one of these processes, as (verdict, reason), or None."""
        return next((self._refusals[pid] for pid in self._refusals if pid in pids), None)

    def _segments(self):
        names = os.listdir(self._folder) if os.path.isdir(self._folder) else []
        return sorted(name for name in names if name.endswith(".jsonl"))

    def _records(self, name):
        with io.open(os.path.join(self._folder, name), "rb") as stream:
            stream.seek(self._start.get(name, 0))
            lines = stream.read().split(b"\n")[:-1]
        for line in lines:
            record = json.loads(line.decode("utf-8"))
            if "run" in record:
                yield record


def _refusal(record):
    data = record["data"]
    if data["client"].get("mode") == "observe":
        return None  # Nothing came of it.
    if record["type"] == "weir.refusal":
        return "deny", "%(type)s: %(message)s" % data["cause"]
    if record["type"] in ("weir.verdict", "weir.coverage") and data["verdict"] in ("deny", "undecided"):
        return data["verdict"], data["reason"] or "no reason was given"
    return None
