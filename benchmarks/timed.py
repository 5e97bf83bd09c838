"""Runs a command some times, one after the other, and prints what that took.

usage: timed.py RENDEZVOUS TIMES COMMAND...

Prints a JSON object, in nanoseconds: `wall` for one run; `cpu` for one run with all that it started and waited for; and
`engine`, the processor time that the engine of this rendezvous file had meanwhile, until it came to rest. One that
serves there when the command has ended, and did not before, counts from its own start.
"""

import json
import os
import sys
import time

_REST = 0.02
_RESTS = 5
_LONGEST = 3.0
_NOISE = 1000000


def engine(rendezvous):
    """The process that is announced there, or None."""
    try:
        with open(rendezvous) as stream:
            return json.load(stream)["pid"]
    except (OSError, ValueError):
        return None


def processor_time(pid):
    """Nanoseconds of a process, of its threads that have ended too, and of the children it has waited for."""
    with open("/proc/%d/stat" % pid) as stream:
        fields = stream.read().rpartition(")")[2].split()
    children = int(fields[13]) + int(fields[14])
    # The clock of another process, see clock_getcpuclockid(3).
    own = time.clock_gettime_ns((~pid << 3) | 2)
    return own + children * 1000000000 // os.sysconf("SC_CLK_TCK")


def at_rest(pid):
    """Its processor time once that does not grow any more, or not for long enough to wait."""
    used, still, end = processor_time(pid), 0, time.monotonic() + _LONGEST
    while still < _RESTS and time.monotonic() < end:
        time.sleep(_REST)
        now = processor_time(pid)
        still = still + 1 if now - used < _NOISE else 0
        used = now
    return used


def run(command):
    """Nanoseconds of wall and of processor."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.monotonic_ns()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=silent)
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic_ns() - start
    if status != 0:
        sys.exit("timed.py: %s ended with exit code %d" % (" ".join(command), os.waitstatus_to_exitcode(status)))
    return wall, int((usage.ru_utime + usage.ru_stime) * 1e9)


def main(rendezvous, times, command):
    """Run the command so many times."""
    before = engine(rendezvous)
    used = processor_time(before) if before is not None else 0
    runs = [run(command) for _ in range(times)]
    after = engine(rendezvous)
    spent = 0 if after is None else at_rest(after) - (used if after == before else 0)
    wall, cpu = (sum(column) // times for column in zip(*runs))
    print(json.dumps({"wall": wall, "cpu": cpu, "engine": spent}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
