"""Why a run ends: refused, or not decided."""

DENY = "deny"
UNDECIDED = "undecided"
EXIT_CODES = {DENY: 10, UNDECIDED: 11}


class Undecided(Exception):
    """No answer was had; the message says why. `hint` says what to do."""

    def __init__(self, message, hint=None):
        Exception.__init__(self, message)
        self.hint = hint


class Refusal(object):
    """The first refusal of a run. It holds for all that comes after."""

    def __init__(self, verdict, what, reason, findings=(), hint=None, cause=None):
        self.verdict = verdict
        self.what = what
        self.reason = reason
        self.findings = findings
        self.hint = hint
        self.cause = cause

    @property
    def exit_code(self):
        return EXIT_CODES[self.verdict]

    def text(self):
        """The block that the user reads."""
        head = "weir refused" if self.verdict == DENY else "weir could not decide"
        return self._block(head, self.hint or _default_hint(self))

    def text_where_observed(self):
        """The same, where nothing comes of it."""
        head = "weir would have refused" if self.verdict == DENY else "weir could not have decided"
        return self._block(head, "it goes on, because the mode is `observe`")

    def _block(self, head, default_hint):
        lines = ["%s: %s" % (head, self.what), "  reason: %s" % self.reason]
        lines.extend("  finding: %s" % finding_text(finding) for finding in self.findings)
        hints = [finding["help"] for finding in self.findings if finding.get("help")]
        hints = hints or [default_hint]
        lines.extend("  hint: %s" % hint for hint in _once(hints))
        return "\n".join(lines)


def finding_text(finding):
    """One line about a finding."""
    place = finding.get("file")
    if place and finding.get("line") is not None:
        place = "%s:%d" % (place, finding["line"])
    where = ", in %s" % place if place else ""
    return "%s (%s): %s%s" % (finding["rule"], finding["severity"], finding["message"], where)


def _once(texts):
    return [text for index, text in enumerate(texts) if text not in texts[:index]]


def _default_hint(refusal):
    if refusal.verdict == DENY:
        return "nothing of it was carried out; ask for another version, or change the settings that refuse it"
    return "nothing of it was carried out; try again when the reason is mended"
