import glob
import hashlib
import io
import json
import os
import shutil
import subprocess

from tests import packages
from tests.pips import PipTestCase, long, pip_has, tearDownModule  # noqa: F401
from tests.test_bound import tampered_copy
from weir_shim import manifest

FROM_CACHE = 32

@long
class InPipsCaches(PipTestCase):
    def setUp(self):
        super().setUp()
        self.cache = os.path.join(self.root, "home", ".cache")
        self.page = self.serve()

    def install_over_http(self, *words):
        return self.pip("install", "--no-index", "--trusted-host", "127.0.0.1", "--find-links", self.page, *words)

    def holding(self, path):
        """The files of the cache that hold what is in the file at path."""
        with io.open(path, "rb") as stream:
            sought = stream.read()
        return [name for name in self.cached("*") if sought in _content(name)]

    def cached(self, pattern):
        found = glob.glob(os.path.join(self.cache, "**", pattern), recursive=True)
        return [path for path in found if os.path.isfile(path)]


def _content(path):
    with io.open(path, "rb") as stream:
        return stream.read()


class WhatWasRefused(InPipsCaches):
    def judge(self, event, arguments):
        refused = event == self.event and "beta" in arguments
        return {"verdict": "deny", "reason": "no"} if refused else {}

    @long
    def test_is_in_none_of_them(self):
        wheel = packages.wheel(self.links, "alpha")
        archive = packages.sdist(self.links, "beta", requires=["alpha"])
        for self.event, code in ((None, 0), ("pip.unpack", 10), ("pip.install", 10), ("pip.build", 10),
                                 ("pip.built", 10), ("pip.write", 10)):
            with self.subTest(event=self.event):
                shutil.rmtree(self.cache, ignore_errors=True)
                self.start_engine(self.judge)
                result = self.install_over_http("--target", os.path.join(self.root, "into"), "beta")
                self.assertEqual(result.code, code, result.output)
                self.assertEqual(bool(self.holding(archive)), code == 0)
                self.assertEqual(bool(self.cached("*.whl")), code == 0)
                if self.event == "pip.write":
                    self.assertTrue(self.holding(wheel))  # That one was not refused.

    def test_is_taken_out_where_an_earlier_run_has_put_it(self):
        archive = packages.sdist(self.links, "beta")
        self.event = None
        self.start_engine(self.judge)
        self.install_over_http("--target", os.path.join(self.root, "into"), "beta")
        self.assertEqual(len(self.cached("*.whl")), 1)
        self.event = "pip.install"
        self.assertEqual(self.install_over_http("beta").code, 10)
        self.assertEqual(self.cached("*.whl") + self.cached("origin.json"), [])
        self.assertTrue(self.holding(archive))  # pip has not fetched it this time: its next gate comes when it does.


class APatchedSource(InPipsCaches):
    def judge(self, event, arguments):
        if event != "pip.install":
            return {}
        patched = os.path.join(self.root, "patched")
        shutil.copytree(arguments[10], patched)
        with open(os.path.join(patched, "backend.py"), "a") as stream:
            stream.write("# patched")
        return {"verdict": "patched", "patch": {"path": patched, "digest": manifest.digest_tree(patched)[0]}}

    def test_is_installed_and_its_wheel_is_not_kept(self):
        packages.sdist(self.links, "beta")
        self.start_engine(self.judge)
        result = self.install("beta")
        self.assertEqual((result.code, self.installed()), (0, ["beta-1.0.dist-info", "beta.py"]), result.output)
        self.assertEqual(self.cached("*.whl"), [])


class ACachedWheelWhereHashesAreRequired(InPipsCaches):
    def setUp(self):
        super().setUp()
        self.archive = packages.sdist(self.links, "beta")

    def keep(self, **engine):
        """Let pip keep a wheel of the archive, and return where."""
        self.start_engine(**engine)
        self.install_over_http("--target", os.path.join(self.root, "into"), "beta")
        wheel, = self.cached("*.whl")
        return wheel

    def install_with_hash(self, digest):
        requirements = os.path.join(self.root, "requirements.txt")
        packages.write(requirements, "beta==1.0 --hash=%s\n" % digest)
        return self.install_over_http("--require-hashes", "-r", requirements)

    def test_is_not_believed_about_its_origin(self):
        _tamper_with(self.keep())
        result = self.install_with_hash(manifest.digest_file(self.archive))
        self.assertEqual(result.code, 0, result.output)
        self.assertNotIn("WARNING", result.output)
        self.assertEqual(self.gates("pip.install")[-1][11] & FROM_CACHE, 0)
        with io.open(os.path.join(self.site, "beta.py"), encoding="utf-8") as stream:
            self.assertEqual(stream.read(), "VERSION = '1.0'\n")

    def test_is_taken_where_the_engine_has_seen_it_built(self):
        pairs = []
        wheel = self.keep(vouch=lambda *pair: pairs.append(pair) or True)
        built, = self.gates("pip.built")
        digest = manifest.digest_file(self.archive)
        self.assertEqual((built[12], json.loads(built[14])["archive"]["digest"]), (manifest.digest_file(wheel), digest))
        result = self.install_with_hash(digest)
        self.assertEqual(result.code, 0, result.output)
        is_used = pip_has("operations/prepare.py", _PIP_GOES_BY_IT)
        self.assertEqual(pairs, [(built[12], digest)] if is_used else [])
        self.assertEqual(self.gates("pip.install")[-1][11] & FROM_CACHE, FROM_CACHE if is_used else 0)

    def test_is_not_taken_where_another_than_the_one_that_the_engine_has_seen_stands_there(self):
        if not pip_has("operations/prepare.py", _PIP_GOES_BY_IT):
            self.skipTest("this pip takes none")

        def swap(*_):
            _tamper_with(wheel)
            return True

        wheel = self.keep(vouch=swap)
        result = self.install_with_hash(manifest.digest_file(self.archive))
        self.assertEqual(result.code, 10, result.output)
        self.assertIn("changed after it was judged", result.output)
        self.assertEqual(self.installed(), [])

    def test_is_not_taken_where_the_engine_does_not_answer(self):
        if not pip_has("operations/prepare.py", _PIP_GOES_BY_IT):
            self.skipTest("this pip takes none")
        self.keep(spoil=lambda message, data: b"" if message["type"] == "vouch" else data, silence=1)
        result = self.install_with_hash(manifest.digest_file(self.archive))
        self.assertEqual(result.code, 11, result.output)
        self.assertEqual(self.installed(), [])

    def test_is_not_asked_about_where_the_hash_is_none(self):
        self.keep(vouch=lambda *_: True)
        odd = {"archive_info": {"hashes": {"sha256": "odd"}}, "url": self.page + "beta-1.0.tar.gz"}
        for claim in self.cached("origin.json"):
            packages.write(claim, json.dumps(odd))
        result = self.install_with_hash("sha256:odd")
        self.assertEqual(result.code, 1, result.output)
        self.assertIn("DO NOT MATCH THE HASHES", result.output)
        self.assertEqual(self.engine.named("vouch"), [])

    def test_is_not_asked_about_where_one_of_its_hashes_is_no_text(self):
        self.keep(vouch=lambda *_: True)
        with io.open(self.archive, "rb") as stream:
            digest = hashlib.sha512(stream.read()).hexdigest()
        odd = {"archive_info": {"hashes": {"sha256": 5, "sha512": digest}}, "url": self.page + "beta-1.0.tar.gz"}
        for claim in self.cached("origin.json"):
            packages.write(claim, json.dumps(odd))
        result = self.install_with_hash("sha512:" + digest)
        self.assertEqual(result.code, 0, result.output)
        self.assertEqual(self.engine.named("vouch"), [])


_PIP_GOES_BY_IT = "hashes of the source archive found in cache entry"


def _tamper_with(wheel):
    tampered_copy(wheel, wheel + ".new")
    os.rename(wheel + ".new", wheel)


class ACachedWheel(InPipsCaches):
    def test_is_installed_as_what_it_was_built_from(self):
        tree = packages.project(self.root, "beta")
        repository = packages.repository(tree)
        commit = subprocess.check_output(["git", "-C", tree, "rev-parse", "HEAD"])
        packages.sdist(self.links, "beta")
        self.start_engine()
        of_git = "%s@%s#egg=beta" % (repository, commit.decode("ascii").strip())
        for asked in ("beta @ %sbeta-1.0.tar.gz" % self.page, of_git):
            shutil.rmtree(self.cache, ignore_errors=True)
            for is_built in (True, False):
                with self.subTest(asked=asked, is_built=is_built):
                    seen = len(self.engine.events())
                    result = self.install_over_http("--force-reinstall", asked)
                    events = [event for event, _ in self.engine.events()[seen:]]
                    self.assertEqual((result.code, "pip.build" in events), (0, is_built), result.output)

    def test_is_not_believed_about_its_origin_where_that_is_installed(self):
        packages.sdist(self.links, "beta")
        self.start_engine()
        asked = "beta @ %sbeta-1.0.tar.gz" % self.page
        self.install_over_http("--target", os.path.join(self.root, "into"), asked)
        claims = self.cached("origin.json")
        if not claims:
            self.skipTest("this pip does not keep it")
        packages.write(claims[0], '{"archive_info": {}, "url": "https://example.org/beta-1.0.tar.gz"}')
        result = self.install_over_http(asked)
        if pip_has("req/req_install.py", "direct_url=self.download_info"):
            self.assertEqual(result.code, 10, result.output)
            self.assertIn("pip would write down another origin than was judged", result.output)
            self.assertEqual(self.installed(), [])
        else:  # Up to pip 23.0 it is kept, and nobody goes by it.
            self.assertEqual(result.code, 0, result.output)
            with io.open(os.path.join(self.site, "beta-1.0.dist-info", "direct_url.json"), encoding="utf-8") as stream:
                self.assertEqual(json.load(stream)["url"], "%sbeta-1.0.tar.gz" % self.page)
