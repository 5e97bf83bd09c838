package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.api.Hook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltWheelsTest {

    private static final Hook NO_WHEELS = Hooks.request("no-wheels",
            gate -> gate instanceof Gate.Built ? List.of(Hooks.denial("no")) : List.of());

    @TempDir
    private Path root;

    private Path archive = Path.of("/");
    private Path wheel = Path.of("/");

    @BeforeEach
    void write() throws Exception {
        archive = Gates.archiveIn(root);
        wheel = Gates.wheelIn(root);
    }

    @Test
    void areKnownInLaterRunsOfLaterEngines() throws Exception {
        try (var room = open()) {
            var built = build(room);
            try (var later = room.successor("fedcba9876543210"); var client = later.greeted()) {
                assertThat(client.vouched(built.wheel(), built.archive())).isTrue();
                assertThat(client.vouched(built.archive(), built.wheel())).isFalse();
                assertThat(client.vouched(built.wheel(), built.wheel())).isFalse();
            }
        }
    }

    @Test
    void areNotKnownToBeOfAnArchiveThatWasNotJudgedInTheirRun() throws Exception {
        try (var room = open(); var client = room.greeted(); var other = room.greeted()) {
            var source = other.ask(Gates.unpack("sdist", archive)).digest().orElseThrow();
            var built = client.ask(Gates.built(wheel, source)).digest().orElseThrow();

            assertThat(client.vouched(built, source)).isFalse();
        }
    }

    @Test
    void areNotKnownToBeOfAnArchiveThatTheReaderRefuses() throws Exception {
        Files.writeString(archive, "no archive");
        try (var room = open(); var client = room.greeted()) {
            var built = build(room);

            assertThat(client.vouched(built.wheel(), built.archive())).isFalse();
        }
    }

    @Test
    void areNotKnownWhereTheyAreNotAllowed() throws Exception {
        for (var settings : List.of("", "mode = 'observe'\n")) {
            try (var room = open(settings, NO_WHEELS); var client = room.greeted()) {
                var built = build(room);

                assertThat(client.vouched(built.wheel(), built.archive())).isFalse();
            }
        }
    }

    @Test
    void areForgottenWhenNobodyHasAskedForLong() throws Exception {
        try (var room = open()) {
            var wheels = new BuiltWheels(room.places().state().built());
            var built = build(room);
            wheels.forgetOld(Instant.now());
            assertThat(wheels.know(built.wheel(), built.archive())).isTrue();

            wheels.forgetOld(Instant.now().plus(Duration.ofDays(181)));
            assertThat(wheels.know(built.wheel(), built.archive())).isFalse();
        }
    }

    @Test
    void areRememberedForLongerWhereSomebodyAsks() throws Exception {
        try (var room = open(); var client = room.greeted()) {
            var folder = room.places().state().built();
            var built = build(room);
            try (var files = Files.list(folder)) {
                Files.setLastModifiedTime(files.findFirst().orElseThrow(), FileTime.from(Instant.EPOCH));
            }
            client.vouched(built.wheel(), built.archive());
            new BuiltWheels(folder).forgetOld(Instant.now());

            assertThat(client.vouched(built.wheel(), built.archive())).isTrue();
        }
    }

    @Test
    void thatCannotBeRememberedAreNotKnownAndNothingElseIsLost() throws Exception {
        try (var room = open(); var client = room.greeted()) {
            Files.writeString(room.places().state().built(), "a file in place of the folder");
            var built = build(room);

            assertThat(client.vouched(built.wheel(), built.archive())).isFalse();
            assertThat(client.state().refusal()).isEmpty();
        }
    }

    private record Built(Digest wheel, Digest archive) {}

    /// In a run of its own.
    private Built build(EngineRoom room) throws IOException {
        try (var client = room.greeted()) {
            var source = client.ask(Gates.unpack("sdist", archive)).digest().orElseThrow();
            return new Built(client.ask(Gates.built(wheel, source)).digest().orElseThrow(), source);
        }
    }

    private EngineRoom open() throws IOException {
        return open("");
    }

    private EngineRoom open(String settings, Hook... hooks) throws IOException {
        return EngineRoom.open(root, Transport.UNIX, settings, hooks);
    }
}
