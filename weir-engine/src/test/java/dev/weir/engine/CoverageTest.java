package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Gate;
import dev.weir.api.Hook;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.wire.Change;
import dev.weir.wire.Change.Kind;
import dev.weir.wire.EngineMessage;
import dev.weir.wire.EngineMessage.Covered;
import dev.weir.wire.EngineMessage.Failure;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a command leaves, compared with what was judged.
class CoverageTest {

    private static final Covered COVERED = new Covered(Optional.empty());
    private static final Covered NOT_COVERED = new Covered(
            Optional.of("no step that was judged explains that simple-1.0.dist-info is new in /env/lib"));
    private static final Hook STRICT = Hooks.request("strict", gate -> gate instanceof Gate.Uninstall
            ? List.of(Hooks.denial("stays"))
            : List.of());

    @TempDir
    private Path root;
    private Path wheel = Path.of("/");

    @BeforeEach
    void writeAWheel() throws IOException {
        wheel = Gates.wheelIn(root);
    }

    @Test
    void isCompleteWhereEveryChangeWasJudgedInTheRun() throws Exception {
        try (var room = open(""); var client = room.greeted()) {
            var command = begin(client);
            write(client);

            assertThat(left(client, command, Kind.NEW)).isEqualTo(COVERED);
            assertThat(client.state().refusal()).isEmpty();
            assertThat(coverage(room)).satisfies(record -> {
                assertThat(record.string("operation")).isEqualTo(command.operation());
                assertThat(record.object("data").string("verdict")).isEqualTo("allow");
                assertThat(change(record).get("run")).isEqualTo(new JsonString(client.ready().run()));
            });
        }
    }

    @Test
    void isCompleteWhereAnInstallerBelowWasJudged() throws Exception {
        try (var room = open(""); var client = room.greeted(); var nested = Shim.connect(room.places())) {
            var command = begin(client);
            write(nested.greet(Optional.of(client.ready().run()), client.ready().runKey()));

            assertThat(left(client, command, Kind.NEW)).isEqualTo(COVERED);
        }
    }

    @Test
    void refusesTheRunWhereSomethingIsNotExplained() throws Exception {
        try (var room = open(""); var client = room.greeted()) {
            var command = begin(client);

            assertThat(left(client, command, Kind.NEW)).isEqualTo(NOT_COVERED);
            assertThat(client.state().refusal().orElseThrow().reason()).isEqualTo(NOT_COVERED.reason().orElseThrow());
            assertThat(client.verdict(Gates.invoked())).isEqualTo(new Verdict.Deny(NOT_COVERED.reason().orElseThrow()));
            assertThat(coverage(room).object("data").string("verdict")).isEqualTo("deny");
            assertThat(change(coverage(room)).get("run")).isEqualTo(JsonNull.NULL);
        }
    }

    @Test
    void takesNoStepIntoAccountThatWasRefused() throws Exception {
        try (var room = open("", STRICT); var client = room.greeted()) {
            var command = begin(client);
            client.ask(Gates.uninstall());

            assertThat(left(client, command, Kind.GONE)).isNotEqualTo(COVERED);
        }
    }

    @Test
    void onlyReportsWhereRefusalsHaveNoEffect() throws Exception {
        try (var room = open("mode = 'observe'\n", STRICT); var client = room.greeted()) {
            var command = begin(client);
            client.ask(Gates.uninstall());

            assertThat(left(client, command, Kind.GONE)).isEqualTo(COVERED);
            assertThat(left(client, command, Kind.NEW)).isEqualTo(NOT_COVERED);
            assertThat(client.state().refusal()).isEmpty();
            assertThat(client.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
        }
    }

    @Test
    void isCompleteWhereAnotherRunDidItMeanwhile() throws Exception {
        try (var room = open(""); var client = room.greeted(); var other = room.greeted()) {
            var command = begin(client);
            end(other, write(other));

            assertThat(left(client, command, Kind.NEW)).isEqualTo(COVERED);
            assertThat(change(coverage(room)).string("run")).isEqualTo(other.ready().run());
        }
    }

    @Test
    void isCompleteWhereAnotherRunHadBegunItBefore() throws Exception {
        try (var room = open(""); var client = room.greeted(); var other = room.greeted()) {
            write(other);

            assertThat(left(client, begin(client), Kind.NEW)).isEqualTo(COVERED);
        }
    }

    @Test
    void takesNoStepIntoAccountThatHadEndedBefore() throws Exception {
        try (var room = open(""); var client = room.greeted(); var other = room.greeted()) {
            end(other, write(other));

            assertThat(left(client, begin(client), Kind.NEW)).isEqualTo(NOT_COVERED);
        }
    }

    @Test
    void takesNoStepOfItsOwnRunIntoAccountThatHadEndedBefore() throws Exception {
        try (var room = open(""); var first = room.greeted(); var shim = Shim.connect(room.places())) {
            var second = shim.greet(Optional.of(first.ready().run()), first.ready().runKey());
            end(first, write(first));

            assertThat(left(second, begin(second), Kind.NEW)).isEqualTo(NOT_COVERED);
        }
    }

    @Test
    void isCompleteWhereARunOfAnotherEngineDidIt() throws Exception {
        try (var room = open("");
                var client = room.greeted();
                var successor = room.successor("fedcba9876543210");
                var other = successor.greeted()) {
            var command = begin(client);
            write(other);

            assertThat(left(client, command, Kind.NEW)).isEqualTo(COVERED);
        }
    }

    @Test
    void isAskedForOnlyWhileTheCommandIsOpen() throws Exception {
        try (var room = open(""); var client = room.greeted()) {
            assertThat(left(client, Gates.invoked(), Kind.NEW)).isInstanceOf(Failure.class);
        }
    }

    private EngineRoom open(String settings, Hook... hooks) throws IOException {
        return EngineRoom.open(root, Transport.UNIX, settings, hooks);
    }

    private static Gate.Invoked begin(Shim.Greeted client) throws IOException {
        var command = Gates.invoked();
        client.ask(command);
        return command;
    }

    private Gate write(Shim.Greeted client) throws IOException {
        var gate = Gates.write(wheel, "{\"prefix\":\"/env\"}");
        assertThat(client.verdict(gate)).isEqualTo(new Verdict.Allow());
        return gate;
    }

    private static void end(Shim.Greeted client, Gate gate) throws IOException {
        client.done(gate, Outcome.OK, Optional.empty());
        client.state();
    }

    private static EngineMessage left(Shim.Greeted client, Gate.Invoked command, Kind kind) throws IOException {
        client.shim().say(new ShimMessage.Coverage(command.operation(), List.of("/env/lib"),
                List.of(new Change("/env/lib/simple-1.0.dist-info", kind))));
        return client.shim().hear();
    }

    private static JsonObject coverage(EngineRoom room) throws IOException {
        return room.journal().stream().filter(record -> record.string("type").equals("weir.coverage")).findFirst()
                .orElseThrow();
    }

    private static JsonObject change(JsonObject record) {
        return record.object("data").objects("changes").getFirst();
    }
}
