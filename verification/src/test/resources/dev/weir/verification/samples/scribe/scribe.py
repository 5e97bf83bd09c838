"""Writes the arguments of every pip.install, in the form that the scribes share."""

import os


def write(event, args):
    if event == "pip.install" and args and type(args[0]) is int and args[0] == 1:
        lines = [event]
        for place, value in enumerate(args):
            lines.extend(described(str(place), value))
        with open(os.path.join(os.environ["SCRIBES"], "python"), "a", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in lines)


def described(place, value):
    if value is None:
        return [place + " none"]
    if isinstance(value, tuple):
        items = [line for index, item in enumerate(value) for line in described("%s.%d" % (place, index), item)]
        return items + ["%s tuple %d" % (place, len(value))]
    return ["%s %s %s" % (place, type(value).__name__, value)]
