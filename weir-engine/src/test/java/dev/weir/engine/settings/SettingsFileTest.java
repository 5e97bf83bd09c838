package dev.weir.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.api.Action;
import dev.weir.api.GateAction;
import dev.weir.journal.Keeping;
import dev.weir.packaging.name.ProjectSelector;
import dev.weir.policy.OnFailure;
import dev.weir.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    @TempDir
    private Path folder;

    @Test
    void findsTheFileInTheFolderOfSettings() {
        assertThat(SettingsFile.userFile(Map.of("XDG_CONFIG_HOME", "/conf", "HOME", "/home/a")))
                .isEqualTo(Path.of("/conf/weir/weir.toml"));
    }

    @Test
    void findsTheFileInTheHomeFolderByDefault() {
        var expected = Path.of("/home/a/.config/weir/weir.toml");

        assertThat(SettingsFile.userFile(Map.of("HOME", "/home/a"))).isEqualTo(expected);
        assertThat(SettingsFile.userFile(Map.of("HOME", "/home/a", "XDG_CONFIG_HOME", ""))).isEqualTo(expected);
        assertThat(SettingsFile.userFile(Map.of("HOME", "/home/a", "XDG_CONFIG_HOME", "conf"))).isEqualTo(expected);
        assertThat(SettingsFile.userFile(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".config", "weir", "weir.toml"));
    }

    @Test
    void takesTheDefaultsWhereThereIsNoFile() {
        assertThat(SettingsFile.read(folder.resolve("weir.toml"))).isEqualTo(Settings.DEFAULT);
        assertThat(SettingsFile.read(folder.resolve("no/folder/weir.toml"))).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void takesAnEmptyFileLikeNone() throws IOException {
        assertThat(read("")).isEqualTo(Settings.DEFAULT);
        assertThat(Settings.DEFAULT.digest())
                .hasToString("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void namesTheBytesThatItRead() throws IOException {
        assertThat(read("# é\r\n").digest())
                .hasToString("sha256:dd83fb25cecb954444bface0a201f24288082edc4365b798a312dc98445d124b");
    }

    @Test
    void readsEveryKey() throws IOException {
        var settings = read("""
                in-process = ["/abs/hook.py:watch", "/abs/hook.so"]
                jars = ["/abs/my hooks.jar"]
                order = ["names", "my-scan"]

                [engine]
                idle-timeout = 60
                silence = 1

                [names]
                deny = ["reqeusts", "urllib3<2"]
                allow = ["requests>=2"]

                [hooks.my-scan]
                enabled = false
                program = ["/abs/program", "", "arg", "arg"]
                gates = ["pip.install", "pip.write"]
                timeout = 3600
                on-failure = "allow"

                [journal]
                segment-size = 32
                keep-days = 400
                keep-size = 2048
                copy-to = ["/abs/program", "arg"]
                copy-must = true

                [rules]
                "names.unknown" = "warn"
                """);

        assertThat(settings).isEqualTo(new Settings(
                settings.digest(),
                List.of("/abs/hook.py:watch", "/abs/hook.so"),
                List.of(Path.of("/abs/my hooks.jar")),
                List.of("names", "my-scan"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                new NameLists(selectors("reqeusts", "urllib3<2"), Optional.of(selectors("requests>=2"))),
                Map.of("my-scan", new HookSettings(false, Optional.of(List.of("/abs/program", "", "arg", "arg")),
                        Optional.of(Set.of(GateAction.INSTALL, GateAction.WRITE)), Duration.ofHours(1),
                        OnFailure.ALLOW)),
                new JournalSettings(new Keeping(32L << 20, Optional.of(Duration.ofDays(400)), Optional.of(2L << 30)),
                        Optional.of(new CopyTo.ToProgram(List.of("/abs/program", "arg"))), true),
                Map.of("names.unknown", Action.WARN)));
    }

    @Test
    void takesDefaultsForWhatAHookDoesNotSay() throws IOException {
        var settings = read("[hooks.mine]\nprogram = ['/p']\n");

        assertThat(settings.hook("mine")).isEqualTo(new HookSettings(
                true, Optional.of(List.of("/p")), Optional.empty(), Duration.ofSeconds(30), OnFailure.UNDECIDED));
        assertThat(settings.hook("another")).isEqualTo(HookSettings.DEFAULT);
    }

    @Test
    void copiesTheJournalToAFile() throws IOException {
        assertThat(read("journal.copy-to = '/abs/copy.jsonl'").journal().copyTo())
                .contains(new CopyTo.ToFile(Path.of("/abs/copy.jsonl")));
    }

    @Test
    void takesAnEmptyAllowListForAList() throws IOException {
        assertThat(read("names.allow = []").names().allow()).contains(List.of());
    }

    @Test
    void makesThePolicyOfRulesAndFailures() throws IOException {
        var settings = read("""
                [hooks.a]
                on-failure = "deny"
                [rules]
                "x.y" = "note"
                """);

        assertThat(settings.policy())
                .isEqualTo(new Policy(Map.of("x.y", Action.NOTE), Map.of("a", OnFailure.DENY)));
    }

    @Test
    void namesEveryMistakeInTheOrderOfTheFile() throws IOException {
        assertThat(mistakes("""
                jars = ["x.jar"]
                ordr = []
                [engine]
                silence = 0
                [hooks.Scan]
                [rules]
                "a.b" = "stop"
                """)).extracting(mistake -> mistake.split(": ", 2)[0])
                .containsExactly(place("1:9"), place("2:1"), place("4:11"), place("5:1"), place("7:9"));
    }

    @Test
    void namesOnlyMistakesOfTomlWhereThereAreAny() throws IOException {
        assertThat(mistakes("""
                unknown = 1
                jars = "
                """)).singleElement().asString().startsWith(place("2:9: "));
        assertThat(mistakes("order = []\norder = []\n"))
                .containsExactly(place("2:1: order previously defined at line 1, column 1"));
    }

    private Settings read(String toml) throws IOException {
        return SettingsFile.read(write(toml));
    }

    private List<String> mistakes(String toml) throws IOException {
        var file = write(toml);
        return catchThrowableOfType(SettingsException.class, () -> SettingsFile.read(file)).mistakes();
    }

    private Path write(String toml) throws IOException {
        return Files.writeString(folder.resolve("weir.toml"), toml);
    }

    private String place(String lineAndColumn) {
        return folder.resolve("weir.toml") + ":" + lineAndColumn;
    }

    private static List<ProjectSelector> selectors(String... texts) {
        return Arrays.stream(texts).map(ProjectSelector::parse).toList();
    }
}
