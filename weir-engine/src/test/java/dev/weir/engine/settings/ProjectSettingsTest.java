package dev.weir.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.wire.Switches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A project's file may come from anybody: it can refuse more, and nothing else.
class ProjectSettingsTest {

    private static final int NOBODY = 65_534;

    @TempDir
    private Path root;
    private Path folder = Path.of("set below");
    private Path file = Path.of("set below");

    @BeforeEach
    void makesAProject() throws IOException {
        folder = Files.createDirectory(root.resolve("repository"));
        file = folder.resolve("weir.toml");
    }

    @Test
    void takesEveryKeyOfTheClosedList() throws IOException {
        Files.writeString(file, """
                [names]
                deny = ["a"]
                allow = ["b"]
                [rules]
                "c.d" = "deny"
                """);
        var settings = read().settings();

        assertThat(settings.names().deny()).hasSize(1);
        assertThat(settings.names().allow()).hasSize(1);
        assertThat(settings.rules()).containsOnlyKeys("c.d");
        assertThat(SettingsKey.values()).filteredOn(SettingsKey::isForProjects)
                .containsExactly(SettingsKey.DENY, SettingsKey.ALLOW, SettingsKey.RULE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            in-process = ["/a.py:f"]      | 1:1 | 'in-process' has no place in a project's settings; allowed: names, rules
            jars = ["/a.jar"]             | 1:1 | 'jars' has no place in a project's settings; allowed: names, rules
            order = ["a"]                 | 1:1 | 'order' has no place in a project's settings; allowed: names, rules
            engine.silence = 300          | 1:1 | 'engine' has no place in a project's settings; allowed: names, rules
            [engine]                      | 1:1 | 'engine' has no place in a project's settings; allowed: names, rules
            hooks.x.program = ["/bin/sh"] | 1:1 | 'hooks' has no place in a project's settings; allowed: names, rules
            hooks.names.enabled = false   | 1:1 | 'hooks' has no place in a project's settings; allowed: names, rules
            [[hooks]]                     | 1:1 | 'hooks' has no place in a project's settings; allowed: names, rules
            url = "https://evil.example"  | 1:1 | 'url' is no key of the file; allowed: names, rules
            names.index = "https://e"     | 1:1 | 'index' is no key of [names]; allowed: allow, deny
            rules."names.denied" = "note" | 1:24 | 'note' has no place in a project's settings; allowed: "deny"
            rules."names.denied" = "warn" | 1:24 | 'warn' has no place in a project's settings; allowed: "deny"
            names.deny = ["a @ file:///etc/passwd"] | 1:15 | 'a @ file:///etc/passwd' is not a project name with an optional version specifier: a URL has no place here at character 3
            """)
    void refusesWhatIsNotOnTheList(String toml, String place, String message) throws IOException {
        Files.writeString(file, toml);

        assertThat(problem().mistakes()).containsExactly(file + ":" + place + ": " + message);
    }

    @Test
    void namesEachMistakeOnce() throws IOException {
        Files.writeString(file, """
                jars = ["relative"]
                [engine]
                silence = 100000
                [hooks.x]
                program = []
                """);

        assertThat(problem().mistakes())
                .map(line -> line.substring(file.toString().length(), file.toString().length() + 4))
                .containsExactly(":1:1", ":2:1", ":4:1");
    }

    @Test
    void saysHowToGoOnWithoutIt() throws IOException {
        Files.writeString(file, "jars = []");

        assertThat(problem().hint()).contains("WEIR_PROJECT_SETTINGS=off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/tty", "../elsewhere.toml", "inside.toml", "nowhere"})
    void followsNoLink(String target) throws IOException {
        Files.writeString(root.resolve("elsewhere.toml"), "names.deny = ['a']");
        Files.writeString(folder.resolve("inside.toml"), "names.deny = ['a']");
        Files.createSymbolicLink(file, Path.of(target));

        assertUnreadable("it is a link; allowed: a regular file");
    }

    /// To open it would wait for somebody who writes.
    @Test
    @Timeout(60)
    void doesNotWaitForAPipe() throws Exception {
        assumeThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();

        assertUnreadable("it is no regular file");
    }

    @Test
    void refusesAFolder() throws IOException {
        Files.createDirectory(file);

        assertUnreadable("it is no regular file");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        Files.writeString(file, "#".repeat((1 << 20) + 1));

        assertUnreadable("it is larger than 1 MiB; allowed: at most 1048576 bytes");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Files.write(file, new byte[]{'#', (byte) 0xff});

        assertThat(problem().mistakes()).containsExactly(file + ":1:2: not UTF-8; allowed: TOML, which is UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = \u001b[2J", "\u001b]0;x\u0007 = 1", "\"\\u202e\" = 1", "names.deny = ['\\ud800']",
            "names.deny = [\"\\ud800\"]", "jars = [[[", "= = =", "\u0000"})
    void saysNothingThatMovesATerminal(String toml) throws IOException {
        Files.writeString(file, toml, StandardCharsets.UTF_8);

        assertThat(problem().mistakes()).isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches("[\\p{L}\\p{N}\\p{P}\\p{S} ]+"));
    }

    @Test
    void keepsTheNameOfAFolderInOneLine() throws IOException {
        var odd = Files.createDirectory(folder.resolve("a\nb\u001b[31m"));
        Files.writeString(odd.resolve("weir.toml"), "jars = []");
        var problem = catchThrowableOfType(SettingsException.class, () -> read(odd.toString()));

        assertThat(problem.mistakes()).containsExactly(folder
                + "/a\\u000ab\\u001b[31m/weir.toml:1:1: 'jars' has no place in a project's settings; allowed: names, rules");
    }

    @Test
    void refusesAFileOfAnotherUser() throws IOException {
        Files.writeString(file, "names.deny = ['a']");
        giveAway(file);

        assertUnreadable("it belongs to another user; allowed: a file of this user, or of root");
    }

    @Test
    void refusesAFileThatMayNotBeRead() throws IOException {
        Files.writeString(file, "names.deny = ['a']");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();

        assertUnreadable("permission denied");
    }

    @Test
    void findsNothingInAFolderThatTheUserMayNotEnter() throws IOException {
        var below = Files.createDirectory(folder.resolve("below"));
        Files.writeString(file, "jars = []");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        try {
            assumeThat(Files.isReadable(file)).as("root enters everything").isFalse();
            assertThat(read(below.toString()).settings()).isEqualTo(Settings.DEFAULT);
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no/such/folder", "relative", "/caf\\xe9", "/a\u0000b"})
    void cannotKnowWhatAFolderHoldsThatIsNotThere(String name) {
        var problem = catchThrowableOfType(SettingsException.class, () -> read(name));

        assertThat(problem.mistakes()).singleElement().asString()
                .startsWith("the working folder '").endsWith("' is not there, so its settings are not known");
        assertThat(problem.hint()).contains("WEIR_PROJECT_SETTINGS=off");
    }

    @Test
    void looksNowhereWhereTheInstallerHasNoFolder() {
        assertThat(read("").settings()).isEqualTo(Settings.DEFAULT);
    }

    private void assertUnreadable(String reason) {
        assertThat(problem().mistakes()).containsExactly(file + ": the settings cannot be read: " + reason);
    }

    private static void giveAway(Path file) {
        try {
            Files.setAttribute(file, "unix:uid", NOBODY);
        } catch (IOException mayNot) {
            assumeThat(mayNot).as("only root can give a file away").isNull();
        }
    }

    private SettingsException problem() {
        return catchThrowableOfType(SettingsException.class, this::read);
    }

    private EffectiveSettings read() {
        return read(folder.toString());
    }

    private EffectiveSettings read(String name) {
        var places = new SettingsPlaces(root.resolve("system.toml"), root.resolve("user.toml"));
        return EffectiveSettings.read(places, name, Switches.NONE);
    }
}
