"""One pip command from its first gate to its last word."""

import contextlib
import os
import sys

from weir_shim import describe, pips
from weir_shim.process import ASKING, cannot_audit, complain, current, refuse_inside_hook, refuse_to_run


def run(command, args, original):
    """Stand in for `Command.main(self, args)`."""
    if current.command is not None:
        return original(command, args)  # A command that runs another one in this process.
    if os.environ.get("WEIR_HOOK"):
        return refuse_inside_hook()
    pips.become_that_of(original.__module__)
    version = sys.modules[pips.package].__version__
    current.context = describe.Context(version)
    current.command = command.name
    current.asks = _asks(command)
    lacking = current.missing(command.name) if current.asks else []
    if lacking:
        error = cannot_audit(version, lacking)
        return refuse_to_run(str(error), error.hint)
    return _Run(command, args).run(original)


def _asks(command):
    module = pips.loaded("pip._internal.cli.req_command")
    kind = getattr(module, "RequirementCommand", ())
    return command.name in ASKING or isinstance(command, kind)


class _Run(object):
    def __init__(self, command, args):
        self.command = command
        self.argv = _argv(command.name, args)
        self.args = args
        self.invoked = None
        self.pip_run = command.run
        self.pip_version_check = None

    def run(self, original):
        self.command.run = self.run_inside  # Within pip's own handling of errors.
        if hasattr(self.command, "pip_version_check"):
            self.pip_version_check = self.command.pip_version_check
            self.command.pip_version_check = self.check_version_inside
        try:
            code = original(self.command, self.args)
        except SystemExit as error:
            return self.leave(error)
        except KeyboardInterrupt:
            current.cancelled = True
            self.end(1)
            raise
        except BaseException as error:
            return self.escaped(error)
        return self.end(code)

    @contextlib.contextmanager
    def check_version_inside(self, options, args):
        """From pip 26.2 on the look for a newer pip comes first, and the command within it."""
        try:
            self.begin(options)
            with self.pip_version_check(options, args):
                yield
        except KeyboardInterrupt:
            current.cancelled = True
            raise

    def begin(self, options):
        if self.invoked is None:
            self.invoked = current.begin(self.command.name, options, self.argv)

    def run_inside(self, options, args):
        self.begin(options)
        try:
            with current.within(self.invoked.operation):
                code = self.pip_run(options, args)
        except KeyboardInterrupt:
            current.cancelled = True
            raise
        except Exception:
            current.check_nested()
            raise
        current.check_nested()
        return code

    def end(self, code):
        before = current.gates.refusal
        current.prove()  # Where pip did not get to the end of the command.
        code = current.end(self.invoked, code)
        if current.gates.refusal is not before:
            complain(current.gates.refusal)
        elif code == 0:
            current.say_all_is_well()
        return code

    def leave(self, error):
        code = error.code if isinstance(error.code, int) else (0 if error.code is None else 1)
        ended = self.end(code)
        if ended != code:
            return ended
        raise error

    def escaped(self, error):
        """With pip's option --debug no error is caught."""
        refused = current.gates.refusal is not None
        code = self.end(2)
        if current.gates.refusal is None:
            raise error
        if refused:
            complain(current.gates.refusal)
        return code


def _argv(name, args):
    # pip hands a command its options and takes its name out; where it can, the order of the user is kept.
    words = list(sys.argv[1:])
    return words if sorted(words) == sorted([name] + list(args)) else [name] + list(args)

