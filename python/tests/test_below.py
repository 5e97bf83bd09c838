import os
import subprocess
import sys
import time
import unittest

from weir_shim import below
from weir_shim.below import Installer, Seen


class AnInstaller(unittest.TestCase):
    def test_is_known_by_what_it_runs(self):
        for line, text in (
            ("/v/bin/python -m pip install six", "pip install six"),
            ("/v/bin/python3.11 -I -X utf8 -m pip --quiet install six", "pip --quiet install six"),
            ("python -Im pip download six", "pip download six"),
            ("/v/bin/python /v/bin/pip3.11 uninstall -y six", "pip uninstall -y six"),
            ("/v/bin/python /s/pip/__pip-runner__.py install --prefix /p flit", "pip install --prefix /p flit"),
            ("python /s/site-packages/pip/ install six", "pip install six"),
            ("python pip.pyz wheel .", "pip wheel ."),
            ("/usr/bin/uv pip install six", "uv pip install six"),
            ("/v/bin/python /v/bin/poetry install", "poetry install"),
            ("/bin/sh /v/bin/uv sync", "uv sync"),
            ("C:/Python/Scripts/uv.exe sync", "uv sync"),
            ("pip install --index-url https://me:secret@example.org/simple six",
             "pip install --index-url https://****@example.org/simple six"),
        ):
            with self.subTest(line=line):
                self.assertEqual(below.installer(tuple(line.split(" "))), text)

    def test_installs_nothing(self):
        for line in ("", "python", "python -c pip", "python -m", "python -m build", "python setup.py install",
                     "pip list", "pip --version", "uv --version", "uv self version --json",
                     "/bin/sh -c pip install six", "pipx install six"):
            with self.subTest(line=line):
                self.assertIsNone(below.installer(tuple(line.split(" ")) if line else ()))


class WhatWasSeen(unittest.TestCase):
    def test_tells_who_is_not_covered(self):
        seen = Seen({1, 2, 3, 4}, (Installer(2, 1, "pip install a"), Installer(3, 1, "uv sync")))
        self.assertEqual(seen.uncovered({2}), ["uv sync"])
        self.assertEqual(seen.uncovered(set()), ["pip install a", "uv sync"])

    def test_does_not_name_who_leaves_it_to_another(self):
        text = "pip --python x install a"
        seen = Seen({1, 2, 3}, (Installer(2, 1, text), Installer(3, 2, text)))
        self.assertEqual(seen.uncovered({3}), [])
        self.assertEqual(seen.uncovered({2}), [text])

    @unittest.skipUnless(os.path.isdir("/proc/self"), "needs /proc")
    def test_is_every_process_below(self):
        waits = "import sys; sys.stdin.read()"
        script = "import subprocess, sys; subprocess.call([sys.executable, '-c', %r, 'uv', 'sync'])" % waits
        child = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE)
        watch = below.Watch(child.pid)
        deadline = time.time() + 30
        while len(watch.pids) < 2 and time.time() < deadline:
            time.sleep(0.01)
        child.communicate(b"\n")
        seen = watch.stop()
        self.assertEqual(len(seen.pids), 2)
        self.assertIn(child.pid, seen.pids)
        self.assertEqual(seen.installers, ())


if __name__ == "__main__":
    unittest.main()
