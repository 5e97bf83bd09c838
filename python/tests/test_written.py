import io
import json
import os
import re
import subprocess
import zipfile

from tests.pips import PipTestCase, long, pip_has, sees_opens, tearDownModule  # noqa: F401

# A hook that runs an action when pip has written all files of a wheel, and begins with those that it adds.
ACTING = """
    import os

    done = []

    def hook(event, arguments):
        if event == "open" and isinstance(arguments[0], str) and not done:
            folder, name = os.path.split(arguments[0])
            if name.startswith("INSTALLER") and folder.endswith("alpha-2.0.dist-info"):
                done.append(1)
                site = os.path.dirname(folder)
                {action}
"""

# A hook that makes pip believe in another origin of what it is about to write.
LYING = """
    import gc
    import sys

    def hook(event, arguments):
        if event == "pip.write":
            kind = sys.modules["pip._internal.models.direct_url"].DirectUrl
            for found in [thing for thing in gc.get_objects() if isinstance(thing, kind)]:
                object.__setattr__(found, "url", "https://example.org/another.whl")
"""

SCRIPT = "#!python\nprint('tool')\n"


def rich_wheel(folder, **more):
    """A wheel with all that pip writes in a way of its own."""
    path = os.path.join(folder, "alpha-2.0-py3-none-any.whl")
    info, data = "alpha-2.0.dist-info/", "alpha-2.0.data/"
    files = {
        "alpha/__init__.py": "def main():\n    print('alpha')\n", "alpha/empty.txt": "",
        data + "scripts/tool": SCRIPT, data + "scripts/alpha-main": SCRIPT, data + "scripts/plain": "#!/bin/sh\n",
        data + "data/share/alpha.txt": "x", data + "purelib/beside.py": "",
        info + "METADATA": "Metadata-Version: 2.1\nName: alpha\nVersion: 2.0\n",
        info + "WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        info + "entry_points.txt": "[console_scripts]\nalpha-main = alpha:main\n", info + "licenses/A/LICENSE": "free",
    }
    files.update(more.get("files", {}))
    record = "".join("%s,,\n" % name for name in files) + info + "RECORD,,\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in list(files.items()) + [(info + "RECORD", record)]:
            member = zipfile.ZipInfo(name)
            member.external_attr = (0o100755 if "/scripts/" in name else 0o100644) << 16
            archive.writestr(member, text)
    return path


class AfterTheWrite(PipTestCase):
    def setUp(self):
        super().setUp()
        self.put_installed("alpha", "1.0")
        self.before = self.listing()

    def listing(self):
        """Each file and folder of the environment, with what is in it; `__pycache__` apart."""
        found = {}
        for parent, folders, names in os.walk(os.path.join(self.root, "env")):
            folders[:] = [name for name in folders if name != "__pycache__"]
            for name in folders:
                found[os.path.join(parent, name)] = None
            for name in names:
                with io.open(os.path.join(parent, name), "rb") as stream:
                    found[os.path.join(parent, name)] = stream.read()
        return found

    def acting(self, action):
        return self.hook(ACTING.replace("{action}", action))

    def test_an_honest_wheel_is_installed_and_works(self):
        rich_wheel(self.links)
        self.start_engine()
        result = self.install("--upgrade", "alpha")
        self.assertEqual(result.code, 0, result.output)
        folder = os.path.dirname(self.python)
        for name, said in (("alpha-main", b"alpha\n"), ("tool", b"tool\n")):
            self.assertEqual(subprocess.check_output([os.path.join(folder, name)]), said)

    @long
    @sees_opens
    def test_any_difference_takes_the_new_version_back_and_brings_the_old_one(self):
        rich_wheel(self.links)
        open_info = "open(os.path.join(folder, %r), 'w').close()"
        actions = {
            "a changed file": "open(os.path.join(site, 'alpha', '__init__.py'), 'a').write('x')",
            "a changed script": "open(os.path.join(site, '..', '..', '..', 'bin', 'tool'), 'a').write('x')",
            "a file that is gone": "os.unlink(os.path.join(site, 'alpha', 'empty.txt'))",
            "a link in place of a file": "p = os.path.join(site, 'alpha', 'empty.txt'); os.unlink(p); "
                                         "os.symlink('__init__.py', p)",
            "a changed file of metadata": "open(os.path.join(folder, 'METADATA'), 'a').write('x')",
            "one more file of metadata": open_info % "top_level.txt",
            "a claim about its origin": open_info % "direct_url.json",
        }
        for name, action in actions.items():
            with self.subTest(name):
                self.start_engine(in_process=[self.acting(action)])
                result = self.install("--upgrade", "alpha")
                self.assertEqual(result.code, 10, result.output)
                self.assertIn("what was installed is not what was judged: ", result.output)
                self.assertEqual(self.engine.named("refusal")[0]["cause"]["type"], "weir.Tampering")
                self.assertEqual(self.listing(), self.before)
                self.assertEqual(self.left_behind(), [])

    @sees_opens
    def test_where_nothing_is_to_be_stopped_it_is_said(self):
        rich_wheel(self.links)
        self.start_engine(mode="observe", in_process=[self.acting("os.unlink(os.path.join(site, 'alpha/empty.txt'))")])
        result = self.install("--upgrade", "alpha")
        self.assertEqual(result.code, 0, result.output)
        self.assertTrue(re.search("weir would have refused.*\n.*what was installed is not", result.output))

    def test_what_pip_itself_breaks_off_leaves_nothing(self):
        rich_wheel(self.links, files={"alpha-2.0.data/nowhere/x": ""})
        self.start_engine()
        result = self.install("--upgrade", "alpha")
        self.assertIn(result.code, (1, 2))  # 2 up to pip 20.1.
        self.assertEqual(self.listing(), self.before)

    def test_where_it_came_from_stands_there_as_pip_was_told(self):
        wheel = rich_wheel(self.links)
        self.start_engine()
        result = self.install("--upgrade", wheel)
        self.assertEqual(result.code, 0, result.output)
        if not pip_has("models/direct_url.py"):
            self.skipTest("this pip does not write it down")  # Before pip 20.1.
        with io.open(os.path.join(self.site, "alpha-2.0.dist-info", "direct_url.json"), encoding="utf-8") as stream:
            self.assertEqual(json.load(stream)["url"], "file://" + wheel)

    @sees_opens
    def test_where_it_came_from_is_not_what_another_writes_there(self):
        if not pip_has("req/req_install.py", "direct_url=self.download_info"):
            self.skipTest("this pip makes it when nobody can reach it")  # Before pip 23.1.
        wheel = rich_wheel(self.links)
        self.start_engine(in_process=[self.hook(LYING)])
        result = self.install("--upgrade", wheel)
        self.assertEqual(result.code, 10, result.output)
        self.assertIn("pip would write down another origin than was judged", result.output)
        self.assertEqual(self.listing(), self.before)

    def test_into_a_folder(self):
        rich_wheel(self.links)
        target = os.path.join(self.root, "target")
        self.start_engine()
        result = self.install("--target", target, "alpha")
        self.assertEqual(result.code, 0, result.output)
        self.assertIn("alpha", os.listdir(target))
