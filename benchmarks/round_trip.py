"""Measures how long an event takes from Python to the engine and back. usage: round_trip.py HOME EVENTS STARTS

Uses the shim's own client and a real engine, which it starts and ends. Prints a JSON object of arrays, in nanoseconds.
With a warm engine and in turn: `gate` (ask, with the journal's sync), `state` (a question that writes nothing), `sync`
(as many bytes as a gate leaves in the journal, written to a file beside it and synced) and `done`. For each cold start:
`start` (until the engine has greeted) and `first` (its first gate).
"""

import json
import os
import signal
import sys
import time

HOME = sys.argv[1]
sys.path.insert(0, os.path.join(HOME, "python"))

from weir_shim import client, rendezvous  # noqa: E402

_RECORD = b"x" * 2600


def converse():
    """A conversation with the engine, which is started where there is none."""
    with open(os.path.join(HOME, "build-id")) as stream:
        build = stream.read().strip()
    described = client.describe_client("pip", "0", None)
    return rendezvous.converse(
        os.environ, build,
        lambda connection, address: client.Conversation(connection, address, build, described, None, {}))


def gate(number):
    """The arguments of a `pip.download` as pip raises it for a requirement of a requirement."""
    name = "package-%d" % number
    filename = "package_%d-1.0-py3-none-any.whl" % number
    extra = {"parent": "0" * 32, "index": "https://index.example/simple/%s/" % name, "interpreter": sys.executable,
             "prefix": sys.prefix, "requires_python": ">=3.8"}
    url = "https://files.example/packages/" + filename
    operation = "%032x" % number
    return (1, "26.3", "wheel", name, "1.0", url, ">=1.0", (name, "root"), None, filename, None, 0, None, operation,
            json.dumps(extra, sort_keys=True))


def timed(action):
    start = time.perf_counter_ns()
    action()
    return time.perf_counter_ns() - start


def end_engine(places):
    with open(places.rendezvous) as stream:
        pid = json.load(stream)["pid"]
    os.kill(pid, signal.SIGTERM)
    while os.path.exists("/proc/%d" % pid) and _state(pid) != "Z":
        time.sleep(0.01)


def _state(pid):
    try:
        with open("/proc/%d/stat" % pid) as stream:
            return stream.read().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def cold(places, found):
    start = time.perf_counter_ns()
    conversation = converse()
    found["start"].append(time.perf_counter_ns() - start)
    found["first"].append(timed(lambda: conversation.ask("pip.download", gate(1), False)))
    conversation.done("pip.download.done", gate(1) + ("ok", None))
    conversation.bye(0)
    conversation.close()
    end_engine(places)


def turn(conversation, beside, arguments):
    """Each of them once. While the sync lasts, the engine is done with the `.done`."""
    return {
        "gate": timed(lambda: conversation.ask("pip.download", arguments, False)),
        "done": timed(lambda: conversation.done("pip.download.done", arguments + ("ok", None))),
        "sync": timed(lambda: (beside.write(_RECORD), os.fsync(beside.fileno()))),
        "state": timed(conversation.state),
    }


def warm(places, events, found):
    conversation = converse()
    with open(os.path.join(places.root, "beside"), "wb", 0) as beside:
        for number in range(-(events // 4), events):
            spent = turn(conversation, beside, gate(number + events))
            if number >= 0:  # What comes before warms up.
                for name, time_spent in spent.items():
                    found[name].append(time_spent)
    conversation.bye(0)
    conversation.close()
    end_engine(places)


def main(events, starts):
    """Measure, and print it."""
    found = {name: [] for name in ("gate", "done", "state", "sync", "start", "first")}
    places = rendezvous.Places(os.environ)
    for _ in range(starts):
        cold(places, found)
    warm(places, events, found)
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[2]), int(sys.argv[3]))
