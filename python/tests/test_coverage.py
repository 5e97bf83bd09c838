import os

from tests import packages
from tests.pips import PipTestCase, long, tearDownModule  # noqa: F401

WHY = "no step that was judged explains it"
# A hook that puts a distribution somewhere when the first gate of a kind is passed.
SLIPPING = """
    import os

    def hook(event, arguments):
        if event == {event!r} and not os.path.exists({path!r}):
            os.makedirs({path!r})
"""
INTERRUPTING = """
    import os

    def hook(event, arguments):
        if event == "pip.write":
            os.makedirs({path!r})
            raise KeyboardInterrupt
"""


class WhatAPipLeaves(PipTestCase):
    def setUp(self):
        super().setUp()
        packages.wheel(self.links, "alpha")
        self.evil = os.path.join(self.site, "evil-1.0.dist-info")

    def changes(self):
        """What the engine was told, by the names of files, sorted."""
        return sorted((os.path.relpath(change["path"], self.root), change["change"])
                      for message in self.engine.named("coverage") for change in message["changes"])

    def in_site(self, name):
        return os.path.relpath(os.path.join(self.site, name), self.root)

    def slipping(self, event, path=None):
        return self.hook(SLIPPING.format(event=event, path=path or self.evil))

    def explain_only(self, *names):
        def cover(changes):
            return None if {os.path.basename(path) for path, _ in changes} <= set(names) else WHY

        return cover

    def test_is_told_once_for_each_command(self):
        self.put_installed("alpha", "0.9")
        self.start_engine()
        result = self.install("--upgrade", "alpha")
        self.assertEqual(result.code, 0, result.output)
        self.assertEqual(self.changes(), [
            (self.in_site("alpha-0.9.dist-info"), "gone"), (self.in_site("alpha-1.0.dist-info"), "new"),
        ])
        message, = self.engine.named("coverage")
        self.assertEqual(message["operation"], self.gates("pip.invoked")[0][-2])
        self.assertIn(self.site, message["places"])

    def test_is_told_where_nothing_has_changed(self):
        self.start_engine()
        self.assertEqual(self.pip("download", "--no-index", "--find-links", self.links, "alpha").code, 0)
        self.assertEqual([message["changes"] for message in self.engine.named("coverage")], [[]])
        self.engine.forget()
        self.assertEqual(self.pip("list").code, 0)
        self.assertEqual(self.engine.messages, [])

    def test_fails_the_command_where_it_is_not_explained(self):
        self.start_engine(cover=self.explain_only("alpha-1.0.dist-info"), in_process=[self.slipping("pip.write")])
        result = self.install("alpha")
        self.assertEqual(result.code, 10, result.output)
        self.assertIn("weir refused: what this command leaves\n  reason: %s\n  hint: " % WHY, result.output)
        self.assertEqual(result.output.count(WHY), 1, result.output)
        self.assertIn((self.in_site("evil-1.0.dist-info"), "new"), self.changes())
        self.assertNotIn("judged in", result.output)

    @long
    def test_is_said_beside_an_earlier_refusal(self):
        self.start_engine(
            lambda event, _: {"verdict": "deny", "reason": "not this one"} if event == "pip.write" else {},
            cover=self.explain_only(), in_process=[self.slipping("pip.install")],
        )
        result = self.install("alpha")
        self.assertEqual(result.code, 10, result.output)
        self.assertIn("reason: not this one", result.output)
        self.assertIn("reason: %s" % WHY, result.output)

    @long
    def test_stops_nothing_where_it_is_only_observed(self):
        self.start_engine(mode="observe", cover=self.explain_only("alpha-1.0.dist-info"),
                          in_process=[self.slipping("pip.write")])
        result = self.install("alpha")
        self.assertEqual(result.code, 0, result.output)
        self.assertIn("weir would have refused: what this command leaves\n  reason: %s" % WHY, result.output)

    @long
    def test_is_told_after_an_interruption(self):
        self.start_engine(cover=self.explain_only(), in_process=[self.hook(INTERRUPTING.format(path=self.evil))])
        result = self.install("alpha")
        self.assertEqual(result.code, 10, result.output)
        self.assertIn(WHY, result.output)

    @long
    def test_could_not_decide_where_the_engine_is_gone_by_then(self):
        def spoil(message, data):
            return data if message["type"] != "coverage" else b""

        self.start_engine(spoil=spoil, silence=1)
        result = self.install("alpha")
        self.assertEqual(result.code, 11, result.output)
        self.assertIn("the engine was silent", result.output)

    @long
    def test_looks_where_the_user_wants_things_to_go(self):
        target, prefix, root = (os.path.join(self.root, name) for name in ("target", "prefix", "root"))
        place = os.path.relpath(self.site, os.path.join(self.root, "env"))
        below_root = os.path.relpath(os.path.join(root, os.path.relpath(self.site, "/")), self.root)
        for options, found in (
            (["--target", target], "target"), (["--prefix", prefix], "prefix/" + place), (["--root", root], below_root),
        ):
            with self.subTest(options=options[0]):
                self.start_engine()
                result = self.install("--ignore-installed", *(options + ["alpha"]))
                self.assertEqual(result.code, 0, result.output)
                self.assertEqual(self.changes(), [(found + "/alpha-1.0.dist-info", "new")])

    @long
    def test_looks_into_build_environments(self):
        packages.wheel(self.links, "helper")
        slip = "    import sys\n    path = [p for p in sys.path if 'pip-build-env' in p and 'packages' in p][0]\n" \
               "    os.mkdir(os.path.join(path, 'evil-1.0.dist-info'))"
        packages.sdist(self.links, "beta", build_requires=["helper"], extra=slip)
        self.start_engine()
        result = self.install("--no-cache-dir", "beta")
        self.assertEqual(result.code, 0, result.output)
        in_environments = {os.path.basename(path): change for path, change in self.changes() if "build-env" in path}
        self.assertEqual(in_environments, {"helper-1.0.dist-info": "new", "evil-1.0.dist-info": "new"})
