package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.weir.api.Artifact.Form;
import dev.weir.api.Digest;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.engine.Shim.Rejected;
import dev.weir.packaging.tree.Sha256;
import dev.weir.wire.EngineMessage;
import dev.weir.wire.Frames;
import dev.weir.wire.Key;
import dev.weir.wire.Proof;
import dev.weir.wire.Protocol;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A real engine over a real socket: the same promises over each transport.
@ParameterizedClass
@EnumSource(Transport.class)
class EngineTest {

    private static final String NO_SETTINGS = "";
    private static final Verdict ALLOW = new Verdict.Allow();

    private final Transport transport;

    @TempDir
    private Path root;

    EngineTest(Transport transport) {
        this.transport = transport;
    }

    @Test
    void allowsForTheDigestThatItSawItself() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var bits = room.file("simple-1.0-py3-none-any.whl", "bits");

            var answer = client.ask(Gates.install(bits));

            assertThat(answer.verdict()).isEqualTo(ALLOW);
            assertThat(answer.digest()).contains(new Digest(Sha256.ofFile(bits).toString()));
        }
    }

    @Test
    void deniesWithTheReasonOfTheFinding() throws Exception {
        var hook = Hooks.request("strict", _ -> List.of(Hooks.denial("not today")));
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS, hook); var client = room.greeted()) {
            var answer = client.ask(Gates.download());

            assertThat(answer.verdict()).isEqualTo(new Verdict.Deny("not today"));
            assertThat(answer.findings()).singleElement()
                    .satisfies(found -> assertThat(found.hook()).isEqualTo("strict"));
        }
    }

    @Test
    void asksAHookOnlyAboutTheFormsThatItLooksAt() throws Exception {
        var archives = Hooks.artifact("archives", Form.ARCHIVE, bits -> List.of(Hooks.denial("an archive")));
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS, archives);
                var client = room.greeted();
                var other = room.greeted()) {
            var tree = Files.createDirectory(root.resolve("tree"));

            assertThat(client.verdict(Gates.install("vcs", tree))).isEqualTo(ALLOW);
            assertThat(other.verdict(Gates.install(room.file("simple-1.0-py3-none-any.whl", "bits"))))
                    .isEqualTo(new Verdict.Deny("an archive"));
        }
    }

    @Test
    void tellsAHookOfOneFormNothingOfACopyThatAnotherHookWanted() throws Exception {
        var archives = Hooks.artifact("archives", Form.ARCHIVE, bits -> List.of(Hooks.denial("an archive")));
        var everything = Hooks.artifact("everything", bits -> List.of());
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS, archives, everything);
                var client = room.greeted()) {
            var tree = Files.createDirectory(root.resolve("tree"));

            assertThat(client.verdict(Gates.install("vcs", tree))).isEqualTo(ALLOW);
        }
    }

    @Test
    void withholdsCandidates() throws Exception {
        var hook = Hooks.withholding("simple-2.0.tar.gz", "too new");
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS, hook); var client = room.greeted()) {
            assertThat(client.verdict(Gates.candidates("simple-1.0.tar.gz", "simple-2.0.tar.gz")))
                    .isInstanceOfSatisfying(Verdict.Withhold.class, withheld -> assertThat(withheld.objections())
                            .singleElement()
                            .satisfies(one -> assertThat(one.filename()).isEqualTo("simple-2.0.tar.gz")));
        }
    }

    @Test
    void cannotDecideWhatIsWithheldButNotOnOffer() throws Exception {
        var hook = Hooks.withholding("other.tar.gz", "too new");
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS, hook); var client = room.greeted()) {
            assertThat(client.verdict(Gates.candidates("simple-1.0.tar.gz"))).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void cannotDecideAboutBitsThatAreNotThere() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            assertThat(client.verdict(Gates.install(root.resolve("absent.whl")))).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void cannotDecideWhereTheInstallerDoesNotSayWhereTheBitsAre() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            assertThat(client.verdict(Gates.writeWithoutBits())).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void countsThePackagesJudgedInAllInstallersOfARun() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS);
                var client = room.greeted();
                var nested = Shim.connect(room.places());
                var other = room.greeted()) {
            var bits = room.file("simple-1.0-py3-none-any.whl", "bits");
            var below = nested.greet(Optional.of(client.ready().run()), client.ready().runKey());

            client.ask(Gates.invoked());
            client.ask(Gates.install(bits));
            below.ask(Gates.install(bits));

            assertThat(client.state().judged()).isEqualTo(2);
            assertThat(other.state().judged()).isZero();
        }
    }

    @Test
    void answersEveryLaterGateOfARunLikeTheFirstRefusal() throws Exception {
        var hook = Hooks.request("once", gate -> gate.event().equals("pip.download")
                ? List.of(Hooks.denial("not today"))
                : List.of());
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS, hook);
                var client = room.greeted();
                var nested = Shim.connect(room.places());
                var other = room.greeted()) {
            client.ask(Gates.download());
            var below = nested.greet(Optional.of(client.ready().run()), client.ready().runKey());

            assertThat(client.verdict(Gates.invoked())).isEqualTo(new Verdict.Deny("not today"));
            assertThat(below.verdict(Gates.invoked())).isEqualTo(new Verdict.Deny("not today"));
            assertThat(below.state().refusal()).isPresent();
            assertThat(other.verdict(Gates.invoked())).isEqualTo(ALLOW);
        }
    }

    @Test
    void keepsARefusalOfTheInstallersOwnProcess() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var gate = Gates.download();
            client.shim().say(new ShimMessage.Refusal(gate.event(), Tuples.args(gate),
                    new ShimMessage.Cause("builtins.ValueError", "no")));

            assertThat(client.shim().hear()).isInstanceOf(EngineMessage.Noted.class);
            assertThat(client.verdict(Gates.invoked())).isEqualTo(new Verdict.Deny("builtins.ValueError: no"));
            assertThat(types(room.journalAfterEnd())).startsWith("weir.refusal");
        }
    }

    @Test
    void journalsAGateBeforeItIsAnswered() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            client.ask(Gates.invoked());

            assertThat(types(room.journal())).containsExactly("pip.invoked", "weir.verdict");
        }
    }

    @Test
    void journalsWhoAndWhere() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            client.ask(Gates.invoked());

            assertThat(room.journal()).allSatisfy(record -> {
                var who = record.object("data").object("client");
                assertThat(who.string("engine")).isEqualTo(room.places().build());
                assertThat(who.string("settings")).isEqualTo(client.ready().settings().text());
                assertThat(who.strings("indexes")).containsExactly("https://index.example/simple");
            });
        }
    }

    @Test
    void journalsAsLostWhatAVanishedClientLeftOpen() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS)) {
            try (var client = room.greeted()) {
                client.ask(Gates.invoked());
                client.ask(Gates.download());
            }

            assertThat(room.journalAfterEnd())
                    .filteredOn(record -> record.string("type").endsWith(".done"))
                    .allSatisfy(record -> assertThat(record.object("data").array("args").encode())
                            .contains(Outcome.LOST.word()))
                    .hasSize(2);
        }
    }

    @Test
    void journalsNothingAsLostAfterAnOrderlyEnd() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var gate = Gates.invoked();
            client.ask(gate);
            client.done(gate, Outcome.OK, Optional.empty());
            client.bye();

            assertThat(types(room.journalAfterEnd()))
                    .containsExactly("pip.invoked", "weir.verdict", "pip.invoked.done");
        }
    }

    @Test
    void endsAConversationInWhichADoneDoesNotFitItsGate() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            client.done(Gates.invoked(), Outcome.OK, Optional.empty());

            assertThat(client.shim().hear()).isInstanceOf(EngineMessage.Failure.class);
        }
    }

    @Test
    void endsAConversationThatUsesAnOperationTwice() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var gate = Gates.invoked();
            client.ask(gate);
            client.begin(gate);

            assertThat(client.shim().hear()).isInstanceOf(EngineMessage.Failure.class);
        }
    }

    @Test
    void talksToNobodyWhoDoesNotHoldTheKey() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var stranger = Shim.connect(room.places())) {
            assertThat(stranger.tryToGreet(room.places().build(), Optional.empty(), Key.random(), 1))
                    .isEqualTo(new Rejected("the client does not hold the key", Optional.empty()));
        }
    }

    @Test
    void talksToNobodyOfAnotherBuild() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var shim = Shim.connect(room.places())) {
            assertThat(shim.tryToGreet("another", Optional.empty(), shim.engineKey(), 1)).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void letsARunKeyOpenNothingButItsRun() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS);
                var client = room.greeted();
                var forger = Shim.connect(room.places());
                var intruder = Shim.connect(room.places())) {
            var build = room.places().build();
            var runKey = client.ready().runKey();

            assertThat(forger.tryToGreet(build, Optional.empty(), runKey, 1)).isInstanceOf(Rejected.class);
            assertThat(intruder.tryToGreet(build, Optional.of("another-run"), runKey, 1)).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void knowsNoRunThatIsOver() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var late = Shim.connect(room.places())) {
            var run = "";
            try (var client = room.greeted()) {
                run = client.ready().run();
                client.bye();
                client.shim().endOutput();
                assertThatIOException().isThrownBy(client.shim()::hear);
            }
            assertThat(late.tryToGreet(room.places().build(), Optional.of(run), late.engineKey().ofRun(run), 1))
                    .isInstanceOfSatisfying(Rejected.class, no -> assertThat(no.message()).contains("is over"));
        }
    }

    @Test
    void provesItsOwnKeyFirst() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var shim = Shim.connect(room.places())) {
            var nonce = "ab".repeat(32);
            shim.say(new ShimMessage.Hello(Protocol.VERSION, room.places().build(), nonce, Optional.empty()));

            assertThat(shim.hear()).isInstanceOfSatisfying(EngineMessage.Welcome.class,
                    welcome -> assertThat(Proof.holds(
                            welcome.proof(), shim.engineKey(), Proof.Side.ENGINE, nonce, welcome.nonce())).isTrue());
        }
    }

    @Test
    void refusesAnInstallerThatAHookHasStarted() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var shim = Shim.connect(room.places())) {
            assertThat(shim.tryToGreet(
                    room.places().build(), Optional.empty(), shim.engineKey(), ProcessHandle.current().pid()))
                    .isInstanceOfSatisfying(Rejected.class, no -> assertThat(no.message()).contains("a hook started"));
        }
    }

    @Test
    void saysWhatIsWrongInTheSettings() throws Exception {
        try (var room = EngineRoom.open(root, transport, "nonsense = 1\n"); var shim = Shim.connect(room.places())) {
            assertThat(shim.tryToGreet(room.places().build(), Optional.empty(), shim.engineKey(), 1))
                    .isInstanceOfSatisfying(Rejected.class,
                            no -> assertThat(no.message()).contains("weir.toml:1:1", "nonsense"));
        }
    }

    @Test
    void takesTheSettingsAnewForEachRun() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS)) {
            try (var before = room.greeted()) {
                room.settings("in-process = [\"/hooks/one.py:watch\"]\n");
                assertThat(before.ready().inProcess()).isEmpty();
            }
            try (var after = room.greeted()) {
                assertThat(after.ready().inProcess()).containsExactly("/hooks/one.py:watch");
            }
        }
    }

    @Test
    void endsAConversationWithAFrameThatIsTooLarge() throws Exception {
        assertEnds(ByteBuffer.allocate(4).putInt(Frames.LARGEST + 1).array(), "bytes");
    }

    @Test
    void endsAConversationWithWhatIsNoJson() throws Exception {
        assertEnds(frame("{\"type\":"), "line 1");
    }

    @Test
    void endsAConversationWithAMessageThatItDoesNotKnow() throws Exception {
        assertEnds(frame("{\"type\":\"please\"}"), "please");
    }

    @Test
    void endsAConversationWithATupleOfAnotherShape() throws Exception {
        assertEnds(Frames.encode(new ShimMessage.Ask("pip.install", new JsonArray(List.of())).json()), "pip.install");
    }

    private void assertEnds(byte[] nonsense, String reason) throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            client.shim().sayRaw(nonsense);

            assertThat(client.shim().hear()).isInstanceOfSatisfying(EngineMessage.Failure.class,
                    failure -> assertThat(failure.message()).contains(reason));
            assertThatIOException().isThrownBy(client.shim()::hear);
        }
    }

    private static byte[] frame(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    @Test
    void journalsNothingForAFrameThatIsCutOff() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var gate = Gates.invoked();
            var whole = Frames.encode(
                    new ShimMessage.Ask(gate.event(), Tuples.args(gate)).json());
            client.shim().sayRaw(Arrays.copyOf(whole, whole.length - 1));
            client.shim().endOutput();

            assertThatIOException().isThrownBy(() -> {
                while (true) {
                    assertThat(client.shim().hear()).isInstanceOf(EngineMessage.Failure.class);
                }
            });
            assertThat(room.journalAfterEnd()).isEmpty();
        }
    }

    @Test
    void showsItsKeyToNobodyElse() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS)) {
            var file = room.places().rendezvous();

            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(room.places().state().run()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void leavesNothingBehindButTheJournalAndAnEmptyAnnouncement() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS)) {
            room.engine().close();

            try (var left = Files.list(room.places().state().run())) {
                assertThat(left).containsExactly(room.places().rendezvous());
            }
            assertThat(room.places().rendezvous()).isEmptyFile();
        }
    }

    @Test
    void isUndecidedWhereTheJournalCannotBeWritten() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var journal = room.places().state().journal();
            Files.move(journal, root.resolve("moved"));
            Files.createFile(journal);

            assertThat(client.verdict(Gates.invoked()))
                    .isInstanceOfSatisfying(Verdict.Undecided.class,
                            undecided -> assertThat(undecided.reason()).contains("the journal cannot be written"));
        }
    }

    @Test
    void isUndecidedAfterADoneThatCannotBeWritten() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var gate = Gates.download();
            client.ask(gate);
            Files.move(room.places().state().journal(), root.resolve("moved"));
            Files.createFile(room.places().state().journal());

            client.done(gate, Outcome.OK, Optional.empty());

            assertThat(client.state().refusal().orElseThrow().reason()).contains("the journal cannot be written");
        }
    }

    @Test
    void doesNotStartWhereTheJournalHasNoPlace() throws Exception {
        var state = Files.createDirectories(root.resolve("state"));
        Files.createFile(state.resolve("journal"));

        assertThatIOException().isThrownBy(() -> EngineRoom.open(root, transport, NO_SETTINGS));
    }

    private static List<String> types(List<JsonObject> records) {
        return records.stream().map(record -> record.string("type")).toList();
    }
}
