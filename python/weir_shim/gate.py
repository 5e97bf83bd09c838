"""What happens at a gate (spec/events.md): raise it in the process, ask the engine, obey; and the `.done` after it."""

import collections
import os
import sys
import threading

from weir_shim import describe, redact, terminal
from weir_shim.errors import DENY, UNDECIDED, Refusal, Undecided, finding_text
from weir_shim.manifest import ManifestError

OK = "ok"
REFUSED = "refused"
FAILED = "failed"
CANCELLED = "cancelled"

_PATH, _DIGEST = 10, 12
_UNEXPLAINED_HINT = "it is there now: look at it, take it out or put it back, and find out what did that"

# Hooks named in the settings, where Python has no audit events (before 3.8).
plain_hooks = []


def new_operation():
    """Return an operation id: 20 hexadecimal digits."""
    return "".join("%02x" % byte for byte in bytearray(os.urandom(10)))


def raise_event(event, arguments):
    """Raise an audit event in this process."""
    if hasattr(sys, "audit"):
        sys.audit(event, *arguments)
    else:
        for hook in plain_hooks:
            hook(event, arguments)


class Passed(object):
    """A gate that was passed: what comes next is tried, then `done` is called, once."""

    def __init__(self, gates, event, arguments, asked):
        self._gates = gates
        self.event = event
        self.arguments = arguments
        self.asked = asked
        self.told = False  # Whether the engine knows of it.
        self.digest = arguments[_DIGEST] if len(arguments) > _DIGEST else None
        self.patch = None
        self.warnings = ()
        self.withhold = {}

    @property
    def operation(self):
        return self.arguments[-2]

    def done(self, outcome, reason=None):
        self._gates.close(self, outcome, reason)


class Gates(object):
    """All gates of one process. What was refused first is remembered, and refuses all that comes later."""

    def __init__(self):
        self.refusal = None
        self.judged = 0  # How many distributions were judged in this run, as far as asked.
        self.observes = False  # Whether what is found in this run is journalled, and nothing comes of it.
        self.trees = False  # Whether hooks in this process want files in place of archives.
        self.warn = _ignore  # Called with what would have come of it: (what is to be said once, how it is said).
        self.conversation = None
        self.is_orphan = False  # Whether a fork has taken the conversation from it.
        self._open = collections.OrderedDict()
        self._lock = threading.RLock()
        self._pid = os.getpid()

    def enter(self, event, arguments, rehash=None, ask=True):
        """Return a Passed, or raise Refused.

        `rehash` returns the digest of the bits at the path in the arguments; None where the event is about no bits.
        """
        self.forget_parent()
        self.check()
        passed = Passed(self, event, arguments, ask)
        with self._lock:
            self._open[passed.operation] = passed
        try:
            self._decide(passed, rehash)
        except KeyboardInterrupt:
            self.close(passed, CANCELLED, "interrupted")
            raise
        if self.refusal is not None:
            outcome = REFUSED if self.refusal.verdict == DENY else FAILED
            self.close(passed, outcome, self.refusal.reason)
            raise Refused(self.refusal)
        return passed

    def with_tree(self, event, arguments):
        """Return the arguments of a gate about an archive, with the folder that the engine has unpacked it into.

        Only where hooks in the process want it. Where the engine refuses the archive there is none: it says so when it
        is asked.
        """
        self.forget_parent()
        if not self.trees or self.conversation is None:
            return arguments
        try:
            with terminal.waiting_for("the files of %s" % subject(event, arguments)):
                tree = self._talk(lambda engine: engine.unpack(event, arguments))
        except Undecided as error:
            self.undecided(subject(event, arguments), error)
            raise Refused(self.refusal)
        return describe.with_extra(arguments, tree=tree)

    def check(self):
        """Raise Refused where something was refused before."""
        if self.refusal is not None:
            raise Refused(self.refusal)

    def refuse(self, refusal):
        with self._lock:
            if self.refusal is None:
                self.refusal = refusal

    def undecided(self, what, error):
        self.refuse(Refusal(UNDECIDED, what, redact.text(error), hint=getattr(error, "hint", None), cause=error))

    def close(self, passed, outcome, reason):
        """Raise the `.done` of a gate, unless that was done."""
        self.forget_parent()
        with self._lock:
            if self._open.pop(passed.operation, None) is None:
                return
        arguments = passed.arguments + (outcome, None if outcome == OK else _one_line(reason or outcome))
        interrupted = None
        try:
            raise_event(passed.event + ".done", arguments)
        except KeyboardInterrupt as error:
            interrupted = error
        except BaseException as error:
            self._refused_in_process(passed, error)
        if passed.told:
            self._tell(passed, lambda engine: engine.done(passed.event + ".done", arguments))
        if interrupted is not None:
            raise interrupted

    def close_all(self, outcome, reason, but=None):
        """Close what is still open, the last one first."""
        for passed in reversed(list(self._open.values())):
            if passed is not but:
                passed.done(outcome, reason)

    def heed_nested(self):
        """Ask whether anything in this run, an installer that this one started included, was refused."""
        if self.conversation is None or self.refusal is not None:
            return
        try:
            state = self._talk(lambda engine: engine.state())
        except Undecided as error:
            self.undecided("the run", error)
            return
        self.judged = state.judged
        if state.verdict is not None:
            reason = redact.text(state.reason)
            self.refuse(Refusal(state.verdict, "a step of this run", reason, hint="`weir log` shows the step"))

    def was_built(self, wheel, archive):
        """Return whether the engine has seen the wheel built of the archive; both are digests."""
        self.forget_parent()
        if self.conversation is None:
            return False
        try:
            return self._talk(lambda engine: engine.was_built(wheel, archive))
        except Undecided as error:
            self.undecided("the run", error)
            return False

    def prove(self, operation, places, changes):
        """At the end of a command: have the changes of distributions that it leaves compared with what was judged."""
        try:
            reason = self._talk(lambda engine: engine.coverage(operation, places, changes))
        except Undecided as error:
            self.undecided("the run", error)
            return
        if reason is not None:
            self._unexplained(Refusal(DENY, "what this command leaves", redact.text(reason), hint=_UNEXPLAINED_HINT))

    def _unexplained(self, refusal):
        if self.observes:
            self.warn(refusal.reason, refusal.text_where_observed())
        elif self.refusal is not None:
            self.warn(refusal.reason, refusal.text())  # What was refused first is said by pip.
        else:
            self.refuse(refusal)

    def forget_parent(self):
        """After a fork: nothing of the parent's conversation is ours."""
        if self._pid == os.getpid():
            return
        self._pid = os.getpid()
        self._open.clear()
        self._lock = threading.RLock()
        if self.conversation is not None:
            self.conversation.close()
            self.conversation = None
            self.is_orphan = True

    def _decide(self, passed, rehash):
        raised = None
        try:
            raise_event(passed.event, passed.arguments)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raised = error
        if passed.asked and (raised is None or self.observes):
            self._ask(passed, rehash)
        if raised is not None:
            self._refused_in_process(passed, raised)

    def _ask(self, passed, rehash):
        try:
            if self.conversation is None:
                raise Undecided("there is no engine to ask")
            passed.told = True
            with terminal.waiting_for("a verdict on %s" % subject(passed.event, passed.arguments)):
                verdict = self._talk(lambda engine: engine.ask(passed.event, passed.arguments, rehash is not None))
            self._obey(passed, verdict, rehash)
        except (Undecided, ManifestError) as error:
            self.undecided(subject(passed.event, passed.arguments), error)

    def _talk(self, action):
        try:
            return action(self.conversation)
        except KeyboardInterrupt:
            self.conversation = None  # It was cut in the middle of a message, and has closed itself.
            raise

    def _obey(self, passed, verdict, rehash):
        if verdict.verdict in (DENY, UNDECIDED):
            self.refuse(_refusal(passed, verdict, verdict.findings))
            return
        if verdict.instead_of is not None:
            self._warn_of(passed, verdict.instead_of, verdict.findings)
        if rehash is not None:
            self._check_bits(passed, verdict.digest, rehash)
        passed.warnings = _warnings(verdict.findings)
        passed.withhold = {item["filename"]: item.get("reason") for item in verdict.withhold}
        passed.patch = verdict.patch if verdict.verdict == "patched" else None

    def _warn_of(self, passed, found, findings):
        what = subject(passed.event, passed.arguments)
        if found.verdict in (DENY, UNDECIDED):
            refusal = _refusal(passed, found, findings)
            self.warn(refusal.reason, refusal.text_where_observed())
        elif found.verdict == "patched":
            self.warn(what, "weir would have patched: %s" % what)
        for item in found.withhold:
            text = "weir would have withheld %s: %s" % (redact.clean(item["filename"]), _one_line(item.get("reason")))
            self.warn(text, text)

    def _check_bits(self, passed, judged, rehash):
        if self.observes and judged is None:
            return  # The engine has said why.
        try:
            self._compare(passed, judged, rehash)
        except (Unequal, ManifestError) as error:
            if not self.observes:
                raise
            self._refuse(passed, Refusal(UNDECIDED, subject(passed.event, passed.arguments), _one_line(error)),
                         "weir.Undecided")

    def _compare(self, passed, judged, rehash):
        claimed = passed.arguments[_DIGEST]
        if claimed is None:
            raise Unequal("the bits at %s could not be hashed" % passed.arguments[_PATH])
        if judged == claimed:
            return
        now = rehash()
        if now == judged:
            self._talk(lambda engine: engine.changed(passed.event, passed.arguments, judged))
            passed.digest = judged
        elif now == claimed:
            raise Unequal("the engine judged other bits than those at %s" % passed.arguments[_PATH])
        else:
            self.tampered(passed, "the bits at %s changed while they were judged" % passed.arguments[_PATH])

    def tampered(self, passed, message):
        """Refuse because bits are not those that were judged."""
        self._refuse(passed, Refusal(DENY, subject(passed.event, passed.arguments), message), "weir.Tampering")

    def _refused_in_process(self, passed, error):
        if self.refusal is not None:
            return
        kind = "%s.%s" % (type(error).__module__, type(error).__name__)
        message = _one_line(error)
        reason = "a hook in the process raised %s: %s" % (kind, message)
        refusal = Refusal(DENY, subject(passed.event, passed.arguments), reason, cause=error)
        self._refuse(passed, refusal, kind, message)

    def _refuse(self, passed, refusal, kind, message=None):
        """Refuse by itself, or only say so where nothing comes of what is found; tell the engine in either case."""
        if self.observes:
            self.warn(refusal.reason, refusal.text_where_observed())
        else:
            self.refuse(refusal)
        message = message or refusal.reason
        self._tell(passed, lambda engine: engine.refusal(passed.event, passed.arguments, kind, message))

    def _tell(self, passed, action):
        if not passed.asked or self.conversation is None:
            return
        passed.told = True
        try:
            self._talk(action)
        except Undecided as error:
            self.undecided("the run", error)


class Unequal(Undecided):
    """The bits that the engine has judged are not those that this process sees, as far as that can be told."""


class Refused(Exception):
    """Something was refused, or could not be decided. Never leaves the shim: pip gets its own kind of error."""

    def __init__(self, refusal):
        Exception.__init__(self, refusal.text())
        self.refusal = refusal


def _ignore(once, text):
    pass


def subject(event, arguments):
    """Return what a gate is about, in words."""
    if len(arguments) == 15:
        what = arguments[3] or arguments[9] or arguments[5] or arguments[10] or "a distribution"
        return "%s of %s" % (event, what + " " + arguments[4] if arguments[4] else what)
    return "%s of %s" % (event, arguments[2])


def _refusal(passed, found, findings):
    reason = _one_line(found.reason or "no reason was given")
    shown = tuple(_redacted(finding) for finding in findings)
    return Refusal(found.verdict, subject(passed.event, passed.arguments), reason, shown)


def _warnings(findings):
    return [finding_text(_redacted(finding)) for finding in findings if finding.get("action") == "warn"]


def _redacted(finding):
    return {
        name: redact.text(value) if name in _TEXTS and value is not None else value for name, value in finding.items()
    }


_TEXTS = ("hook", "rule", "action", "severity", "file", "message", "help")


def _one_line(reason):
    try:
        return " ".join(redact.text(reason).split())
    except Exception:
        return type(reason).__name__
