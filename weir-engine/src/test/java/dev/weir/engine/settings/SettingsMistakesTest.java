package dev.weir.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused, where it is said to stand, and what is said.
class SettingsMistakesTest {

    @TempDir
    private Path folder;
    private Path file = Path.of("set below");

    @BeforeEach
    void choosesAFile() {
        file = folder.resolve("weir.toml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            in-proces = []     | 1:1  | 'in-proces' is no key of the file; allowed: engine, hooks, in-process, in-process-trees, jars, journal, mode, names, order, rules, structure; did you mean `in-process`?
            IN_PROCESS = []    | 1:1  | 'IN_PROCESS' is no key of the file; allowed: engine, hooks, in-process, in-process-trees, jars, journal, mode, names, order, rules, structure; did you mean `in-process`?
            colour = true      | 1:1  | 'colour' is no key of the file; allowed: engine, hooks, in-process, in-process-trees, jars, journal, mode, names, order, rules, structure
            ·engine.idle = 3   | 1:2  | 'idle' is no key of [engine]; allowed: held-size, idle-timeout, silence
            names.denied = []  | 1:1  | 'denied' is no key of [names]; allowed: allow, deny
            hooks.x.gate = []  | 1:1  | 'gate' is no key of [hooks.x]; allowed: enabled, gates, on-failure, program, timeout, tree; did you mean `gates`?
            hooks.x.order = [] | 1:1  | 'order' is no key of [hooks.x]; allowed: enabled, gates, on-failure, program, timeout, tree; write `order` above the first [table]
            """)
    void refusesAKeyThatItDoesNotKnow(String toml, String place, String message) throws IOException {
        assertMistake(toml.replace('·', ' '), place, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            jars = '/a.jar'          | 1:8  | `jars` is a string; allowed: an array of absolute paths
            order = ['a', 1]         | 1:15 | item 2 of `order` is a whole number; allowed: an array of names of hooks
            order = [['a']]          | 1:10 | item 1 of `order` is an array; allowed: an array of names of hooks
            engine.silence = '10'    | 1:18 | `silence` is a string; allowed: a whole number of seconds, 1 to 300
            engine.silence = 1.5     | 1:18 | `silence` is a number with a fraction; allowed: a whole number of seconds, 1 to 300
            engine.silence = 10:00:00 | 1:18 | `silence` is a date or time; allowed: a whole number of seconds, 1 to 300
            engine = 1               | 1:10 | `engine` is a whole number; allowed: a table
            hooks.x = true           | 1:11 | `x` is a truth value; allowed: a table
            [[names]]                | 1:1  | `names` is an array; allowed: a table
            names.allow = {}         | 1:15 | `allow` is a table; allowed: an array of project names, each perhaps with versions (PEP 440)
            hooks.x.enabled = 'no'   | 1:19 | `enabled` is a string; allowed: `true` or `false`
            hooks.x.program = '/p a' | 1:19 | `program` is a string; allowed: an array of strings: the absolute path of a program, then its arguments
            journal.copy-to = 1      | 1:19 | `copy-to` is a whole number; allowed: a string: the absolute path of a file; or an array of strings: the absolute path of a program, then its arguments
            journal.copy-must = 1    | 1:21 | `copy-must` is a whole number; allowed: `true` or `false`
            rules."a.b" = false      | 1:15 | `a.b` is a truth value; allowed: "deny", "warn", "note"
            """)
    void refusesAValueOfAnotherType(String toml, String place, String message) throws IOException {
        assertMistake(toml, place, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            jars = ['a.jar']          | 1:9  | 'a.jar' is no absolute path; allowed: a path in full; `~` and variables are not expanded
            jars = ['~/a.jar']        | 1:9  | '~/a.jar' is no absolute path; allowed: a path in full; `~` and variables are not expanded
            jars = ['']               | 1:9  | '' is no absolute path; allowed: a path in full; `~` and variables are not expanded
            jars = ["/a\\u0000"]      | 1:9  | '/a\\u0000' is no absolute path; allowed: a path in full; `~` and variables are not expanded
            hooks.x.program = ['scan', '-v'] | 1:20 | 'scan' is no absolute path; allowed: a path in full; `~` and variables are not expanded
            journal.copy-to = 'a.jsonl' | 1:19 | 'a.jsonl' is no absolute path; allowed: a path in full; `~` and variables are not expanded
            journal.copy-to = ['logger'] | 1:20 | 'logger' is no absolute path; allowed: a path in full; `~` and variables are not expanded
            in-process = ['a.py:f']   | 1:15 | 'a.py' is no absolute path; allowed: a path in full; `~` and variables are not expanded
            in-process = ['a.so']     | 1:15 | 'a.so' is no absolute path; allowed: a path in full; `~` and variables are not expanded
            """)
    void refusesARelativePath(String toml, String place, String message) throws IOException {
        assertMistake(toml, place, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/a.py", "/a.py:", "/a.py:f.g", "/a.py:1f", "/a.py:f()", "/a:f", "module:f", "module", "/a.dll",
                    "/a.py: f", "/.so/a", ""})
    void refusesAHookInTheProcessOfAnotherForm(String entry) throws IOException {
        assertMistake("in-process = ['" + entry + "']", "1:15", "'" + entry + "' is no hook to load; "
                + "allowed: /absolute/path.py:function, or the absolute path of a .so, .dylib or .pyd");
    }

    @Test
    void takesEveryFormOfAHookInTheProcess() throws IOException {
        Files.writeString(file, "in-process = ['/a b.py:f_1', '/a.py:größe', '/a.so', '/a.dylib', '/a.pyd']");

        assertThat(Read.user(file).inProcess())
                .containsExactly("/a b.py:f_1", "/a.py:größe", "/a.so", "/a.dylib", "/a.pyd");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            order = ['My_Hook']       | 1:10 | 'My_Hook' is no name of a hook; allowed: lower-case letters, digits and hyphens
            [hooks.Scan]              | 1:1  | 'Scan' is no name of a hook; allowed: lower-case letters, digits and hyphens
            [hooks.""]                | 1:1  | '' is no name of a hook; allowed: lower-case letters, digits and hyphens
            hooks.x.gates = ['install'] | 1:18 | 'install' is no gate; allowed: "pip.invoked", "pip.candidates", "pip.download", "pip.unpack", "pip.install", "pip.build", "pip.built", "pip.write", "pip.uninstall"
            hooks.x.gates = ['pip.Install'] | 1:18 | 'pip.Install' is no gate; allowed: "pip.invoked", "pip.candidates", "pip.download", "pip.unpack", "pip.install", "pip.build", "pip.built", "pip.write", "pip.uninstall"
            hooks.x.gates = ['conda.install'] | 1:18 | 'conda.install' is no gate; allowed: "pip.invoked", "pip.candidates", "pip.download", "pip.unpack", "pip.install", "pip.build", "pip.built", "pip.write", "pip.uninstall"
            hooks.x.gates = ['pip.install.done'] | 1:18 | 'pip.install.done' is no gate; allowed: "pip.invoked", "pip.candidates", "pip.download", "pip.unpack", "pip.install", "pip.build", "pip.built", "pip.write", "pip.uninstall"
            hooks.x.on-failure = 'ignore' | 1:22 | 'ignore' is no meaning of a failure; allowed: "undecided", "deny", "allow"
            mode = 'watch'            | 1:8  | 'watch' is no mode; allowed: "enforce", "observe"
            rules."a.b" = 'block'     | 1:15 | 'block' is no action; allowed: "deny", "warn", "note"
            rules.denied = 'warn'     | 1:1  | 'denied' is no rule; allowed: the id of a rule in quotes, such as "names.denied"
            rules.names.denied = 'warn' | 1:1 | 'names' is no rule; allowed: the id of a rule in quotes, such as "names.denied"
            names.deny = ['a[b]']     | 1:15 | 'a[b]' is not a project name with an optional version specifier: extras have no place here at character 2
            names.allow = ['a>1', 'a >'] | 1:23 | 'a >' is not a project name with an optional version specifier: expected a digit at character 4
            """)
    void refusesAWordThatMeansNothing(String toml, String place, String message) throws IOException {
        assertMistake(toml, place, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            order = ['a', 'b', 'a']          | 1:20 | item 3 of `order` is the same as item 1 of `order`; allowed: each once
            jars = ['/a', '//a']             | 1:15 | item 2 of `jars` is the same as item 1 of `jars`; allowed: each once
            in-process = ['/a.so', '/a.so']  | 1:24 | item 2 of `in-process` is the same as item 1 of `in-process`; allowed: each once
            names.deny = ['Foo_Bar', 'foo-bar'] | 1:26 | item 2 of `deny` is the same as item 1 of `deny`; allowed: each once
            hooks.x.gates = ['pip.write', 'pip.write'] | 1:31 | item 2 of `gates` is the same as item 1 of `gates`; allowed: each once
            """)
    void refusesWhatIsThereTwice(String toml, String place, String message) throws IOException {
        assertMistake(toml, place, message);
    }

    @ParameterizedTest
    @CsvSource({"engine.idle-timeout, seconds, 86400", "engine.silence, seconds, 300", "hooks.x.timeout, seconds, 3600",
            "journal.segment-size, MiB, 1024", "journal.keep-days, days, 36500", "journal.keep-size, MiB, 1048576"})
    void refusesNumbersOutOfRange(String key, String unit, long most) throws IOException {
        for (var number : new long[]{0, -1, most + 1, Long.MAX_VALUE}) {
            assertMistake(key + " = " + number, "1:" + (key.length() + 4), "`%s` is %d; allowed: %s".formatted(
                    key.substring(key.lastIndexOf('.') + 1), number, "a whole number of " + unit + ", 1 to " + most));
        }
        for (var number : new long[]{1, most}) {
            Files.writeString(file, key + " = " + number);
            assertThat(Read.user(file)).isNotEqualTo(Settings.DEFAULT);
        }
    }

    @Test
    void refusesAListThatMustNotBeEmpty() throws IOException {
        assertMistake("hooks.x.program = []", "1:19", "`program` is empty; "
                + "allowed: an array of strings: the absolute path of a program, then its arguments");
        assertMistake("journal.copy-to = []", "1:19", "`copy-to` is empty; allowed: " + SettingsKey.COPY_TO.type());
        assertMistake("hooks.x.gates = []", "1:17", "`gates` is empty; allowed: " + SettingsKey.GATES.type());
    }

    @Test
    void refusesAnArgumentThatNoProgramCanHave() throws IOException {
        assertMistake("hooks.x.program = ['/p', \"a\\u0000\"]", "1:26",
                "'a\\u0000' has a NUL in it; allowed: what can be an argument of a program");
    }

    @ParameterizedTest
    @ValueSource(strings = {"names", "self"})
    void refusesAProgramInPlaceOfABuiltInHook(String name) throws IOException {
        assertMistake("hooks.%s.program = ['/p']".formatted(name), "1:" + (18 + name.length()),
                "`%s` is built in; allowed: another name for a program".formatted(name));
    }

    @Test
    void refusesATableThatIsThereTwice() throws IOException {
        assertMistake("[hooks.x]\n[engine]\n[hooks.x]\n", "3:1",
                "hooks.x previously defined at line 1, column 1");
    }

    @Test
    void keepsAMistakeOnOneLine() throws IOException {
        Files.writeString(file, "\"a\\n\\u001b\" = 1\n\"a\\n\\u001b\" = 2\n");
        assertThat(problem().mistakes()).singleElement().asString().doesNotContain("\n", "\u001b");

        Files.writeString(file, "\"a\\n\\u001b\" = 1\n[rules]\n\"b\\n\" = 1\n");
        assertThat(problem().mistakes()).hasSize(2).allSatisfy(
                mistake -> assertThat(mistake).doesNotContain("\n", "\u001b"));
    }

    @Test
    void countsCharactersAndNotBytes() throws IOException {
        assertMistake("order = ['ä', '😀', 1]", "1:10", "'ä' is no name of a hook; "
                + "allowed: lower-case letters, digits and hyphens", 3);
        assertThat(problem().mistakes().getLast()).startsWith(file + ":1:20: ");
    }

    @Test
    void refusesBytesThatAreNoUtf8() throws IOException {
        Files.write(file, "order = []\n# ä \u00ff".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problem()).hasMessage(file + ":2:3: not UTF-8; allowed: TOML, which is UTF-8");
    }

    @Test
    void refusesAFileThatEndsInTheMiddleOfACharacter() throws IOException {
        Files.write(file, new byte[]{'#', (byte) 0xc3});

        assertThat(problem()).hasMessage(file + ":1:2: not UTF-8; allowed: TOML, which is UTF-8");
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        Files.writeString(file, "#".repeat(1 << 20));
        assertThat(Read.user(file).hooks()).isEmpty();

        Files.writeString(file, "#".repeat((1 << 20) + 1));
        assertThat(problem()).hasMessage(
                file + ": the settings cannot be read: it is larger than 1 MiB; allowed: at most 1048576 bytes");
    }

    @Test
    void refusesNestingWithoutEnd() throws IOException {
        Files.writeString(file, "order = " + "[".repeat(500_000));

        assertThat(problem().mistakes()).singleElement().asString().contains("Nesting is too deep");
    }

    @Test
    void refusesAFolder() throws IOException {
        Files.createDirectory(file);

        assertThat(problem()).hasMessage(file + ": the settings cannot be read: it is no regular file");
    }

    @Test
    void refusesALinkThatLeadsNowhere() throws IOException {
        Files.createSymbolicLink(file, folder.resolve("gone"));

        assertThat(problem()).hasMessage(
                file + ": the settings cannot be read: it is a link that leads nowhere");
    }

    @Test
    void followsALink() throws IOException {
        Files.writeString(folder.resolve("dotfile"), "order = ['a']");
        Files.createSymbolicLink(file, folder.resolve("dotfile"));

        assertThat(Read.user(file).order()).containsExactly("a");
    }

    @Test
    void refusesAFileThatMayNotBeRead() throws IOException {
        Files.writeString(file, "");
        Assumptions.assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads everything");

        assertThat(problem()).hasMessage(file + ": the settings cannot be read: permission denied");
    }

    @Test
    void showsTwentyMistakesAndKeepsAll() throws IOException {
        Files.writeString(file, IntStream.rangeClosed(1, 25).mapToObj(index -> "x" + index + " = 1")
                .collect(Collectors.joining("\n")));
        var problem = problem();

        assertThat(problem.mistakes()).hasSize(25);
        assertThat(problem).message().hasLineCount(21).endsWith("\nand 5 more");
        assertThat(problem.hint()).contains("docs/reference/settings.md");
    }

    private void assertMistake(String toml, String place, String message) throws IOException {
        assertMistake(toml, place, message, 1);
    }

    private void assertMistake(String toml, String place, String message, int mistakes) throws IOException {
        Files.writeString(file, toml);

        assertThat(problem().mistakes()).hasSize(mistakes).first().isEqualTo(file + ":" + place + ": " + message);
    }

    private SettingsException problem() {
        return catchThrowableOfType(SettingsException.class, () -> Read.user(file));
    }
}
