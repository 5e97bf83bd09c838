import json
import unittest

from weir_shim import origin

URL = "https://example.org/alpha-1.0.tar.gz"
DIGEST = "sha256:" + "0f" * 32


def text(url=URL, **info):
    return json.dumps(dict({"url": url}, **info))


class WhereADistributionCameFrom(unittest.TestCase):
    def test_may_be_what_its_events_say(self):
        archive = {"hash": "sha256=" + "0f" * 32, "hashes": {"sha256": "0f" * 32}}
        for said, url, kind in (
            (text(archive_info={}), URL, "archive"),
            (text(archive_info=archive), URL + "#egg=alpha", "wheel"),
            (text(archive_info={"hash": "md5=00"}), URL, "archive"),
            (text(archive_info={}), "https://****@example.org/alpha-1.0.tar.gz", "archive"),
            (text(archive_info={"hashes": {"sha256": "11"}}), URL + "#egg=alpha&sha256=11", "archive"),
            (text("file:///alpha", dir_info={}), "file:///alpha", "directory"),
            (text("file:///alpha", dir_info={"editable": True}), "git+https://example.org/alpha", "vcs"),
            (text("https://example.org/alpha", vcs_info={"vcs": "git", "commit_id": "0f"}),
             "git+https://example.org/alpha@main", "vcs"),
        ):
            self.assertIsNone(origin.odd(said, url, kind, DIGEST), said)

    def test_may_not_be_anything_else(self):
        for said, url, kind in (
            (text("https://example.org/other.tar.gz", archive_info={}), URL, "archive"),
            (text(archive_info={"hashes": {"sha256": "11" * 32}}), URL, "archive"),
            (text(archive_info={"hash": "sha256=" + "11" * 32}), URL, "wheel"),
            (text(archive_info={"hashes": {"sha256": "22"}}), URL + "#sha256=11", "archive"),
            (text(vcs_info={"vcs": "git", "commit_id": "0f"}), URL, "archive"),
            (text(archive_info={}, dir_info={}), URL, "archive"),
            (text(), URL, "archive"),
            ("{}", URL, "archive"),
            ("[]", URL, "archive"),
            ("no JSON", URL, "archive"),
            (text(archive_info=[]), URL, "archive"),
            (text(archive_info={"hash": "00"}), URL, "archive"),
            (text(1, archive_info={}), URL, "archive"),
            (text(archive_info={})[:-1] + ', "url": "https://example.org/x"}', URL, "archive"),
        ):
            self.assertIsNotNone(origin.odd(said, url, kind, DIGEST), said)
