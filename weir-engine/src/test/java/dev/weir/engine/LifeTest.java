package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.wire.Key;
import dev.weir.wire.Status.OpenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From an engine's announcement to its end.
@ParameterizedClass
@EnumSource(Transport.class)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LifeTest {

    private static final String NO_SETTINGS = "";
    private static final String OTHER_BUILD = "fedcba9876543210";

    private final Transport transport;

    @TempDir
    private Path root;

    LifeTest(Transport transport) {
        this.transport = transport;
    }

    @Test
    void isTheOnlyOneForItsBuildAndSettings() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS)) {
            assertThat(Engine.start(room.places(), _ -> List.of())).isEmpty();
        }
    }

    @Test
    void takesThePlaceOfOneOfAnotherBuild() throws Exception {
        try (var old = EngineRoom.open(root, transport, NO_SETTINGS)) {
            var ended = ending(old.engine());
            try (var next = old.successor(OTHER_BUILD); var client = next.greeted()) {
                assertThat(client.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
                ended.join();
            }
        }
    }

    @Test
    void takesThePlaceOfOneForOtherSettings() throws Exception {
        try (var old = EngineRoom.open(root, transport, NO_SETTINGS)) {
            var elsewhere = Files.writeString(root.resolve("other.toml"), "[names]\ndeny = [\"x\"]\n");
            var settings = new SettingsPlaces(old.places().settings().system(), elsewhere);
            var places = new Places(old.places().state(), settings, old.places().build(), transport, Optional.empty());

            try (var _ = Engine.start(places, _ -> List.of()).orElseThrow()) {
                assertThat(Announcement.read(places.rendezvous()).orElseThrow().settings())
                        .isEqualTo(places.settingsId())
                        .isNotEqualTo(old.places().settingsId());
                old.engine().await();
            }
        }
    }

    @Test
    void servesItsOpenRunsWhileAnotherHasTakenItsPlace() throws Exception {
        try (var old = EngineRoom.open(root, transport, NO_SETTINGS); var client = old.greeted()) {
            var first = Gates.invoked();
            client.ask(first);
            var address = Announcement.read(old.places().rendezvous()).orElseThrow();
            var ended = ending(old.engine());

            try (var next = old.successor(OTHER_BUILD); var nested = Shim.connect(address)) {
                awaitDraining(address);
                try (var other = next.greeted()) {
                    other.ask(Gates.invoked());
                }
                var below = nested.greet(Optional.of(client.ready().run()), client.ready().runKey());
                assertThat(below.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
                assertThat(client.verdict(Gates.download())).isEqualTo(new Verdict.Allow());
                assertThat(ended).isNotDone();
                below.bye();
                below.shim().awaitEnd();
                client.done(first, Outcome.OK, Optional.empty());
                client.bye();
                ended.join();
            }
            assertThat(old.journalAfterEnd())
                    .extracting(record -> record.object("data").object("client").string("engine"))
                    .contains(old.places().build(), OTHER_BUILD);
        }
    }

    @Test
    void turnsANewRunAwayWhileItDrains() throws Exception {
        try (var old = EngineRoom.open(root, transport, NO_SETTINGS);
                var _ = old.greeted();
                var late = Shim.connect(old.places())) {
            var ended = ending(old.engine());
            stop(old, false);

            assertThat(late.tryToGreet(old.places().build(), Optional.empty(), late.engineKey(), 1))
                    .isEqualTo(new Shim.TurnedAway());
            assertThat(ended).isNotDone();
        }
    }

    @Test
    void announcesWhereItDrains() throws Exception {
        try (var old = EngineRoom.open(root, transport, NO_SETTINGS); var client = old.greeted()) {
            var announcement = Announcement.read(old.places().rendezvous()).orElseThrow();
            var ended = ending(old.engine());
            stop(old, false);

            assertThat(awaitDrainingFile(old)).isEqualTo(announcement);
            assertThat(old.places().rendezvous()).isEmptyFile();
            client.bye();
            ended.join();
            assertThat(Leftovers.draining(old.places().state().run())).isEmpty();
        }
    }

    @Test
    void endsAtOnceWhereItIsToldSo() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            client.ask(Gates.invoked());
            var ended = ending(room.engine());
            stop(room, true);
            ended.join();
            room.engine().close();

            assertThatIOException().isThrownBy(() -> client.ask(Gates.download()));
            assertThat(room.journal()).last()
                    .satisfies(record -> assertThat(record.string("type")).isEqualTo("pip.invoked.done"));
        }
    }

    @Test
    void doesNotTakeAwayTheAnnouncementOfItsSuccessor() throws Exception {
        try (var old = EngineRoom.open(root, transport, NO_SETTINGS); var next = old.successor(OTHER_BUILD)) {
            var successor = Announcement.read(next.places().rendezvous());
            old.engine().close();

            assertThat(Announcement.read(next.places().rendezvous())).isEqualTo(successor).isPresent();
        }
    }

    @Test
    void endsWhenItsAnnouncementIsGone() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS)) {
            Files.delete(room.places().rendezvous());

            room.engine().await();

            assertThat(room.places().rendezvous()).doesNotExist();
        }
    }

    @Test
    void servesItsOpenRunsWhereItsFolderIsGone() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var address = Announcement.read(room.places().rendezvous()).orElseThrow();
            Files.move(room.places().state().root(), root.resolve("away"));
            var ended = ending(room.engine());
            if (transport == Transport.LOOPBACK) {
                awaitDraining(address);
            }

            assertThat(client.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
            client.bye();
            ended.join();
        }
    }

    @Test
    void endsWhenNobodyHasNeededItForLong() throws Exception {
        try (var room = EngineRoom.open(root, transport, "[engine]\nidle-timeout = 1\n")) {
            try (var client = room.greeted()) {
                client.bye();
            }
            room.engine().await();

            assertThat(room.places().rendezvous()).isEmptyFile();
        }
    }

    @Test
    void saysHowItIs() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var host = Announcement.read(room.places().rendezvous()).orElseThrow();
            try (var visit = Visit.to(host)) {
                var status = visit.status();

                assertThat(status.pid()).isEqualTo(ProcessHandle.current().pid());
                assertThat(status.build()).isEqualTo(room.places().build());
                assertThat(status.since()).isBeforeOrEqualTo(Instant.now());
                assertThat(status.transport()).isEqualTo(transport.word());
                assertThat(status.address()).isEqualTo(host.address());
                assertThat(status.settings()).containsExactly(room.places().settings().system().toString(),
                        room.places().settings().user().toString());
                assertThat(status.idle()).isZero();
                assertThat(status.draining()).isFalse();
                assertThat(status.runs()).containsExactly(new OpenRun(client.ready().run(), 1));
            }
        }
    }

    @Test
    void letsNobodyVisitWhoHoldsOnlyTheKeyOfARun() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS); var client = room.greeted()) {
            var real = Announcement.read(room.places().rendezvous()).orElseThrow();
            for (var key : List.of(client.ready().runKey(), Key.random())) {
                var forged = new Announcement(
                        real.build(), real.settings(), real.pid(), real.transport(), real.address(), key);
                try (var visit = Visit.to(forged)) {
                    assertThatIOException().isThrownBy(() -> visit.stop(true))
                            .withMessageContaining("does not hold its key");
                }
            }
            assertThat(client.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"protocol\":1}", "no json", "[]"})
    void startsWhereAnAnnouncementMakesNoSense(String broken) throws Exception {
        try (var first = EngineRoom.open(root, transport, NO_SETTINGS)) {
            Files.writeString(first.places().rendezvous(), broken);
            try (var _ = Engine.start(first.places(), _ -> List.of()).orElseThrow();
                    var client = first.greeted()) {
                assertThat(client.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
            }
        }
    }

    @Test
    void clearsAwayWhatKilledEnginesHaveLeft() throws Exception {
        try (var room = EngineRoom.open(root, transport, NO_SETTINGS)) {
            var run = room.places().state().run();
            var dead = Announcement.read(room.places().rendezvous()).orElseThrow();
            room.engine().close();
            var unfinished = Files.createFile(run.resolve(room.places().rendezvous().getFileName() + ".0000.new"));
            var draining = Leftovers.draining(run, "1234");
            Files.write(draining, dead.encode());
            Transport.UNIX.listen(List.of(run), room.places().id()).server().close();
            assertThat(run).isDirectoryContaining("glob:**.sock");

            try (var _ = Engine.start(room.places(), _ -> List.of()).orElseThrow()) {
                assertThat(unfinished).doesNotExist();
                assertThat(draining).doesNotExist();
            }
            assertThat(run).isDirectoryNotContaining("glob:**.sock");
        }
    }

    @Test
    void refusesAStateFolderInWhichOthersMayWrite() throws Exception {
        var state = Files.createDirectory(root.resolve("state"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatIOException().isThrownBy(() -> EngineRoom.open(root, transport, NO_SETTINGS))
                .withMessageContaining("others may write there");
    }

    private static CompletableFuture<Void> ending(Engine engine) {
        return CompletableFuture.runAsync(() -> {
            try {
                engine.await();
            } catch (InterruptedException | IOException e) {
                throw new AssertionError(e);
            }
        }, task -> Thread.ofPlatform().daemon().start(task));
    }

    private static void stop(EngineRoom room, boolean now) throws IOException {
        try (var visit = Visit.to(Announcement.read(room.places().rendezvous()).orElseThrow())) {
            visit.stop(now);
        }
    }

    private static void awaitDraining(Announcement engine) {
        while (!Visit.status(engine).orElseThrow().draining()) {
            Thread.onSpinWait();
        }
    }

    private static Announcement awaitDrainingFile(EngineRoom room) throws IOException {
        while (true) {
            for (var file : Leftovers.draining(room.places().state().run())) {
                var found = Announcement.read(file);
                if (found.isPresent()) {
                    return found.get();
                }
            }
            Thread.onSpinWait();
        }
    }
}
