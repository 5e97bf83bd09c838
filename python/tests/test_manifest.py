import base64
import glob
import io
import json
import os
import re
import shutil
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))

from weir_shim import manifest  # noqa: E402

GOLDEN = os.path.join(HERE, "..", "..", "spec", "golden", "manifest")
ESCAPE = re.compile(br"\\(?:x([0-9a-f]{2})|\\)")
SHA_OF_NOTHING = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def unescape(text):
    def piece(match):
        return b"\\" if match.group(1) is None else bytes(bytearray([int(match.group(1), 16)]))

    return ESCAPE.sub(piece, text.encode("utf-8"))


def make(root, entry):
    path = os.path.join(root, unescape(entry["path"]))
    if entry["type"] == "folder":
        os.mkdir(path)
    elif entry["type"] == "link":
        os.symlink(unescape(entry["target"]), path)
    elif entry["type"] == "fifo":
        os.mkfifo(path)
    else:
        write(path, base64.b64decode(entry["content"]), entry["executable"])


def write(path, content=b"", executable=False):
    with io.open(path, "wb") as stream:
        stream.write(content)
    os.chmod(path, 0o755 if executable else 0o644)


def golden():
    for name in sorted(glob.glob(os.path.join(GOLDEN, "*.json"))):
        with io.open(name, encoding="utf-8") as stream:
            yield os.path.basename(name), json.load(stream)


class InATemporaryFolder(unittest.TestCase):
    def setUp(self):
        self.root = os.path.realpath(tempfile.mkdtemp()).encode("ascii")
        self.addCleanup(shutil.rmtree, self.root)

    def path(self, *names):
        return os.path.join(self.root, *names)


class GoldenTrees(InATemporaryFolder):
    def test_there_are_some(self):
        self.assertGreaterEqual(len(list(golden())), 8)

    def test_each_has_the_expected_manifest_or_is_refused(self):
        for number, (name, tree) in enumerate(golden()):
            root = self.path(b"tree%d" % number)
            os.mkdir(root)
            for entry in tree["entries"]:
                make(root, entry)
            self.compare(name, tree, root)

    def compare(self, name, tree, root):
        if "refused" in tree:
            with self.assertRaises(manifest.ManifestError) as caught:
                manifest.digest_tree(root, tree["user_folder"])
            self.assertIn(tree["refused"], str(caught.exception), name)
        else:
            text, left_out = manifest.manifest_of(root, tree["user_folder"])
            self.assertEqual(tree["manifest"], text.decode("utf-8"), name)
            self.assertEqual(tree["left_out"], left_out, name)
            self.assertEqual(tree["digest"], manifest.digest_tree(root, tree["user_folder"])[0], name)


class TheTree(InATemporaryFolder):
    def test_resolves_a_root_that_is_a_link(self):
        os.mkdir(self.path(b"real"))
        write(self.path(b"real", b"a"), b"1")
        os.symlink(b"real", self.path(b"link"))
        self.assertEqual(manifest.digest_tree(self.path(b"real")), manifest.digest_tree(self.path(b"link")))

    def test_takes_a_text_path_too(self):
        write(self.path(b"a"), b"1")
        self.assertEqual(manifest.digest_tree(self.root), manifest.digest_tree(self.root.decode("ascii")))

    def test_keeps_a_link_target_as_it_is_stored(self):
        os.symlink(b"x//y/./z/", self.path(b"a"))
        self.assertIn(b"l\t-\tx//y/./z/\ta\n", manifest.manifest_of(self.root)[0])

    def test_does_not_depend_on_the_permission_of_others(self):
        write(self.path(b"a"), b"1")
        before = manifest.digest_tree(self.root)
        os.chmod(self.path(b"a"), 0o677)
        self.assertEqual(before, manifest.digest_tree(self.root))

    def test_never_leaves_out_the_root(self):
        root = self.path(b"__pycache__")
        os.mkdir(root)
        write(os.path.join(root, b"pyvenv.cfg"))
        text, left_out = manifest.manifest_of(root, user_folder=True)
        self.assertIn(b"\tpyvenv.cfg\n", text)
        self.assertEqual([], left_out)

    def test_does_not_look_into_what_is_left_out(self):
        os.mkdir(self.path(b".git"))
        os.mkfifo(self.path(b".git", b"pipe"))
        self.assertEqual([u".git"], manifest.digest_tree(self.root, user_folder=True)[1])


class Refusals(InATemporaryFolder):
    def refused(self, call, *arguments, **named):
        with self.assertRaises(manifest.ManifestError) as caught:
            call(*arguments, **named)
        return str(caught.exception)

    def test_a_root_that_is_no_folder(self):
        write(self.path(b"a"))
        self.assertIn("no folder: ", self.refused(manifest.digest_tree, self.path(b"a")))
        self.assertIn("no folder: ", self.refused(manifest.digest_tree, self.path(b"absent")))

    def test_one_entry_more_than_the_cap(self):
        for name in (b"a", b"b", b"c"):
            write(self.path(name))
        manifest.digest_tree(self.root, max_entries=3)
        self.assertIn("more than 2 entries", self.refused(manifest.digest_tree, self.root, max_entries=2))

    def test_one_byte_more_than_the_cap(self):
        write(self.path(b"a"), b"12")
        write(self.path(b"b"), b"34")
        manifest.digest_tree(self.root, max_bytes=4)
        self.assertIn("more than 3 bytes", self.refused(manifest.digest_tree, self.root, max_bytes=3))

    def test_one_folder_deeper_than_the_cap(self):
        deep = self.path(*[b"d"] * manifest.MAX_DEPTH)
        os.makedirs(deep)
        manifest.digest_tree(self.root)
        write(os.path.join(deep, b"f"))
        self.assertIn("deeper than 100", self.refused(manifest.digest_tree, self.root))

    def test_a_file_that_became_a_link(self):
        write(self.path(b"a"))
        os.symlink(b"a", self.path(b"b"))
        with self.assertRaises(OSError) as caught:
            manifest._hash_file(self.path(b"b"), b"b", manifest._Budget(1, 1))
        self.assertIn("became a symbolic link", str(manifest._unreadable(b"b", caught.exception)))

    def test_a_file_that_became_a_fifo_without_waiting_for_a_writer(self):
        os.mkfifo(self.path(b"a"))
        self.assertIn("no regular file: ", self.refused(manifest.digest_file, self.path(b"a")))

    def test_a_file_that_changes_while_it_is_read(self):
        path = self.path(b"a")
        write(path, b"1")

        class Appending(manifest._Budget):
            def take_bytes(self, named, count):
                with io.open(path, "ab") as stream:
                    stream.write(b"2" if self.entries else b"")
                self.entries = 0

        message = self.refused(manifest._hash_file, path, b"a", Appending(1, 1))
        self.assertIn("changed while it was read: a", message)


class TheFile(InATemporaryFolder):
    def test_has_the_digest_of_its_bytes(self):
        write(self.path(b"a"))
        self.assertEqual(SHA_OF_NOTHING, manifest.digest_file(self.path(b"a")))

    def test_is_found_through_a_link(self):
        write(self.path(b"a"))
        os.symlink(b"a", self.path(b"b"))
        self.assertEqual(SHA_OF_NOTHING, manifest.digest_file(self.path(b"b")))

    def test_is_refused_where_it_is_absent_or_a_folder(self):
        with self.assertRaises(manifest.ManifestError):
            manifest.digest_file(self.path(b"absent"))
        with self.assertRaises(manifest.ManifestError):
            manifest.digest_file(self.root)


class Escapes(unittest.TestCase):
    def test_write_each_byte_that_is_not_plain_utf_8(self):
        self.assertEqual(b"a b", manifest.escape(b"a b"))
        self.assertEqual(b"\\x00\\x09\\x0a\\x7f\\\\", manifest.escape(b"\x00\t\n\x7f\\"))
        self.assertEqual(b"\xc3\xa9\xf0\x9f\x90\x8d", manifest.escape(b"\xc3\xa9\xf0\x9f\x90\x8d"))
        self.assertEqual(b"\\xc2\\x9b", manifest.escape(b"\xc2\x9b"))
        self.assertEqual(b"caf\\xe9", manifest.escape(b"caf\xe9"))
        self.assertEqual(b"\\xed\\xa0\\x80", manifest.escape(b"\xed\xa0\x80"))
        self.assertEqual(b"\\xc0\\xaf\\xf4\\x90\\x80\\x80", manifest.escape(b"\xc0\xaf\xf4\x90\x80\x80"))
        self.assertEqual(b"\\xe2\\x82A", manifest.escape(b"\xe2\x82A"))

    def test_can_be_read_back_for_any_bytes(self):
        for first in range(256):
            for second in range(256):
                name = bytes(bytearray([first, second, 0x80, first]))
                self.assertEqual(name, bytes(unescape(manifest.escape(name).decode("utf-8"))))


if __name__ == "__main__":
    unittest.main()
