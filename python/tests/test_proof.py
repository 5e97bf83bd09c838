import os
import shutil
import sys
import tempfile
import unittest

from tests import packages
from weir_shim import proof


class Watching(unittest.TestCase):
    def setUp(self):
        self.root = os.path.realpath(tempfile.mkdtemp(prefix="weir-test-"))
        self.addCleanup(shutil.rmtree, self.root)
        self.proof = proof.Proof()

    def put(self, *names, **options):
        path = os.path.join(self.root, *names)
        if not os.path.isdir(os.path.dirname(path)):
            os.makedirs(os.path.dirname(path))
        packages.write(path, options.get("text", u"x"))
        return path

    def changes(self):
        return [(os.path.relpath(path, self.root), change) for path, change in self.proof.changes()]

    def test_sees_what_is_new_gone_and_changed_in_every_form(self):
        for form in ("dist-info", "egg-info", "egg"):
            self.put("gone-1.0." + form, "PKG-INFO")
        metadata = self.put("changed-1.0.dist-info", "METADATA")
        link = self.put("changed.egg-link")
        self.put("same-1.0.dist-info", "RECORD")
        self.put("same.py")
        self.proof.watch(self.root)
        self.assertEqual(self.changes(), [])
        for form in ("dist-info", "egg-info", "egg"):
            shutil.rmtree(os.path.join(self.root, "gone-1.0." + form))
        for path in (metadata, link):
            packages.write(path, u"more")
        self.put("new-1.0-py3.8.egg-info")
        self.put("new-1.0.Dist-Info", "METADATA")
        self.put("new.py")
        self.assertEqual(self.changes(), [
            ("changed-1.0.dist-info", "changed"), ("changed.egg-link", "changed"),
            ("gone-1.0.dist-info", "gone"), ("gone-1.0.egg", "gone"), ("gone-1.0.egg-info", "gone"),
            ("new-1.0-py3.8.egg-info", "new"), ("new-1.0.Dist-Info", "new"),
        ])

    def test_sees_entry_points_that_are_added(self):
        self.put("alpha-1.0.dist-info", "METADATA")
        self.proof.watch(self.root)
        self.put("alpha-1.0.dist-info", "entry_points.txt")
        self.assertEqual(self.changes(), [("alpha-1.0.dist-info", "changed")])

    def test_sees_a_folder_that_is_made_later(self):
        self.proof.watch(os.path.join(self.root, "later"))
        self.put("later", "alpha-1.0.dist-info", "METADATA")
        self.assertEqual(self.changes(), [("later/alpha-1.0.dist-info", "new")])

    def test_looks_at_a_folder_once_whatever_it_is_called(self):
        os.mkdir(os.path.join(self.root, "folder"))
        os.symlink("folder", os.path.join(self.root, "link"))
        self.proof.watch(os.path.join(self.root, "link"))
        self.put("folder", "alpha-1.0.dist-info", "METADATA")
        self.proof.watch(os.path.join(self.root, "folder"))
        self.assertEqual(self.changes(), [("folder/alpha-1.0.dist-info", "new")])

    def test_leaves_out_what_is_gone_as_a_whole(self):
        self.put("build", "alpha-1.0.dist-info", "METADATA")
        self.proof.watch(os.path.join(self.root, "build"))
        shutil.rmtree(os.path.join(self.root, "build"))
        self.assertEqual(self.changes(), [])

    def test_finds_the_folders_below_a_prefix_that_are_there_and_those_that_come(self):
        version = "%d.%d" % sys.version_info[:2]
        self.put("lib", "python" + version, "site-packages", "alpha-1.0.dist-info", "METADATA")
        self.proof.watch_prefix(self.root)
        places = ["Lib/site-packages", "lib/python%s/site-packages" % version, "lib64/python%s/site-packages" % version,
                  "local/lib/python%s/dist-packages" % version, "lib/python%d/dist-packages" % sys.version_info[0]]
        for place in places:
            self.put(place, "beta-1.0.dist-info", "METADATA")
        self.put("lib/python9.9/site-packages/beta-1.0.dist-info/METADATA")
        self.assertEqual(self.changes(), sorted((place + "/beta-1.0.dist-info", "new") for place in places))

    def test_watches_the_environment_that_it_runs_in(self):
        self.proof.watch_environment()
        self.assertTrue(self.proof.places)
        for place in self.proof.places:
            self.assertIn(os.path.basename(place), ("site-packages", "dist-packages"))
