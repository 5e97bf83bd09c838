"""What differs between the texts of Python 2 and those of Python 3, in one place."""

import os
import sys

IS_BYTES = str is bytes  # Whether a `str` of this Python holds bytes (Python 2).


def native(text):
    """The text as the `str` of this Python, for whoever takes no other: error messages, streams, environments."""
    return text.encode("utf-8") if IS_BYTES and not isinstance(text, bytes) else text


def _fsencode(path):
    return path if isinstance(path, bytes) else path.encode(sys.getfilesystemencoding() or "utf-8")


fsencode = getattr(os, "fsencode", _fsencode)
