package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Hook;
import dev.weir.api.Verdict;
import dev.weir.engine.Shim.Rejected;
import dev.weir.wire.Switches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which settings hold for a run.
class EngineSettingsTest {

    private static final Verdict DENY = new Verdict.Deny("no downloads");
    private static final Verdict ALLOW = new Verdict.Allow();
    private static final Switches WITHOUT_PROJECT = new Switches(Optional.empty(), Optional.of("off"));

    @TempDir
    private Path root;
    private Path repository = Path.of("set below");
    private Path jar = Path.of("set below");

    @BeforeEach
    void makesARepository() throws IOException {
        repository = Files.createDirectory(root.resolve("repository"));
        jar = root.resolve("system-hook.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            var name = SystemHook.class.getName();
            add(out, name.replace('.', '/') + ".class", Objects.requireNonNull(
                    SystemHook.class.getResourceAsStream("SystemHook.class")).readAllBytes());
            add(out, "META-INF/services/" + Hook.class.getName(), name.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
    }

    @Test
    void letsTheUserLoosenHooksOfHisOwn() throws Exception {
        try (var room = open("jars = ['" + jar + "']\nrules.'system-hook.no' = 'note'"); var client = room.greeted()) {
            assertThat(client.verdict(Gates.download())).isEqualTo(ALLOW);
        }
    }

    @Test
    void letsNoRuleOfTheUserLoosenAHookOfTheSystem() throws Exception {
        try (var room = open("rules.'system-hook.no' = 'note'")) {
            room.systemSettings("jars = ['" + jar + "']");
            try (var client = room.greeted()) {
                assertThat(client.verdict(Gates.download())).isEqualTo(DENY);
            }
            room.systemSettings("jars = ['" + jar + "']\nrules.'system-hook.no' = 'warn'");
            try (var client = room.greeted()) {
                assertThat(client.verdict(Gates.download())).isEqualTo(ALLOW);
            }
        }
    }

    @Test
    void letsNoTableOfTheUserChangeAHookOfTheSystem() throws Exception {
        try (var room = open("hooks.system-hook.enabled = false")) {
            room.systemSettings("jars = ['" + jar + "']");
            assertThat(rejected(room, WITHOUT_PROJECT).message())
                    .isEqualTo("the table [hooks.system-hook] of the user's settings would change a hook that the "
                            + "system's settings name a jar for");

            room.settings("");
            room.systemSettings("jars = ['" + jar + "']\nhooks.system-hook.enabled = false");
            try (var client = room.greeted()) {
                assertThat(client.verdict(Gates.download())).isEqualTo(ALLOW);
            }
        }
    }

    @Test
    void readsTheSettingsOfTheProjectThatTheInstallerWorksIn() throws Exception {
        var below = Files.createDirectory(repository.resolve("src"));
        Files.writeString(repository.resolve("weir.toml"), "rules.'system-hook.no' = 'deny'");
        try (var room = open("jars = ['" + jar + "']\nrules.'system-hook.no' = 'note'")) {
            try (var inside = greeted(room, below); var outside = greeted(room, root)) {
                assertThat(inside.verdict(Gates.download())).isEqualTo(DENY);
                assertThat(outside.verdict(Gates.download())).isEqualTo(ALLOW);
                assertThat(inside.ready().settings()).isNotEqualTo(outside.ready().settings());
            }
        }
    }

    @Test
    void holdsTheProjectsSettingsForInstallersBelowWhereverTheyWork() throws Exception {
        Files.writeString(repository.resolve("weir.toml"), "rules.'system-hook.no' = 'deny'");
        var hostile = Files.createDirectory(root.resolve("hostile"));
        Files.writeString(hostile.resolve("weir.toml"), "no = 'settings'");
        try (var room = open("jars = ['" + jar + "']\nrules.'system-hook.no' = 'note'");
                var client = greeted(room, repository);
                var nested = Shim.connect(room.places())
                        .in(hostile, Switches.NONE)
                        .greet(Optional.of(client.ready().run()), client.ready().runKey())) {
            assertThat(nested.verdict(Gates.download())).isEqualTo(DENY);
        }
    }

    @Test
    void stopsARunInAProjectWhoseSettingsAreWrongAndSaysWhatToDo() throws Exception {
        Files.writeString(repository.resolve("weir.toml"), "jars = ['/a.jar']\n[engine]\n");
        try (var room = open("")) {
            var rejected = rejected(room, Switches.NONE);
            assertThat(rejected.message().lines()).hasSize(2)
                    .allSatisfy(line -> assertThat(line).startsWith(repository + "/weir.toml:"));
            assertThat(rejected.hint())
                    .contains("mend the project's settings, or go on without them: WEIR_PROJECT_SETTINGS=off");

            try (var client = (Shim.Greeted) tryToGreet(room, WITHOUT_PROJECT)) {
                assertThat(client.verdict(Gates.download())).isEqualTo(ALLOW);
            }
        }
    }

    private EngineRoom open(String settings) throws IOException {
        return EngineRoom.open(root, Transport.UNIX, settings);
    }

    private static Shim.Greeted greeted(EngineRoom room, Path folder) throws IOException {
        var shim = Shim.connect(room.places()).in(folder, Switches.NONE);
        return shim.greet(Optional.empty(), shim.engineKey());
    }

    private Rejected rejected(EngineRoom room, Switches switches) throws IOException {
        return (Rejected) tryToGreet(room, switches);
    }

    private Object tryToGreet(EngineRoom room, Switches switches) throws IOException {
        var shim = Shim.connect(room.places()).in(repository, switches);
        return shim.tryToGreet(Optional.empty(), shim.engineKey());
    }
}
