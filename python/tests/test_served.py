import functools
import hashlib
import http.server
import json
import os
import threading
import zipfile

from tests import packages
from tests.pips import PipTestCase, QuietHandler, long, shared_pip, tearDownModule  # noqa: F401


class Index(QuietHandler):
    """A page of links that says of each wheel that its metadata is beside it; `said` goes with what ends so."""

    said = {}
    has_metadata_beside = True
    extensions_map = {"": "application/octet-stream", ".gz": "application/x-gzip"}

    def do_GET(self):
        if self.path == "/":
            self.answer(self.page().encode(), "text/html")
        elif self.path.endswith(".metadata"):
            self.answer(self.metadata(), "text/plain")
        elif "Range" in self.headers:
            first, last = self.headers["Range"].partition("=")[2].split("-")
            with open(self.translate_path(self.path), "rb") as stream:
                self.answer(stream.read()[int(first):int(last) + 1], "application/octet-stream", 206)
        else:
            super().do_GET()

    def page(self):
        beside = "data-core-metadata='true' data-dist-info-metadata='true'" if self.has_metadata_beside else ""
        return "".join(
            "<a href='%s' %s>%s</a><br>" % (name, beside if name.endswith(".whl") else "", name)
            for name in sorted(os.listdir(self.directory))
        )

    def metadata(self):
        name = os.path.basename(self.path)[: -len(".metadata")]
        with zipfile.ZipFile(os.path.join(self.directory, name)) as archive:
            return archive.read(next(path for path in archive.namelist() if path.endswith("/METADATA")))

    def answer(self, content, kind, status=200):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self):
        for ending, (name, value) in self.said.items():
            if self.path.endswith(ending):
                self.send_header(name, value)
        super().end_headers()


def prepares_with(words):
    with open(os.path.join(shared_pip(), "pip", "_internal", "operations", "prepare.py")) as stream:
        return words in stream.read()


def resolves_with_what_is_served():
    return prepares_with("get_metadata_distribution(\n")  # From pip 22.3 on.


@long
class WhatIsServedBesideAFile(PipTestCase):
    def served(self, event, headers, *arguments, **more):
        handler = functools.partial(type("Serving", (Index,), dict(more, said=headers)), directory=self.links)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.start_engine()
        page = "http://127.0.0.1:%d/" % server.server_address[1]
        result = self.pip("install", "--no-index", "--no-cache-dir", "--find-links", page, *arguments)
        self.assertEqual(result.code, 0, result.output)
        return json.loads(self.gates(event)[0][14]).get("served")

    def test_is_told_of_a_wheel(self):
        wheel = packages.wheel(self.links, "alpha")
        with zipfile.ZipFile(wheel) as archive:
            digest = hashlib.sha256(archive.read("alpha-1.0.dist-info/METADATA")).hexdigest()
        said = "attachment; filename=alpha-1.0-py3-none-any.whl"
        served = self.served("pip.install", {".whl": ("Content-Disposition", said)}, "alpha")
        self.assertEqual(served.pop("metadata", None), "sha256:" + digest if resolves_with_what_is_served() else None)
        self.assertEqual(served, {"disposition": said})

    def test_is_told_of_metadata_read_from_afar(self):
        if not prepares_with("dist_from_wheel_url"):
            self.skipTest("this pip reads no wheel from afar")  # Before pip 20.3.
        wheel = packages.wheel(self.links, "alpha")
        with zipfile.ZipFile(wheel) as archive:
            digest = hashlib.sha256(archive.read("alpha-1.0.dist-info/METADATA")).hexdigest()
        served = self.served("pip.install", {".whl": ("Accept-Ranges", "bytes")}, "--use-feature=fast-deps", "alpha",
                             has_metadata_beside=False)
        self.assertEqual(served, {"metadata": "sha256:" + digest})

    def test_is_told_of_a_source_archive(self):
        name = os.path.basename(packages.sdist(self.links, "beta"))
        served = self.served("pip.unpack", {".gz": ("Content-Disposition", "inline; filename=../" + name)}, "beta")
        said = {"disposition": "inline; filename=../" + name, "content_type": "application/x-gzip"}
        self.assertEqual(served, said)

    def test_is_nothing_for_a_file(self):
        packages.wheel(self.links, "alpha")
        self.start_engine()
        self.assertEqual(self.install("alpha").code, 0)
        self.assertNotIn("served", json.loads(self.gates("pip.install")[0][14]))
