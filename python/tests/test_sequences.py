"""Holds what a real pip raises against the lists in spec/sequences.md, argument by argument.

With WEIR_UPDATE_DOCS=1 the lists are written anew, to be read before they are committed.
"""

import io
import json
import os
import re
import subprocess
import sys
import unittest

from tests import packages
from tests.pips import SHIM, PipTestCase, long, shared_pip, tearDownModule  # noqa: F401
from weir_shim import manifest

OLDEST = (23, 0)  # The page says what older ones do otherwise.
PAGE = os.path.join(os.path.dirname(os.path.dirname(SHIM)), "spec", "sequences.md")
BLOCK = "(### %s\n(?:(?!###).*\n)*?```json\n)((?:.*\n)*?)(```\n)"
CACHED = re.compile(r"\{root\}/home/\S*?/pip/wheels/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]+/")
CACHED_NEW = re.compile(r"\{cache\}/tmp\w+/")  # From 25.1 on pip builds there, then moves the wheel.
TREE_OR_WHEEL = "{sha256 of the tree or wheel}"
DIGEST = re.compile(r"sha256[:=]([0-9a-f]{64})")


def listed(name):
    """The events of a case as the page lists them."""
    with io.open(PAGE, encoding="utf-8") as stream:
        found = re.search(BLOCK % re.escape(name), stream.read())
    if found is None:
        raise AssertionError("spec/sequences.md has no list for %s" % name)
    return [json.loads(line) for line in found.group(2).splitlines()]


def update(name, events):
    with io.open(PAGE, encoding="utf-8") as stream:
        text = stream.read()
    lines = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)
    text = re.sub(BLOCK % re.escape(name), lambda found: found.group(1) + lines + found.group(3), text)
    with io.open(PAGE, "w", encoding="utf-8") as stream:
        stream.write(text)


class Plain(object):
    """Puts words of the page in place of what differs from run to run."""

    def __init__(self, case):
        self.case = case
        self.operations = {}
        self.digests = {}
        for folder, _, names in os.walk(case.links):
            for name in names:
                path = os.path.join(folder, name)
                self.digests.setdefault(manifest.digest_file(path)[len("sha256:"):], "{sha256 of %s}" % name)

    def event(self, message):
        arguments = [self.value(value) for value in message["args"]]
        place = -3 if message["type"] == "done" else -1
        arguments[place] = self.value(json.loads(message["args"][place]))
        return [message["event"]] + arguments

    def value(self, value):
        if isinstance(value, dict):
            return {name: self.value(item) for name, item in sorted(value.items())}
        if isinstance(value, list):
            return [self.value(item) for item in value]
        return self.text(value) if isinstance(value, str) else value

    def text(self, text):
        if re.match("^[0-9a-f]{20}$", text):
            return self.operations.setdefault(text, "{operation %d}" % (len(self.operations) + 1))
        text = DIGEST.sub(lambda found: "sha256:" + self.digests.get(found.group(1), TREE_OR_WHEEL), text)
        text = re.sub(re.escape(self.case.temporary) + r"[^\s\"]*?([^/\s\"]*\.whl)?(?=$|[\s\"])",
                      lambda found: "{temporary}" + ("/" + found.group(1) if found.group(1) else ""), text)
        for path, word in self.case.words:
            text = text.replace(path, word)
        return CACHED_NEW.sub("{temporary}/", CACHED.sub("{cache}/", text))


@long
class Sequences(PipTestCase):
    maxDiff = None

    def setUp(self):
        super().setUp()
        metadata = next(name for name in os.listdir(shared_pip()) if name.endswith(".dist-info"))
        self.version = metadata.split("-")[1][:-len(".dist")]
        if tuple(int(number) for number in self.version.split(".")[:2]) < OLDEST:
            self.skipTest("the lists are those of newer pips")
        self.words = [
            (self.links, "{links}"), (self.site, "{site-packages}"),
            (os.path.join(self.root, "env"), "{environment}"), (self.root, "{root}"),
        ]
        self.start_engine(self.judge)

    def judge(self, event, arguments):
        """Allow; what the shim says of the bits is checked while they are there."""
        if len(arguments) == 15 and arguments[10] is not None:
            self.assertEqual(arguments[12], self.digest(arguments), event)
        return {}

    def digest(self, arguments):
        path = arguments[10]
        if os.path.isdir(path):
            return manifest.digest_tree(path, user_folder=arguments[2] == "directory" or arguments[11] & 1 == 1)[0]
        return manifest.digest_file(path)

    def check(self, name, result):
        self.assertEqual(result.code, 0, result.output)
        plain = Plain(self)
        events = [self.without_versions(plain.event(m)) for m in self.engine.messages if "event" in m]
        if os.environ.get("WEIR_UPDATE_DOCS") == "1":
            update(name, events)
        self.assertEqual(events, listed(name))

    def without_versions(self, event):
        self.assertEqual(event[2], self.version)
        event[2] = "{pip}"
        for value in (value for value in event if isinstance(value, dict)):
            if value.get("build_requirement"):
                event[4] = ["{pip's own words}"]
            if "interpreter" in value:
                self.assertEqual(value["interpreter"], "%d.%d.%d" % sys.version_info[:3])
                value["interpreter"] = "{python}"
        return event

    def test_wheel_install(self):
        packages.wheel(self.links, "alpha")
        self.check("wheel, install", self.install("alpha"))

    def test_wheel_fetched(self):
        packages.wheel(self.links, "alpha")
        url = self.serve()
        self.words.insert(0, (url, "{index}/"))
        self.check("wheel from an index, install", self.pip("install", "--no-index", "--find-links", url, "alpha==1.0"))

    def test_wheel_download(self):
        packages.wheel(self.links, "alpha")
        self.check("wheel, download", self.pip("download", "--no-index", "--find-links", self.links, "alpha"))

    def test_wheel_dry_run(self):
        packages.wheel(self.links, "alpha")
        self.check("wheel, install --dry-run", self.install("--dry-run", "alpha"))

    def test_wheel_with_hash(self):
        path = packages.wheel(self.links, "alpha")
        requirements = os.path.join(self.root, "requirements.txt")
        packages.write(requirements, "alpha==1.0 --hash=%s\n" % manifest.digest_file(path))
        self.check("wheel with a required hash, install -r", self.install("-r", requirements))

    def test_dependencies(self):
        packages.wheel(self.links, "alpha", requires=["beta>=1"])
        packages.wheel(self.links, "beta")
        self.check("wheel with a dependency, install", self.install("alpha"))

    def test_local_wheel(self):
        self.check("wheel by its path, install", self.pip("install", "--no-index", packages.wheel(self.links, "alpha")))

    def test_sdist_install(self):
        packages.sdist(self.links, "beta")
        self.check("source archive, install", self.install("beta"))

    def test_sdist_wheel(self):
        packages.sdist(self.links, "beta")
        self.check("source archive, wheel", self.pip("wheel", "--no-index", "--find-links", self.links, "beta"))

    def test_sdist_download(self):
        packages.sdist(self.links, "beta")
        self.check("source archive, download", self.pip("download", "--no-index", "--find-links", self.links, "beta"))

    def test_sdist_cached(self):
        packages.sdist(self.links, "beta")
        self.assertEqual(self.pip("wheel", "--no-index", "--find-links", self.links, "beta").code, 0)
        del self.engine.messages[:]
        self.check("source archive, its wheel in pip's cache, install", self.install("beta"))

    def test_local_archive(self):
        self.check("source archive by its path, install",
                   self.pip("install", "--no-index", packages.sdist(self.links, "beta")))

    def test_build_dependency(self):
        packages.wheel(self.links, "tool")
        packages.sdist(self.links, "beta", build_requires=["tool"])
        self.check("source archive with a build dependency, install", self.install("beta"))

    def test_folder(self):
        self.check("local folder, install", self.pip("install", "--no-index", packages.project(self.links, "beta")))

    def test_editable(self):
        self.check("local folder, install -e",
                   self.pip("install", "--no-index", "-e", packages.project(self.links, "beta")))

    def test_checkout(self):
        self.check("checkout, install", self.pip("install", "--no-index", "git+file://" + self.repository()))

    def test_editable_checkout(self):
        url = "git+file://%s#egg=beta" % self.repository()
        self.check("checkout, install -e", self.pip("install", "--no-index", "-e", url))

    def repository(self):
        folder = packages.project(self.root, "beta")
        environ = dict(self.environ(), GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull)
        for date in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            environ[date] = "2026-01-01T00:00:00Z"
        who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"]
        for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "First"]):
            subprocess.check_call(["git"] + who + command, cwd=folder, env=environ)
        commit = subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=folder, env=environ).decode("ascii").strip()
        self.words.append((commit, "{commit}"))
        return folder

    def test_upgrade(self):
        self.put_installed("alpha", "1.0")
        packages.wheel(self.links, "alpha", "2.0")
        self.check("wheel, install --upgrade", self.install("--upgrade", "alpha"))

    def test_uninstall(self):
        self.put_installed("alpha")
        self.check("uninstall", self.pip("uninstall", "--yes", "alpha"))


if __name__ == "__main__":
    unittest.main()
