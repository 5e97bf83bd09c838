"""Answers questions about versions with PyPA's packaging library: one a line on stdin, one answer a line on stdout.

A question is a word and arguments, each the hexadecimal form of UTF-8 text. With "--which" prints the library's version alone.
"""

import sys


def libraries():
    try:
        import packaging

        yield packaging
    except ImportError:
        pass
    try:
        from pip._vendor import packaging as vendored

        yield vendored
    except ImportError:
        pass


def release(library):
    return tuple(int(part) for part in library.__version__.split(".")[:2])


found = sorted(libraries(), key=release)
if not found:
    sys.exit("no packaging library")
name = found[-1].__name__
__import__(name + ".version")
__import__(name + ".specifiers")
versions = sys.modules[name + ".version"]
specifiers = sys.modules[name + ".specifiers"]
__import__(name + ".requirements")
requirements = sys.modules[name + ".requirements"]


def version(text):
    parsed = versions.Version(text)
    facts = [parsed.is_prerelease, parsed.is_postrelease, parsed.is_devrelease]
    texts = [str(parsed), parsed.public, parsed.base_version, parsed.local or "-"]
    return " ".join(texts + [str(int(fact)) for fact in facts])


def order(left, right):
    first, second = versions.Version(left), versions.Version(right)
    return str((first > second) - (first < second))


def specifier(text):
    parsed = specifiers.Specifier(text)
    return parsed.operator


def contains(specifier_set, text, prereleases):
    chosen = {"yes": True, "no": False, "default": None}[prereleases]
    parsed = specifiers.SpecifierSet(specifier_set)
    return str(int(parsed.contains(versions.Version(text), prereleases=chosen)))


def keep(specifier_set, texts):
    parsed = specifiers.SpecifierSet(specifier_set)
    return ",".join(str(kept) for kept in parsed.filter([versions.Version(text) for text in texts.split(",")]))


def requirement(text):
    parsed = requirements.Requirement(text)
    extras = "[%s]" % ", ".join(sorted(parsed.extras))
    return "%s %s %s %s" % (parsed.name, extras, parsed.url or "-", "true" if parsed.marker else "false")


QUESTIONS = {
    "requirement": requirement, "version": version, "order": order, "specifier": specifier, "contains": contains,
    "keep": keep,
}


def answer(line):
    words = line.split()
    try:
        return QUESTIONS[words[0]](*[bytes.fromhex(word[1:]).decode("utf-8") for word in words[1:]])
    except (versions.InvalidVersion, specifiers.InvalidSpecifier, requirements.InvalidRequirement):
        return "invalid"


if "--which" in sys.argv:
    print(found[-1].__version__)
else:
    for asked in sys.stdin:
        print(answer(asked))
