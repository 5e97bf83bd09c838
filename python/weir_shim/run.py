"""`weir run -- CMD`: runs any command; what it starts below it is audited, and belongs to one run.

Started as a script: `python run.py CMD ARGS...`. Exit code: that of CMD; where that is 0, that of a refusal below it.
"""

import os
import signal
import subprocess
import sys

sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from weir_shim import below, carry, client, errors, process, redact, terminal  # noqa: E402

_WRONG_USAGE = 2
_NOT_FOUND = 127


def main(command):
    if command[:1] == ["--"]:
        command = command[1:]
    if not command:
        sys.stderr.write("weir: nothing to run\nhint: weir run -- CMD [ARGS...]\n")
        return _WRONG_USAGE
    try:
        conversation = process.converse(client.describe_client("weir", _version(), None))
    except errors.Undecided as error:
        return process.refuse_to_run(str(error), error.hint or "nothing was started; mend that, then try again")
    os.environ["WEIR_BELOW"] = "1"
    carry.hand_on_environment(os.environ)
    return _run(command, conversation)


def _version():
    return process.build()


def _run(command, conversation):
    journal = below.Journal(os.environ)
    try:
        child = subprocess.Popen(command)
    except OSError as error:
        conversation.bye(_NOT_FOUND)
        said = (redact.clean(command[0]), error.strerror)
        sys.stderr.write("weir: cannot run %s: %s\nhint: name a program, with its arguments\n" % said)
        return _NOT_FOUND
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The command has got it as well.
    signal.signal(signal.SIGTERM, lambda number, frame: child.send_signal(number))
    watch = below.Watch(child.pid)
    code = child.wait()
    seen = watch.stop()
    return _end(code if code >= 0 else 128 - code, conversation, journal.read(), seen)


def _end(code, conversation, journal, seen):
    for installer in seen.uncovered(journal.pids):
        sys.stderr.write("weir: not covered: %s\n" % installer)
    state = _state(conversation)
    refusal = state[:2] if state.verdict is not None else journal.refusal_of(seen.pids)
    if refusal is not None and code == 0:
        code = errors.EXIT_CODES[refusal[0]]
        word = "refused" if refusal[0] == errors.DENY else "could not decide"
        sys.stderr.write("weir: something below %s: %s\nhint: `weir log` shows it\n" % (word, redact.text(refusal[1])))
    elif state.judged:
        terminal.say(process.judged(state.judged, conversation.ready.observes))
    return _say_bye(conversation, code)


def _state(conversation):
    try:
        return conversation.state()
    except errors.Undecided as error:
        return client.State(errors.UNDECIDED, str(error), 0)


def _say_bye(conversation, code):
    try:
        conversation.bye(code)
    except errors.Undecided:
        pass  # It has been said by then that the engine is gone.
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
