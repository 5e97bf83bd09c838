"""What differs between the texts of Python 2 and those of Python 3, in one place."""

import codecs
import os
import sys

IS_BYTES = str is bytes  # Whether a `str` of this Python holds bytes (Python 2).


def native(text):
    """The text as the `str` of this Python, for whoever takes no other: error messages, streams, environments."""
    return text.encode("utf-8") if IS_BYTES and not isinstance(text, bytes) else text


def of(value):
    """Any value as a text; a byte that is no UTF-8 becomes a surrogate (PEP 383)."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    try:
        return u"%s" % (value,)
    except UnicodeDecodeError:
        return str(value).decode("utf-8", "surrogateescape")  # An exception of Python 2.


def literal(text):
    """The literal of a text in any Python, in ASCII."""
    return repr(of(text)) if IS_BYTES else "u" + ascii(text)


def _surrogate_escape(error):
    undecodable = bytearray(error.object[error.start:error.end])
    return u"".join(("\\udc%02x" % byte).decode("unicode-escape") for byte in undecodable), error.end


if IS_BYTES:
    codecs.register_error("surrogateescape", _surrogate_escape)


def _fsencode(path):
    return path if isinstance(path, bytes) else path.encode(sys.getfilesystemencoding() or "utf-8")


fsencode = getattr(os, "fsencode", _fsencode)
fsdecode = getattr(os, "fsdecode", lambda path: path)
