"""Takes credentials out of every string that leaves the installer, and makes it valid Unicode."""

import re

from weir_shim import texts

HIDDEN = "****"

_SURROGATE = re.compile(u"[\ud800-\udfff]")
# A quotation mark may be part of a password; elsewhere in a text it ends the URL.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^\s/?#]*@)?[^\s'\"<>]+")
_URL_ARGUMENT = re.compile(r"^(--?[\w-]*=?)?([A-Za-z][A-Za-z0-9+.-]*://\S*)$")
_URL_PARTS = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$", re.DOTALL)
# A password with a `/`, `?` or `#` in it makes no valid URL: what seems to be the port is none.
_NO_PORT = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#@\[]*:(?!\d*(?:[/?#]|$))[^@]*[/?#].*@", re.DOTALL)
_USER_AT_HOST = re.compile(r"(?<![\w/*])[^\s/@:'\"=]+:[^\s/@'\"]+@(?=[\w.-])")
_SECRET = re.compile(
    r"([\w.-]*(?:passw(?:or)?d|passphrase|token|secret|api[_-]?key|credential|(?<![a-z])auth(?!or))[\w.-]*\s*[=:]\s*)"
    r"(?!//)([^\s&,;'\"]+)",
    re.IGNORECASE,
)
# Options of pip whose value may hold a secret.
_SECRET_OPTIONS = (
    "--proxy",
    "--config-setting",
    "--config-settings",
    "--global-option",
    "--build-option",
    "--install-option",
)
_MIN_ABBREVIATION = len("--pr")


def clean(text):
    """Return text without surrogates: an undecodable byte of a file name becomes \\xNN."""
    return _SURROGATE.sub(_escape, texts.of(text))


def url(given):
    """Return the URL without its user part and the values of its query. The user `git` alone is no secret and stays."""
    match = _URL_PARTS.match(_NO_PORT.sub(r"\1" + HIDDEN + "@", clean(given)))
    if match is None:
        return secrets(clean(given))
    scheme, authority, path, query, fragment = match.groups()
    return scheme + _authority(authority) + text(path) + _query(query) + text(fragment or "")


def secrets(text):
    """Return text with the values of what is named like a secret hidden: `token=****`."""
    return _SECRET.sub(lambda match: match.group(1) + HIDDEN, text)


def text(value):
    """Return any text, with the URLs and secrets in it redacted."""
    replaced = _URL.sub(lambda match: url(match.group(0)), clean(value))
    return secrets(_USER_AT_HOST.sub(HIDDEN + "@", replaced))


def argv(arguments):
    """Return the arguments of a command line, as a tuple, without credentials."""
    result = []
    hide_next = False
    for argument in arguments:
        argument = clean(argument)
        if hide_next:
            result.append(HIDDEN)
            hide_next = False
        elif argument == "-C" or (_is_secret_option(argument) and "=" not in argument):
            result.append(argument)
            hide_next = True
        else:
            result.append(_argument(argument))
    return tuple(result)


def _argument(argument):
    if argument.startswith("--") and "=" in argument and _is_secret_option(argument.split("=")[0]):
        return argument.split("=")[0] + "=" + HIDDEN
    if argument.startswith("-C"):
        return "-C" + HIDDEN
    match = _URL_ARGUMENT.match(argument)
    return (match.group(1) or "") + url(match.group(2)) if match else text(argument)


def _is_secret_option(name):
    # pip accepts an option cut short, so the beginning of a secret option counts as well.
    return len(name) >= _MIN_ABBREVIATION and any(option.startswith(name) for option in _SECRET_OPTIONS)


def _authority(authority):
    user, at, host = authority.rpartition("@")
    if not at or user == "git":
        return authority
    return HIDDEN + "@" + host


def _query(query):
    if not query:
        return ""
    pieces = (piece.partition("=") for piece in query[1:].split("&"))
    return "?" + "&".join(name + equals + HIDDEN if equals else HIDDEN for name, equals, _ in pieces)


def _escape(match):
    code = ord(match.group(0))
    if 0xDC80 <= code <= 0xDCFF:
        return "\\x%02x" % (code - 0xDC00)
    return "".join("\\x%02x" % byte for byte in (0xE0 | code >> 12, 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F))
