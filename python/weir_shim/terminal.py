"""What is said on the terminal while pip waits for Weir, and when all went well. Nothing where pip is to be quiet."""

import contextlib
import logging
import os
import sys
import threading

from weir_shim import clock, texts

PATIENCE = 1  # Seconds before a word is said.

# Below the line that pip is writing, where the cursor is before and after. The line below is made first: at the end of
# the screen it has to scroll, and then the saved place would not be the same any more.
_BEGIN = u"\x1bD\x1b[A\x1b7\r\n\x1b[2K"
_END = u"\x1b8"

_local = threading.local()
is_quiet = False


@contextlib.contextmanager
def waiting_for(what):
    """While it is waited for something; who waits calls `waits`."""
    before = getattr(_local, "what", None)
    _local.what, _local.since, _local.shown = what, clock.now(), False
    try:
        yield
    finally:
        if _local.shown:
            _write(_BEGIN + _END)
        _local.what = before


def waits():
    """Say what is waited for, where it has taken a while."""
    what = getattr(_local, "what", None)
    if what is None or _local.shown or clock.now() - _local.since < PATIENCE or not _is_for_eyes():
        return
    _local.shown = True
    _write(_BEGIN + _fitting(u"weir: waiting for %s" % what) + _END)


def say(line):
    """Say one line, where anybody listens."""
    if not is_quiet:
        _write(line + u"\n")


def heed_no_color():
    """Let pip's own output have no colour where the user wants none (NO_COLOR): pip knows an option of its own only."""
    if os.environ.get("NO_COLOR"):
        for handler in logging.getLogger().handlers:
            handler._no_color = True  # Of pip before 21.3.
            console = getattr(handler, "console", None)
            if console is not None:
                console.no_color = True


def _is_for_eyes():
    try:
        return not is_quiet and os.environ.get("TERM", "dumb") != "dumb" and sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False


def _fitting(text):
    return text[:int(os.environ.get("COLUMNS", "")) - 1] if os.environ.get("COLUMNS", "").isdigit() else text[:79]


def _write(text):
    try:
        sys.stderr.write(texts.native(text))
        sys.stderr.flush()
    except (AttributeError, EnvironmentError, ValueError):
        pass  # It is closed, or cannot show this: nothing depends on it.
