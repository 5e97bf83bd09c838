"""An audit hook for pip, run in pip's own process.

Objects to a source tree whose setup.py decodes a text and runs it in one line. Name it in weir.toml:

    in-process = ["/absolute/path/decoded_code.py:check"]
"""

import os


def check(event, args):
    """Refuse by raising; what a hook returns is ignored."""
    if event != "pip.install" or not args or type(args[0]) is not int or args[0] != 1:
        return
    path = args[10]
    if path is None or not os.path.isdir(path):
        return
    line = suspicious_line(os.path.join(path, "setup.py"))
    if line is not None:
        raise RuntimeError("setup.py:%d decodes a text and runs it" % line)


def suspicious_line(setup):
    """The number of the line, or None. Reads bytes: no encoding can fail, and no codec is imported in the midst of an install."""
    if not os.path.isfile(setup):
        return None
    with open(setup, "rb") as lines:
        for number, line in enumerate(lines, 1):
            if b"exec(" in line and b"b64decode(" in line:
                return number
    return None
