package dev.weir.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.weir.engine.Places;
import dev.weir.engine.bits.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How an engine is found and started; a script takes the launcher's place.
class EngineFinderTest {

    @TempDir
    Path folder;

    private Places places = FakeEngine.places(Path.of("unset"));

    @BeforeEach
    void choosePlaces() throws IOException {
        places = FakeEngine.places(folder);
        PrivateFolder.require(places.state().run());
    }

    @Test
    void startsNoEngineWithoutALauncher() {
        assertThatIOException().isThrownBy(() -> new EngineFinder(places, Map.of()).find())
                .withMessage("no engine is running, and WEIR_LAUNCHER names no launcher");
    }

    @Test
    void startsAnEngineWhereNobodyAnswersAnyMore() throws IOException {
        try (var _ = FakeEngine.open(folder, FakeEngine.Stage::hear)) {
            var announced = Files.readString(places.rendezvous());
            announce(announced.replaceAll("127.0.0.1:\\d+", "127.0.0.1:1"));
            var launcher = launcher("""
                    echo "$*" >arguments
                    env >environment
                    printf '%s' '{}' >fresh && chmod 600 fresh && mv fresh '{}'
                    """.replaceFirst("\\{}", announced).replaceFirst("\\{}", places.rendezvous().toString()));

            var found = new EngineFinder(places, environment(launcher)).find();

            assertThat(found.announced().key()).isEqualTo(FakeEngine.KEY);
            found.channel().close();
        }
        assertThat(places.state().run().resolve("arguments")).hasContent("engine serve");
        assertThat(places.state().run().resolve("environment")).content()
                .contains("MINE=1\n", "PYTHONPATH=/mine\n").doesNotContain("WEIR_RUN", "WEIR_PARENT", "weir_shim");
    }

    private static Map<String, String> environment(Path launcher) {
        var environment = new HashMap<>(Map.of("WEIR_RUN", "r1", "WEIR_RUN_KEY", "k", "WEIR_PARENT", "p", "MINE", "1",
                "PYTHONPATH", "/home/python/weir_shim/site:/mine"));
        environment.put("WEIR_LAUNCHER", launcher.toString());
        environment.put("PATH", System.getenv("PATH"));
        return environment;
    }

    @Test
    void saysThatTheEngineEndedBeforeItWasReady() throws IOException {
        var launcher = launcher("echo why; exit 3\n");

        var log = Places.log(places.state(), places.transport());

        assertThatIOException().isThrownBy(() -> new EngineFinder(places, environment(launcher)).find())
                .withMessage("the engine ended with exit code 3 before it was ready; see " + log);
        assertThat(log).hasContent("why");
    }

    @Test
    void trustsNoRendezvousThatOthersMayRead() throws IOException {
        announce(FakeEngine.rendezvous(places, 1));
        Files.setPosixFilePermissions(places.rendezvous(), PosixFilePermissions.fromString("rw-r--r--"));

        assertRefused("belongs to, or is open to, somebody else");
    }

    @Test
    void trustsNoLinkInPlaceOfARendezvous() throws IOException {
        announce(FakeEngine.rendezvous(places, 1));
        var other = Files.move(places.rendezvous(), folder.resolve("other"));
        Files.createSymbolicLink(places.rendezvous(), other);

        assertRefused("is no file");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "[]", "{}", "{\"protocol\":2}", "\"build\":\" \"build\":\"1", "sha256: sha256:1",
            "127.0.0.1:1 10.0.0.1:1", "127.0.0.1:1 127.0.0.1:99999", "loopback unix"
    })
    void goesOnAsIfNothingWereThereWhereAnotherEngineIsAnnouncedOrNone(String change) throws IOException {
        var words = change.split(" ", -1);
        announce(words.length < 2 ? change : FakeEngine.rendezvous(places, 1).replace(words[0], words[1]));

        assertRefused("no engine is running, and WEIR_LAUNCHER names no launcher");
    }

    private void assertRefused(String reason) {
        assertThatIOException().isThrownBy(() -> new EngineFinder(places, Map.of()).find())
                .withMessageEndingWith(reason);
    }

    private void announce(String text) throws IOException {
        Files.writeString(places.rendezvous(), text);
        Files.setPosixFilePermissions(places.rendezvous(), PosixFilePermissions.fromString("rw-------"));
    }

    private Path launcher(String script) throws IOException {
        var launcher = Files.writeString(folder.resolve("launcher"), "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
    }
}
