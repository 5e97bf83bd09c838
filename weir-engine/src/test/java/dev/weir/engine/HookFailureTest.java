package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Artifact;
import dev.weir.api.Hook;
import dev.weir.api.Verdict;
import dev.weir.wire.Answer;
import dev.weir.wire.EngineMessage;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hooks that do not do their work. What must happen to nobody else is shown by order, never by a clock.
class HookFailureTest {

    private static final Verdict ALLOW = new Verdict.Allow();

    @TempDir
    private Path root;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean spinning = new AtomicBoolean(true);

    @AfterEach
    void letGo() {
        release.countDown();
        spinning.set(false);
    }

    @Test
    void cannotDecideWhenAHookThrows() throws Exception {
        var hook = Hooks.request("broken", _ -> {
            throw new IllegalStateException("no memory of it");
        });
        assertUndecided(hook, "the hook `broken` failed: java.lang.IllegalStateException: no memory of it");
    }

    @Test
    void cannotDecideWhenAHookHasABug() throws Exception {
        var hook = Hooks.request("broken", _ -> {
            throw new StackOverflowError();
        });
        assertUndecided(hook, "the hook `broken` failed: java.lang.StackOverflowError");
    }

    @Test
    void cannotDecideWhenAHookIsLate() throws Exception {
        var hook = Hooks.request("late", _ -> {
            release.await();
            return List.of();
        });
        assertUndecided(hook, "the hook `late` failed: no answer within 1 seconds");
    }

    private void assertUndecided(Hook hook, String reason) throws Exception {
        try (var room = open(timeout(hook.name()), hook); var client = room.greeted()) {
            var answer = client.ask(Gates.download());

            assertThat(answer.verdict()).isInstanceOfSatisfying(Verdict.Undecided.class,
                    undecided -> assertThat(undecided.reason()).startsWith(reason));
        }
    }

    @Test
    void goesOnWithoutAFailedHookWhereTheSettingsSaySo() throws Exception {
        var hook = Hooks.request("broken", _ -> {
            throw new IllegalStateException("no memory of it");
        });
        try (var room = open("[hooks.broken]\non-failure = \"allow\"\n", hook); var client = room.greeted()) {
            assertThat(client.verdict(Gates.download())).isEqualTo(ALLOW);
            assertThat(verdict(room).objects("hooks")).singleElement().satisfies(run -> {
                assertThat(run.string("status")).isEqualTo("failed");
                assertThat(run.string("reason")).contains("no memory of it");
            });
            assertThat(room.journal())
                    .allSatisfy(record -> assertThat(record.object("data").object("client").strings("fail_open"))
                            .containsExactly("broken"));
        }
    }

    private static JsonObject verdict(EngineRoom room) throws IOException {
        return room.journal().getLast().object("data");
    }

    @Test
    void answersOthersWhileAHookHangs() throws Exception {
        assertAnswersOthers(Hooks.request("stuck", gate -> {
            if (gate.event().equals("pip.download")) {
                asked.countDown();
                release.await();
            }
            return List.of();
        }));
    }

    @Test
    void answersOthersWhileHooksSpin() throws Exception {
        assertAnswersOthers(Hooks.request("stuck", gate -> {
            while (gate.event().equals("pip.download") && spinning.get()) {
                asked.countDown();
                Thread.onSpinWait();
            }
            return List.of();
        }));
    }

    @Test
    void answersOthersWhileAHookIgnoresItsInterruption() throws Exception {
        assertAnswersOthers(Hooks.request("stuck", gate -> {
            while (gate.event().equals("pip.download") && spinning.get()) {
                asked.countDown();
                LockSupport.parkNanos(1_000_000);
            }
            return List.of();
        }));
    }

    /// More stuck calls than there are processors: the other client must not need one of their threads.
    private void assertAnswersOthers(Hook hook) throws Exception {
        var stuck = Runtime.getRuntime().availableProcessors() + 1;
        try (var room = open("[hooks.stuck]\ntimeout = 3600\n", hook)) {
            var held = new ArrayList<Shim.Greeted>();
            for (var count = 0; count < stuck; count++) {
                var client = room.greeted();
                client.begin(Gates.download());
                held.add(client);
            }
            asked.await();
            try (var other = room.greeted()) {
                assertThat(other.verdict(Gates.invoked())).isEqualTo(ALLOW);
            }
            letGo();
            for (var client : held) {
                assertThat(client.shim().hear()).isInstanceOf(Answer.class);
                client.close();
            }
        }
    }

    @Test
    void givesSignsOfLifeWhileAHookThinks() throws Exception {
        var hook = Hooks.request("slow", _ -> {
            release.await();
            return List.of();
        });
        try (var room = open("[engine]\nsilence = 1\n", hook); var client = room.greeted()) {
            client.begin(Gates.download());

            assertThat(client.shim().hearAny()).isInstanceOf(EngineMessage.Working.class);
            assertThat(client.shim().hearAny()).isInstanceOf(EngineMessage.Working.class);
            release.countDown();
            assertThat(client.shim().hear()).isInstanceOf(Answer.class);
        }
    }

    @Test
    void asksEveryHookAlsoAfterADenialAndNamesThemInOrder() throws Exception {
        var first = Hooks.request("first", _ -> List.of(Hooks.denial("one")));
        var second = Hooks.request("second", _ -> List.of(Hooks.denial("two")));
        try (var room = open("order = [\"second\"]\n", first, second); var client = room.greeted()) {
            var answer = client.ask(Gates.download());

            assertThat(answer.verdict()).isEqualTo(new Verdict.Deny("two"));
            assertThat(answer.findings()).extracting(found -> found.hook()).containsExactly("second", "first");
        }
    }

    @Test
    void doesNotAskAHookThatIsSwitchedOff() throws Exception {
        var hook = Hooks.request("strict", _ -> List.of(Hooks.denial("not today")));
        try (var room = open("[hooks.strict]\nenabled = false\n", hook); var client = room.greeted()) {
            assertThat(client.verdict(Gates.download())).isEqualTo(ALLOW);
        }
    }

    @Test
    void asksAHookOnlyAtTheGatesThatTheSettingsName() throws Exception {
        var hook = Hooks.request("strict", gate -> List.of(Hooks.denial(gate.event())));
        try (var room = open("[hooks.strict]\ngates = [\"pip.download\"]\n", hook); var client = room.greeted()) {
            assertThat(client.verdict(Gates.invoked())).isEqualTo(ALLOW);
            assertThat(client.verdict(Gates.download())).isEqualTo(new Verdict.Deny("pip.download"));
        }
    }

    @Test
    void beginsNoRunWithTwoHooksOfOneName() throws Exception {
        assertNoRun("", "two hooks have the name `twin`", Hooks.request("twin", _ -> List.of()),
                Hooks.artifact("twin", _ -> List.of()));
    }

    @Test
    void beginsNoRunWithSettingsForAHookThatIsNotThere() throws Exception {
        assertNoRun("[hooks.absent]\ntimeout = 3\n", "[hooks.absent]");
    }

    @Test
    void beginsNoRunWithAnOrderOfHooksThatAreNotThere() throws Exception {
        assertNoRun("order = [\"absent\"]\n", "`order` in the settings names `absent`");
    }

    @Test
    void beginsNoRunWithoutAJarThatTheSettingsName() throws Exception {
        assertNoRun("jars = [\"/no/such.jar\"]\n", "there is no jar /no/such.jar");
    }

    private void assertNoRun(String settings, String reason, Hook... hooks) throws Exception {
        try (var room = open(settings, hooks); var shim = Shim.connect(room.places())) {
            assertThat(shim.tryToGreet(room.places().build(), Optional.empty(), shim.engineKey(), 1))
                    .isInstanceOfSatisfying(Shim.Rejected.class, no -> assertThat(no.message()).contains(reason));
        }
    }

    @Test
    void showsAHookTheContentOfAnArchiveItCannotChange() throws Exception {
        var seen = new ConcurrentLinkedQueue<String>();
        var hook = Hooks.artifact("reader", bits -> {
            try (var entries = bits.entries()) {
                for (var entry : entries.filter(Artifact.Entry::isFile).toList()) {
                    try (var content = bits.open(entry)) {
                        seen.add(entry.path() + "=" + new String(content.readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
            }
            return List.of();
        });
        try (var room = open("", hook); var client = room.greeted()) {
            var wheel = root.resolve("simple-1.0-py3-none-any.whl");
            try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
                zip.putNextEntry(new ZipEntry("simple.py"));
                zip.write("x = 1".getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            assertThat(client.verdict(Gates.install(wheel))).isEqualTo(ALLOW);
            assertThat(seen).containsExactly("simple.py=x = 1");
        }
    }

    private EngineRoom open(String settings, Hook... hooks) throws IOException {
        return EngineRoom.open(root, Transport.UNIX, settings, hooks);
    }

    private static String timeout(String hook) {
        return "[hooks." + hook + "]\ntimeout = 1\n";
    }
}
