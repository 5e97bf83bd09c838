"""What the shim holds for one installer process, and what it does when a command begins and ends."""

import atexit
import contextlib
import logging
import os
import sys
import threading

from weir_shim import (
    caches,
    carry,
    client,
    clock,
    describe,
    inprocess,
    pips,
    proof,
    redact,
    rendezvous,
    terminal,
    texts,
)
from weir_shim.errors import DENY, EXIT_CODES, UNDECIDED, Refusal, Undecided
from weir_shim.gate import CANCELLED, FAILED, OK, Gates, Refused, new_operation, subject

logger = logging.getLogger("pip._internal.weir")  # A name that pip shows.

# Commands that install, build, fetch or remove. What else pip derives from RequirementCommand counts as well.
ASKING = frozenset(["install", "download", "wheel", "lock", "uninstall"])
BROKEN_HOME = "build it again, or run pip without weir"
_INSIDE_HOOK = (
    "an installer does not run inside a program hook (WEIR_HOOK is set)",
    "let the hook judge without installing",
)
_PROGRAM = "program"  # Stands for a command where a program calls functions of pip.


class Process(object):
    """The state of this process. There is one, `current`."""

    def __init__(self):
        self.gates = Gates()
        self.gates.warn = self._warn_once
        self.context = describe.Context("0")
        self.asks = True
        self.command = None
        self.missing = None  # Finds the places that a command needs and pip does not have.
        self._beginning = threading.RLock()
        self.invoked = None
        self.is_root = False  # Whether this process began the run.
        self.waited = 0.0  # Seconds that pip has waited for Weir.
        self.cancelled = False
        self.local = threading.local()
        self.warned = set()
        self.owners = {}
        self.dispositions = {}  # What the header Content-Disposition of a file says, by the link's URL.
        self.caches = caches.Caches()
        self.writes = {}
        self.removals = {}
        self.removing = {}
        self.proof = proof.Proof()
        self.is_proven = False
        self.made = []  # Folders that a refusal is not to leave behind: checkouts, build environments.
        self.kept = []  # Folders that no end is to leave behind.

    # Which requirement is being worked on, and under which operation

    @property
    def requirement(self):
        stack = getattr(self.local, "requirements", None)
        return stack[-1] if stack else None

    @property
    def parent(self):
        """The operation that what comes next belongs to. In a thread that pip has started: the command itself."""
        stack = getattr(self.local, "parents", None)
        return stack[-1] if stack else self.invoked

    @contextlib.contextmanager
    def working_on(self, requirement):
        with self._pushed("requirements", requirement):
            yield

    @contextlib.contextmanager
    def within(self, operation):
        """For the time of an operation: it is the parent of gates here and of installers started from here."""
        with self._pushed("parents", operation), carry.variable("WEIR_PARENT", operation):
            yield

    def owner_of(self, link):
        """The requirement that a link is fetched for."""
        return self.owners.get(link.url) or self.requirement

    @contextlib.contextmanager
    def _pushed(self, name, value):
        stack = self.local.__dict__.setdefault(name, [])
        stack.append(value)
        try:
            yield
        finally:
            stack.pop()

    # Gates

    def enter(self, event, describe_it, bits=None, ask=True):
        """Pass a gate or raise pip's InstallationError. `describe_it` makes the arguments for an operation."""
        self._mind_fork()
        if ask:
            self._serve_program()
        with self._waiting():
            try:
                self.gates.check()
                arguments = describe_it(new_operation())
                if ask and bits is not None and not bits.is_tree:
                    arguments = self.gates.with_tree(event, arguments)
                passed = self._enter(event, arguments, bits.hash if bits is not None else None, ask)
            except Refused:
                raise self.error()
        self._warn(passed)
        return passed

    @contextlib.contextmanager
    def _waiting(self):
        begin = clock.now()
        try:
            yield
        finally:
            self.waited += clock.now() - begin

    def _enter(self, event, arguments, rehash, ask):
        try:
            return self.gates.enter(event, arguments, rehash, ask)
        except Refused:
            if rehash is not None:
                self.leave_nothing()
            raise

    def leave_nothing(self):
        """Of what is worked on, after it was refused, in pip's caches."""
        if self.requirement is not None and self.gates.refusal.verdict == DENY:
            self.caches.leave_nothing_of(self.requirement)

    def _warn(self, passed):
        """Tell the user, once in this process, what was found and is no reason to stop."""
        for warning in passed.warnings:
            self._warn_once(warning, "weir: %s, at %s" % (warning, subject(passed.event, passed.arguments)))

    def _warn_once(self, what, text):
        if what not in self.warned:
            self.warned.add(what)
            logger.warning("%s", text)

    def check(self):
        """Raise where something was refused before."""
        if self.gates.refusal is not None:
            raise self.error()

    def heed_nested(self, code=None):
        """After an installer started from here has ended: what was refused there is refused here."""
        self._mind_fork()
        self.gates.heed_nested()
        if code == EXIT_CODES[UNDECIDED]:
            self.gates.undecided("the run", Undecided("an installer that this one started could not decide"))
        self.check()

    def check_nested(self):
        """At the end of a command, whatever pip made of it."""
        if self.asks:
            self._mind_fork()
            self.gates.heed_nested()
            self.prove()
        self.check()

    def prove(self):
        """Once, at the end of a command: compare the distributions that it leaves with those that it has found."""
        if not self.is_proven and self.invoked is not None and self.gates.conversation is not None:
            self.is_proven = True
            with self._waiting():
                changes = [(redact.clean(path), change) for path, change in self.proof.changes()]
                self.gates.prove(self.invoked, [redact.clean(place) for place in self.proof.places], changes)

    def error(self):
        """Return the error that pip shows as one line and never takes for a reason to try something else."""
        exceptions = pips.loaded("pip._internal.exceptions") or sys.modules["pip.exceptions"]
        error = exceptions.InstallationError(texts.native(self.gates.refusal.text()))
        error.__cause__ = self.gates.refusal.cause
        return error

    def outcome(self, error):
        """Return (outcome, reason) of a step that ended with an exception."""
        if isinstance(error, KeyboardInterrupt):
            return CANCELLED, "interrupted"
        if self.gates.refusal is not None:
            return CANCELLED, self.gates.refusal.reason
        return FAILED, "%s: %s" % (type(error).__name__, error)

    def _mind_fork(self):
        self.gates.forget_parent()
        if self.gates.is_orphan:
            self.gates.is_orphan = False
            self.connect()

    # The engine

    def connect(self, installer="pip"):
        """Begin the conversation of this process, as one of this installer."""
        with self._waiting():
            try:
                self.gates.conversation = converse(
                    client.describe_client(installer, self.context.version, os.environ.get("WEIR_PARENT"))
                )
                self.gates.observes = self.gates.conversation.ready.observes
                self.gates.trees = self.gates.conversation.ready.trees
                inprocess.load(self.gates.conversation.ready.in_process)
            except Undecided as error:
                self.gates.undecided("the run", error)

    # A command

    def begin(self, command, options, argv):
        """Raise the first gate of a command. Returns it once passed."""
        self.context = describe.Context(self.context.version, options, os.environ.get("WEIR_BUILD_REQUIREMENT") == "1")
        describe.remember_cache(getattr(options, "cache_dir", None))
        parent = os.environ.get("WEIR_PARENT")
        self.is_root = not os.environ.get("WEIR_RUN")
        terminal.is_quiet = getattr(options, "quiet", 0) > getattr(options, "verbose", 0)
        terminal.heed_no_color()
        if self.asks:
            self.connect()
            self.check()
        invoked = self.enter(
            "pip.invoked",
            lambda operation: describe.command(self.context, command, argv, operation, parent),
            ask=self.asks,
        )
        self.invoked = invoked.operation
        if self.asks:
            self._watch()
        return invoked

    def _serve_program(self):
        """Where there is no command: what a program does with functions of pip is one, until it ends (pip-tools)."""
        with self._beginning:
            if self.command is not None:
                return
            self.command = _PROGRAM
            self.context = describe.Context(sys.modules[pips.package].__version__)
            self._require_fitness()
            argv = [os.path.basename(sys.argv[0])] + sys.argv[1:]
            atexit.register(self._end_program, self.begin(_PROGRAM, None, argv))

    def _require_fitness(self):
        lacking = self.missing(_PROGRAM)
        if os.environ.get("WEIR_HOOK"):
            self.gates.undecided("the run", Undecided(*_INSIDE_HOOK))
        elif lacking:
            self.gates.undecided("the run", cannot_audit(self.context.version, lacking))
        self.check()

    def _end_program(self, invoked):
        before = self.gates.refusal
        self.prove()
        self.end(invoked, 0)
        if self.gates.refusal is not before:
            complain(self.gates.refusal)

    def _watch(self):
        self.proof.watch_environment()
        if self.context.target is not None:
            self.proof.watch(self.context.target)
        else:
            self.proof.watch_prefix(self.context.prefix)

    def end(self, invoked, code):
        """Close all gates and the conversation. Returns the exit code of the command."""
        self.gates.forget_parent()
        self._close_gates(invoked, code)
        refusal = self.gates.refusal
        self._remove(self.kept)
        if refusal is not None:
            self._remove(self.made)
        code = refusal.exit_code if refusal is not None else code
        if self.gates.conversation is not None:
            self._say_bye(code)
            code = self.gates.refusal.exit_code if self.gates.refusal is not None else code
        return code

    def say_all_is_well(self):
        """One line, where anything was judged in this run."""
        if self.gates.judged and self.is_root:
            terminal.say(judged(self.gates.judged, self.gates.observes, " in %.2f s" % self.waited))

    def _close_gates(self, invoked, code):
        refusal = self.gates.refusal
        if refusal is not None:
            self.gates.close_all(CANCELLED, refusal.reason)
        elif self.cancelled:
            self.gates.close_all(CANCELLED, "interrupted")
        else:
            self.gates.close_all(CANCELLED, "not carried out", but=invoked)
            if invoked is not None:
                invoked.done(FAILED if code else OK, "exit code %s" % code)

    def _remove(self, folders):
        for folder in folders:
            try:
                if os.path.lexists(folder):
                    _remove_tree(folder)
            except (OSError, IOError) as error:
                problem = "cannot remove %s: %s" % (redact.clean(folder), error.strerror)
                sys.stderr.write("WARNING: %s\n" % problem)

    def _say_bye(self, code):
        try:
            self.gates.conversation.bye(code)
        except Undecided as error:
            self.gates.undecided("the run", error)


def converse(whoami):
    """Begin a conversation: of the run that this process belongs to, or of a new one. Raises Undecided."""
    own = build()
    address, run = client.nested_address(os.environ)

    def greet(connection, address):
        return client.Conversation(connection, address, own, whoami, run, client.switches(os.environ))

    if address is None:
        conversation = rendezvous.converse(_with_launcher(), own, greet)
    else:
        conversation = greet(_reach(address), address)
    carry.hand_on_run(conversation)
    return conversation


def look_ahead():
    """Where the command line says that a command will ask, let an engine start while pip is still being imported."""
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), None)
    is_nested = any(os.environ.get(name) for name in carry.RUN) or os.environ.get("WEIR_HOOK")
    if command in ASKING and not is_nested and not {"-h", "--help"}.intersection(sys.argv):
        try:
            rendezvous.start_ahead(_with_launcher(), build())
        except Undecided:
            pass  # It is said where the engine is needed.


def _with_launcher():
    return dict(os.environ, WEIR_LAUNCHER=carry.LAUNCHER)


def _reach(address):
    try:
        return client.connect(address)
    except (OSError, IOError) as error:
        raise Undecided("cannot reach the engine of this run: %s" % (error.strerror or error))


def build():
    """The id of this build, as it stands in its home."""
    path = os.path.join(carry.HOME, "build-id")
    try:
        with open(path) as stream:
            build = stream.read().strip()
    except (OSError, IOError) as error:
        raise Undecided("the home of weir has no build-id: %s: %s" % (path, error.strerror), BROKEN_HOME)
    if not build:
        raise Undecided("%s is empty" % path, BROKEN_HOME)
    return build


def judged(count, observes, time=""):
    """The line that says that all is well."""
    how_many = "1 package" if count == 1 else "%d packages" % count
    return u"weir: %s judged%s%s" % (how_many, time, "; mode observe: nothing is stopped" if observes else "")


def cannot_audit(version, lacking):
    reason = "pip %s cannot be audited: %s is not there" % (version, lacking[0])
    return Undecided(reason, "use a pip that weir knows, 9.0 to 26.3")


def complain(refusal):
    """Tell the user where pip cannot do it."""
    sys.stderr.write(texts.native(u"ERROR: %s\n" % redact.clean(refusal.text())))


def _remove_tree(folder):
    misc = pips.loaded("pip._internal.utils.misc") or sys.modules["pip.utils"]
    misc.rmtree(folder)


def refuse_to_run(reason, hint, verdict=UNDECIDED):
    """Say why pip does not run. Returns the exit code."""
    refusal = Refusal(verdict, "pip", reason, hint=hint)
    complain(refusal)
    return refusal.exit_code


def refuse_inside_hook():
    reason, hint = _INSIDE_HOOK
    return refuse_to_run(reason, hint, DENY)


current = Process()
if hasattr(os, "register_at_fork"):
    # At once, so that the engine sees the end of this process however long its forks live.
    os.register_at_fork(after_in_child=current.gates.forget_parent)
