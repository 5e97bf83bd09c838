package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Artifact;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import dev.weir.api.Outcome;
import dev.weir.api.Patch;
import dev.weir.api.Verdict;
import dev.weir.wire.EngineMessage.Noted;
import dev.weir.wire.Mode;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Switches;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mode = "observe"`: everything goes on, and the journal keeps what was found.
class ObserveTest {

    private static final String OBSERVE = "mode = 'observe'\n";
    private static final Verdict ALLOW = new Verdict.Allow();
    private static final Verdict DENY = new Verdict.Deny("not today");
    private static final Hook STRICT = Hooks.request("strict", gate -> gate instanceof Gate.Download
            ? List.of(Hooks.denial("not today"))
            : List.of());

    @TempDir
    private Path root;

    @Test
    void letsThroughWhatItDenies() throws Exception {
        try (var room = open(OBSERVE, STRICT); var client = room.greeted()) {
            var answer = client.ask(Gates.download());

            assertThat(client.ready().mode()).isEqualTo(Mode.OBSERVE);
            assertThat(answer.verdict()).isEqualTo(ALLOW);
            assertThat(answer.insteadOf()).contains(DENY);
            assertThat(answer.findings()).extracting(found -> found.finding().message()).containsExactly("not today");
        }
    }

    @Test
    void refusesNothingThatComesLaterInTheRun() throws Exception {
        try (var room = open(OBSERVE, STRICT);
                var client = room.greeted();
                var nested = Shim.connect(room.places())) {
            client.ask(Gates.download());
            var below = nested.greet(Optional.of(client.ready().run()), client.ready().runKey());

            assertThat(below.ready().mode()).isEqualTo(Mode.OBSERVE);
            assertThat(below.ask(Gates.invoked()).insteadOf()).isEmpty();
            assertThat(client.ask(Gates.invoked()).insteadOf()).isEmpty();
            assertThat(client.state().refusal()).isEmpty();
        }
    }

    @Test
    void journalsTheTrueVerdictAndTheModeInEveryLine() throws Exception {
        try (var room = open(OBSERVE, STRICT)) {
            try (var client = room.greeted()) {
                var gate = Gates.download();
                client.ask(gate);
                raise(client);
                client.done(gate, Outcome.OK, Optional.empty());
                client.bye();
            }
            var records = room.journalAfterEnd();

            assertThat(records).extracting(record -> record.string("type")).contains("weir.verdict", "weir.refusal",
                    "pip.download.done");
            assertThat(records).allSatisfy(record -> assertThat(mode(record)).isEqualTo("observe"));
            assertThat(records).filteredOn(record -> record.string("type").equals("weir.verdict"))
                    .extracting(record -> record.object("data").string("verdict")).containsExactly("deny");
        }
    }

    @Test
    void saysInEveryLineThatItEnforces() throws Exception {
        try (var room = open("", STRICT)) {
            try (var client = room.greeted()) {
                assertThat(client.ready().mode()).isEqualTo(Mode.ENFORCE);
                client.ask(Gates.download());
            }
            assertThat(room.journalAfterEnd()).isNotEmpty()
                    .allSatisfy(record -> assertThat(mode(record)).isEqualTo("enforce"));
        }
    }

    @Test
    void goesOnWhereItCannotDecide() throws Exception {
        try (var room = open(OBSERVE); var client = room.greeted()) {
            var answer = client.ask(Gates.install(root.resolve("absent.whl")));

            assertThat(answer.verdict()).isEqualTo(ALLOW);
            assertThat(answer.digest()).isEmpty();
            assertThat(answer.insteadOf()).containsInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void withholdsNothing() throws Exception {
        try (var room = open(OBSERVE, Hooks.withholding("simple-2.0.tar.gz", "too new"));
                var client = room.greeted()) {
            var answer = client.ask(Gates.candidates("simple-1.0.tar.gz", "simple-2.0.tar.gz"));

            assertThat(answer.verdict()).isEqualTo(ALLOW);
            assertThat(answer.insteadOf()).containsInstanceOf(Verdict.Withhold.class);
            assertThat(room.journal().getLast().object("data").objects("withhold")).hasSize(1);
        }
    }

    @Test
    void patchesNothing() throws Exception {
        var tree = Files.createDirectory(root.resolve("tree"));
        Files.writeString(tree.resolve("setup.py"), "original\n");
        try (var room = open(OBSERVE, new Patching()); var client = room.greeted()) {
            var answer = client.ask(Gates.install("vcs", tree));

            assertThat(answer.verdict()).isEqualTo(ALLOW);
            assertThat(answer.digest()).isPresent();
            assertThat(answer.insteadOf()).containsInstanceOf(Verdict.Patched.class);
            assertThat(tree.resolve("setup.py")).hasContent("original\n");
        }
    }

    @Test
    void notesARefusalInTheProcessAndGoesOn() throws Exception {
        try (var room = open(OBSERVE); var client = room.greeted()) {
            raise(client);

            assertThat(client.state().refusal()).isEmpty();
            assertThat(client.verdict(Gates.invoked())).isEqualTo(ALLOW);
        }
    }

    @Test
    void isUndecidedWhereTheJournalCannotBeWritten() throws Exception {
        try (var room = open(OBSERVE); var client = room.greeted()) {
            Files.move(room.places().state().journal(), root.resolve("moved"));
            Files.createFile(room.places().state().journal());

            assertThat(client.verdict(Gates.invoked())).isInstanceOf(Verdict.Undecided.class);
            assertThat(client.verdict(Gates.invoked())).isInstanceOf(Verdict.Undecided.class);
            assertThat(client.state().refusal().orElseThrow().reason()).contains("the journal cannot be written");
        }
    }

    @Test
    void observesWhereTheEnvironmentOfTheRootInstallerSaysSo() throws Exception {
        try (var room = open("", STRICT);
                var observing = greeted(room, "observe");
                var enforcing = greeted(room, "enforce");
                var nested = Shim.connect(room.places())
                        .in(root, new Switches(Optional.of("observe"), Optional.empty()))
                        .greet(Optional.of(enforcing.ready().run()), enforcing.ready().runKey())) {
            assertThat(observing.verdict(Gates.download())).isEqualTo(ALLOW);
            assertThat(nested.verdict(Gates.download())).isEqualTo(DENY);
        }
    }

    private EngineRoom open(String settings, Hook... hooks) throws IOException {
        return EngineRoom.open(root, Transport.UNIX, settings, hooks);
    }

    private Shim.Greeted greeted(EngineRoom room, String mode) throws IOException {
        var shim = Shim.connect(room.places()).in(root, new Switches(Optional.of(mode), Optional.empty()));
        return shim.greet(Optional.empty(), shim.engineKey());
    }

    private static void raise(Shim.Greeted client) throws IOException {
        var gate = Gates.download();
        client.shim().say(new ShimMessage.Refusal(gate.event(), Tuples.args(gate),
                new ShimMessage.Cause("builtins.ValueError", "typosquat")));
        assertThat(client.shim().hear()).isEqualTo(new Noted());
    }

    private static String mode(JsonObject record) {
        return record.object("data").object("client").string("mode");
    }

    private record Patching() implements Hook.PatchHook {

        @Override
        public String name() {
            return "fix";
        }

        @Override
        public Set<GateAction> gates() {
            return Set.of(GateAction.INSTALL);
        }

        @Override
        public Optional<Patch> patch(Gate.Install gate, Artifact bits) {
            return Optional.of(new Patch(Map.of("setup.py", "x".getBytes(StandardCharsets.UTF_8)), Set.of()));
        }
    }
}
