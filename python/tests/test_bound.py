import functools
import io
import os
import shutil
import unittest
import zipfile

from tests import packages
from tests.pips import PipTestCase, long, sees_opens, tearDownModule  # noqa: F401
from weir_shim import manifest, sealed

# A hook that swaps a file just before it is opened for the nth time in pip's process, as somebody outside could.
SWAPPING = """
    import os, shutil

    seen = []

    def hook(event, arguments):
        if event == "open" and arguments[0] is not None and not isinstance(arguments[0], int):
            name = os.fsencode(arguments[0])
            if os.path.basename(name) == {name!r} and not name.endswith({other!r}):
                seen.append(name)
                if len(seen) == {nth}:
                    shutil.copyfile({other!r}, name + b".new")
                    os.rename(name + b".new", name)
                with open({count!r}, "w") as stream:
                    stream.write(str(len(seen)))
"""


class Swapping(PipTestCase):
    def setUp(self):
        super().setUp()
        self.other = os.path.join(self.root, "other")
        self.count = os.path.join(self.root, "count")

    def hook_at(self, nth, name):
        values = {"nth": nth, "name": name.encode(), "other": self.other.encode(), "count": self.count}
        return self.hook(SWAPPING.format(**values))

    def opens(self):
        with open(self.count) as stream:
            return int(stream.read())

    def refusals_of_swaps(self, name, install, **about):
        """Call `install` with a hook that swaps the file before its first open, its second, ...; count the refusals."""
        nth, opens, refused = 0, 1, 0
        while nth <= opens:
            with self.subTest(nth=nth, **about):
                result = install([self.hook_at(nth, name)])
                opens = self.opens() if nth == 0 else opens
                refused += result.code == 10
                self.clear()
            nth += 1
        return refused

    def assert_harmless(self, result, module):
        self.assertIn(result.code, (0, 10), result.output)
        self.assertEqual(self.left_behind(), [])
        if result.code:
            self.assertEqual(self.installed(), [])
        else:
            self.assertEqual(self.content(module), "VERSION = '1.0'\n")

    def clear(self):
        for name in self.installed():
            path = os.path.join(self.site, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)

    def content(self, module):
        with io.open(os.path.join(self.site, module), encoding="utf-8") as stream:
            return stream.read()


def tampered_copy(path, target):
    """Write the wheel at path again, with another module."""
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(target, "w") as other:
        for name in archive.namelist():
            other.writestr(name, "EVIL = True\n" if name.endswith(".py") else archive.read(name))


class AWheelThatIsSwapped(Swapping):
    def setUp(self):
        super().setUp()
        self.wheel = packages.wheel(self.links, "alpha")
        self.genuine = manifest.digest_file(self.wheel)
        self.kept = os.path.join(self.root, "kept")
        shutil.copyfile(self.wheel, self.kept)
        tampered_copy(self.wheel, self.other)

    def judge(self, event, arguments):
        of_alpha = len(arguments) == 15 and arguments[3] == "alpha" and arguments[12]
        return {"verdict": "deny", "reason": "evil"} if of_alpha and arguments[12] != self.genuine else {}

    @long
    @sees_opens
    def test_before_any_of_its_opens_is_not_installed(self):
        page = self.serve()
        for links in (self.links, page):
            install = functools.partial(self.install_alpha, links)
            self.assertGreater(self.refusals_of_swaps("alpha-1.0-py3-none-any.whl", install, links=links), 3)

    def install_alpha(self, links, hooks):
        shutil.copyfile(self.kept, self.wheel)
        self.start_engine(self.judge, in_process=hooks)
        result = self.pip("install", "--no-index", "--no-cache-dir", "--find-links", links, "alpha")
        self.assert_harmless(result, "alpha.py")
        return result

    def swap_in_build(self, pattern):
        packages.sdist(self.links, "beta", extra="""
            import glob, shutil
            for path in glob.glob({pattern!r}):
                shutil.copyfile({other!r}, path)
        """.format(pattern=pattern, other=self.other))

    def test_by_the_build_of_another_package_is_not_installed(self):
        self.swap_in_build(self.wheel)
        self.start_engine()  # It allows all: that the bits are not those of the first gate is reason enough.
        result = self.install("alpha", "beta")
        self.assertEqual((result.code, self.installed(), self.left_behind()), (10, [], []), result.output)
        self.assertRegex(result.output, "changed after it was judged: it was %s, and is sha256:" % self.genuine)
        self.assertEqual(self.engine.named("refusal")[0]["cause"]["type"], "weir.Tampering")

    def test_by_the_build_of_another_package_where_it_was_downloaded_to_is_not_installed(self):
        self.swap_in_build(os.path.join(self.temporary, "pip-unpack-*", "alpha-*.whl"))
        self.start_engine()
        result = self.pip("install", "--no-index", "--no-cache-dir", "--find-links", self.serve(), "alpha", "beta")
        self.assertEqual((result.code, self.installed(), self.left_behind()), (10, [], []), result.output)
        self.assertIn("changed after it was judged: it was %s" % self.genuine, result.output)


class ASourceTreeThatIsTouched(Swapping):
    def judge(self, event, arguments):
        backend = os.path.join(str(arguments[10]), "backend.py") if len(arguments) == 15 else ""
        if os.path.exists(backend):
            with open(backend) as stream:
                return {"verdict": "deny", "reason": "evil"} if "evil" in stream.read() else {}
        return {}

    def install_beta(self, hooks):
        self.start_engine(self.judge, in_process=hooks)
        result = self.install("--no-cache-dir", "beta")
        self.assert_harmless(result, "beta.py")
        self.assertNotIn("evil", self.ran())
        return result

    @long
    @sees_opens
    def test_before_any_of_its_opens_runs_nothing_of_it(self):
        packages.sdist(self.links, "beta")
        packages.write(self.other, "import io, os\nio.open(os.environ['CANARY'], 'a').write(u'evil\\n')\n")
        self.assertGreater(self.refusals_of_swaps("backend.py", self.install_beta), 8)

    @long
    @sees_opens
    def test_in_its_archive_before_any_of_that_ones_opens_runs_nothing_of_it(self):
        archive = packages.sdist(self.links, "beta")
        kept = os.path.join(self.root, "kept")
        shutil.copyfile(archive, kept)
        other = os.path.join(self.root, "others")
        os.mkdir(other)
        write_evil = "io.open(os.environ['CANARY'], 'a').write(u'evil\\n')"
        shutil.copyfile(packages.sdist(other, "beta", extra=write_evil), self.other)

        def install(hooks):
            shutil.copyfile(kept, archive)
            return self.install_beta(hooks)

        self.assertGreater(self.refusals_of_swaps("beta-1.0.tar.gz", install), 2)

    def test_between_two_of_its_hooks_by_the_build_of_another_package_is_refused(self):
        packages.sdist(self.links, "alpha", extra="""
            import glob
            for path in glob.glob({0!r}):
                with open(path, "a") as stream:
                    stream.write("raise SystemExit(3)")
        """.format(os.path.join(self.temporary, "pip-install-*", "beta*", "backend.py")))
        packages.sdist(self.links, "beta")
        self.start_engine()
        result = self.install("alpha", "beta")
        self.assertEqual((result.code, self.installed(), self.left_behind()), (10, [], []), result.output)
        self.assertRegex(result.output, "the source tree at .*beta.* changed after it was judged: it was sha256:")
        self.assertNotIn("beta build_wheel", self.ran())

    def test_by_its_own_hooks_is_built(self):
        packages.sdist(self.links, "beta", extra="open('new', 'w').close(); os.unlink('setup.py')")
        self.start_engine()
        self.assertEqual(self.install("beta").code, 0)


class AnEditableFolder(PipTestCase):
    def test_may_be_changed_by_its_user_after_the_first_hook(self):
        root = packages.project(self.root, "beta")
        editor = self.hook("""
            def hook(event, arguments):
                if event == "pip.build.done":
                    open({0!r}, "a").write("x")
        """.format(os.path.join(root, "notes")))
        self.start_engine(in_process=[editor])
        result = self.install("--editable", root)
        self.assertEqual(result.code, 0, result.output)



class AFolderThatHoldsTheTemporaryFiles(PipTestCase):
    def test_is_built_though_pip_itself_writes_into_it(self):
        self.start_engine()
        folder = packages.project(self.root, "alpha")
        os.mkdir(os.path.join(folder, "tmp"))
        result = self.install(folder, TMPDIR=os.path.join(folder, "tmp"))
        self.assertEqual(result.code, 0, result.output)


class ASealedCopy(unittest.TestCase):
    def setUp(self):
        self.path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "packages.py")

    def seal(self):
        copy = sealed.Sealed(self.path)
        self.addCleanup(copy.close)
        return copy

    def test_has_the_bytes_and_their_digest(self):
        copy = self.seal()
        copy.file.seek(0)
        with open(self.path, "rb") as stream:
            self.assertEqual(copy.file.read(), stream.read())
        self.assertEqual(copy.digest, manifest.digest_file(self.path))

    @unittest.skipUnless(hasattr(os, "memfd_create"), "no files in memory")
    def test_cannot_be_changed_by_whoever_gets_hold_of_it(self):
        copy = self.seal()
        with self.assertRaises(OSError):
            os.pwrite(copy.file.fileno(), b"x", 0)
        with open("/proc/self/fd/%d" % copy.file.fileno(), "r+b", buffering=0) as stream:
            self.assertRaises(OSError, stream.write, b"x")
            self.assertRaises(OSError, stream.truncate, 0)

    def test_of_a_large_file_has_no_name(self):
        largest = sealed.LARGEST_IN_MEMORY
        self.addCleanup(setattr, sealed, "LARGEST_IN_MEMORY", largest)
        sealed.LARGEST_IN_MEMORY = 1
        copy = self.seal()
        self.assertEqual(copy.digest, manifest.digest_file(self.path))
        self.assertEqual(os.fstat(copy.file.fileno()).st_nlink, 0)
