import contextlib
import io
import json
import os
import shutil
import socket
import sys
import tempfile
import unittest

from tests import fake_engine
from weir_shim import client, rendezvous, texts
from weir_shim.errors import Undecided

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = fake_engine.BUILD

with io.open(os.path.join(HERE, "..", "..", "spec", "golden", "places.json"), encoding="utf-8") as stream:
    GOLDEN = json.load(stream)["cases"]


class ThePlaces(unittest.TestCase):
    def test_are_those_of_the_golden_file(self):
        self.addCleanup(setattr, rendezvous, "_home_of_account", rendezvous._home_of_account)
        for case in GOLDEN:
            rendezvous._home_of_account = lambda case=case: case["account"]
            places = rendezvous.Places(case["environ"])
            found = {name: getattr(places, name) for name in ("state", "config", "settings")}
            self.assertEqual(found, {name: case[name] for name in found}, case["name"])

    def test_without_home_are_those_of_the_account(self):
        self.assertEqual(rendezvous.Places({}).state, os.path.join(os.path.expanduser("~"), ".local", "state"))

    def test_each_transport_has_files_of_its_own(self):
        places = [rendezvous.Places({"WEIR_TRANSPORT": name}) for name in ("unix", "loopback")]
        self.assertEqual(len({path for place in places for path in (place.rendezvous, place.lock, place.log)}), 6)

    def test_a_transport_that_is_none_is_undecided(self):
        self.assertRaises(Undecided, rendezvous.Places, {"WEIR_TRANSPORT": "pigeon"})

    def test_settings_that_java_could_not_find_are_undecided(self):
        with self.assertRaises(Undecided) as caught:
            rendezvous.Places({"HOME": "/home", "XDG_CONFIG_HOME": texts.fsdecode(b"/caf\xe9")})
        self.assertIn("not UTF-8", str(caught.exception))


class FindingTheEngine(unittest.TestCase):
    def setUp(self):
        self.root = os.path.realpath(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.root)
        self.environ = {"XDG_STATE_HOME": self.root, "XDG_CONFIG_HOME": os.path.join(self.root, "config")}
        self.places = rendezvous.Places(self.environ)

    def start(self, **options):
        engine = fake_engine.FakeEngine(self.root, self.environ["XDG_CONFIG_HOME"], **options)
        self.addCleanup(engine.close)
        return engine

    def converse(self, build=BUILD):
        client_of_test = client.describe_client("pip", "26.3", None)
        return rendezvous.converse(
            self.environ, build, lambda *found: client.Conversation(found[0], found[1], build, client_of_test)
        )

    def assert_undecided(self, words, build=BUILD):
        with self.assertRaises(Undecided) as caught:
            self.converse(build)
        self.assertIn(words, str(caught.exception))
        return caught.exception

    def rewrite(self, **changes):
        with open(self.places.rendezvous) as stream:
            record = json.load(stream)
        with open(self.places.rendezvous, "w") as stream:
            json.dump(dict(record, **changes), stream)

    def launcher(self, body):
        path = os.path.join(self.root, "launcher")
        with open(path, "w") as stream:
            stream.write("#!%s\n%s" % (sys.executable, body))
        os.chmod(path, 0o755)
        self.environ.update(WEIR_LAUNCHER=path, PATH=os.environ["PATH"])

    def launch_fake_engine(self):
        self.launcher(STARTER.format(python=os.path.dirname(HERE), root=self.root, lock=self.places.lock))

    def starts(self):
        """What each engine that was started has seen."""
        with open(os.path.join(self.root, "seen")) as stream:
            return [json.loads(line) for line in stream]

    def test_finds_it_and_talks_to_it(self):
        self.start()
        conversation = self.converse()
        self.assertIsNone(conversation.state().verdict)
        conversation.bye(0)

    def test_a_file_that_others_may_read_is_refused(self):
        self.start()
        os.chmod(self.places.rendezvous, 0o644)
        self.assert_undecided("open to others")

    def test_a_link_is_refused(self):
        self.start()
        os.rename(self.places.rendezvous, self.places.rendezvous + ".away")
        os.symlink(self.places.rendezvous + ".away", self.places.rendezvous)
        self.assert_undecided("cannot read")

    @unittest.skipUnless(os.getuid() == 0, "only root can give a file away")
    def test_another_users_file_is_refused(self):
        self.start()
        os.chown(self.places.rendezvous, 1, -1)
        self.assertIn("XDG_STATE_HOME", self.assert_undecided("belongs to another user").hint)

    @unittest.skipUnless(os.getuid() == 0, "only root can give a folder away")
    def test_another_users_state_folder_is_refused(self):
        os.mkdir(self.places.root, 0o700)
        os.chown(self.places.root, 1, -1)
        self.assertIn("XDG_STATE_HOME", self.assert_undecided("belongs to another user").hint)

    def test_a_state_folder_that_others_may_write_is_refused(self):
        for folder in (self.places.root, self.places.run):
            os.mkdir(folder)
            os.chmod(folder, 0o777)
            self.assert_undecided("open to others")
            os.chmod(folder, 0o700)

    def test_a_file_in_place_of_the_state_folder_is_undecided(self):
        with open(self.places.root, "w"):
            pass
        self.assertIn("XDG_STATE_HOME", self.assert_undecided("cannot make the folder").hint)

    def test_a_state_folder_that_java_could_not_find_is_undecided(self):
        self.environ["XDG_STATE_HOME"] = texts.fsdecode(texts.fsencode(self.root) + b"/caf\xe9")
        self.assertIn("XDG_STATE_HOME", self.assert_undecided("not UTF-8").hint)

    def test_without_a_launcher_nothing_is_started(self):
        self.assert_undecided("WEIR_LAUNCHER")

    def test_a_launcher_that_is_none_is_undecided(self):
        self.environ["WEIR_LAUNCHER"] = os.path.join(self.root, "absent")
        self.assert_undecided("cannot start the engine")

    def test_starts_one_that_belongs_to_no_run_and_finds_the_same_places(self):
        self.launch_fake_engine()
        site = os.path.join(os.path.dirname(HERE), "weir_shim", "site")
        self.environ.update(WEIR_RUN="r", PYTHONPATH=site, XDG_STATE_HOME=self.root + "/./")
        self.converse().bye(0)
        self.assertEqual(self.starts(), [{
            "arguments": ["engine", "serve"], "leader": True, "locked": True, "run": None, "path": None,
            "state": self.root, "config": self.environ["XDG_CONFIG_HOME"],
        }])

    def test_starts_another_where_the_one_that_is_announced_is_of_no_use(self):
        for spoil in (
            self.end, self.be_killed, self.truncate, self.empty, self.of_another_build, self.for_other_settings,
            self.of_another_wire, self.without_a_key,
        ):
            with self.subTest(spoil.__name__):
                engine = self.start()
                spoil(engine)
                self.launch_fake_engine()
                self.converse().bye(0)
                self.assertEqual(len(self.starts()), 1)
                os.unlink(os.path.join(self.root, "seen"))

    def end(self, engine):
        os.unlink(engine.socket_path)

    def be_killed(self, engine):
        os.unlink(engine.socket_path)
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as left:
            left.bind(engine.socket_path)

    def truncate(self, engine):
        with open(self.places.rendezvous, "r+") as stream:
            stream.truncate(40)

    def empty(self, engine):
        with open(self.places.rendezvous, "w"):
            pass

    def of_another_build(self, engine):
        self.rewrite(build="f" * 16)

    def for_other_settings(self, engine):
        self.rewrite(settings="sha256:" + "0" * 64)

    def of_another_wire(self, engine):
        self.rewrite(protocol=2)

    def without_a_key(self, engine):
        self.rewrite(key="short")

    def test_starts_another_where_the_one_that_is_announced_takes_no_runs(self):
        self.start(drains=True)
        self.launch_fake_engine()
        self.converse().bye(0)
        self.assertEqual(len(self.starts()), 1)

    def test_gives_up_where_none_takes_runs(self):
        self.start(drains=True)
        self.launch_fake_engine()
        self.environ["DRAINS"] = "1"
        self.assert_undecided("takes no new runs")
        self.assertEqual(len(self.starts()), rendezvous.ATTEMPTS - 1)

    def test_an_engine_that_ends_at_once_says_why(self):
        os.makedirs(self.places.run, 0o700)
        with open(self.places.log, "w") as stream:
            stream.write("weir: of long ago\n")
        self.launcher("import sys; sys.stderr.write('weir: no java\\nhint: install one\\n'); sys.exit(3)\n")
        error = self.assert_undecided("ended with exit code 3 before it was ready: weir: no java")
        self.assertNotIn("long ago", str(error))
        self.assertEqual(error.hint, "install one")

    def test_an_engine_that_ends_without_a_word_names_its_log(self):
        self.launcher("import os; os.kill(os.getpid(), 9)\n")
        error = self.assert_undecided("was ended by signal 9 before it was ready")
        self.assertIn(self.places.log, error.hint)

    def test_an_engine_that_does_not_come_up_is_ended(self):
        self.addCleanup(setattr, rendezvous, "START_SECONDS", rendezvous.START_SECONDS)
        rendezvous.START_SECONDS = 0.5
        self.launcher("import sys, time; sys.stderr.write('thinking'); sys.stderr.flush(); time.sleep(60)\n")
        self.assert_undecided("was not ready within 0 seconds: thinking")
        self.launch_fake_engine()
        rendezvous.START_SECONDS = 60
        self.converse().bye(0)

    def test_a_log_that_has_grown_is_kept_beside_a_new_one(self):
        os.makedirs(self.places.run, 0o700)
        with open(self.places.log, "w") as stream:
            stream.write("x" * (rendezvous.LARGEST_LOG + 1))
        self.launcher("import sys; sys.stderr.write('new'); sys.exit(3)\n")
        self.assert_undecided("new")
        self.assertEqual(os.stat(self.places.log).st_size, len("new"))
        self.assertEqual(os.stat(self.places.log + ".1").st_size, rendezvous.LARGEST_LOG + 1)


STARTER = '''
import json, os, sys, time
sys.path.insert(0, {python!r})
from tests import fake_engine

with open({root!r} + "/seen", "a") as stream:
    stream.write(json.dumps({{
        "arguments": sys.argv[1:], "leader": os.getsid(0) == os.getpid(), "locked": os.path.samestat(
            os.fstat(0), os.stat({lock!r})), "run": os.environ.get("WEIR_RUN"), "path": os.environ.get("PYTHONPATH"),
        "state": os.environ["XDG_STATE_HOME"], "config": os.environ["XDG_CONFIG_HOME"]}}) + "\\n")
engine = fake_engine.FakeEngine({root!r}, os.environ["XDG_CONFIG_HOME"], drains=bool(os.environ.get("DRAINS")))
os.close(0)
for _ in range(1000):
    if engine.named("bye"):
        break
    time.sleep(0.01)
'''


if __name__ == "__main__":
    unittest.main()
