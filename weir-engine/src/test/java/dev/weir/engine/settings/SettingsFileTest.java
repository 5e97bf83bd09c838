package dev.weir.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.api.Action;
import dev.weir.api.GateAction;
import dev.weir.journal.Keeping;
import dev.weir.packaging.archive.ArchiveLimits;
import dev.weir.packaging.name.ProjectSelector;
import dev.weir.policy.OnFailure;
import dev.weir.policy.Policy;
import dev.weir.wire.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        assertThat(SettingsPlaces.of(Map.of("XDG_CONFIG_HOME", "/conf", "HOME", "/home/a")).user())
                .isEqualTo(Path.of("/conf/weir/weir.toml"));
    }

    @Test
    void findsTheFileInTheHomeFolderByDefault() {
        var expected = Path.of("/home/a/.config/weir/weir.toml");

        assertThat(SettingsPlaces.of(Map.of("HOME", "/home/a")).user()).isEqualTo(expected);
        assertThat(SettingsPlaces.of(Map.of("HOME", "/home/a", "XDG_CONFIG_HOME", "")).user()).isEqualTo(expected);
        assertThat(SettingsPlaces.of(Map.of("HOME", "/home/a", "XDG_CONFIG_HOME", "conf")).user()).isEqualTo(expected);
        assertThat(SettingsPlaces.of(Map.of()).user())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".config", "weir", "weir.toml"));
    }

    @Test
    void takesTheDefaultsWhereThereIsNoFile() {
        assertThat(Read.user(folder.resolve("weir.toml"))).isEqualTo(Settings.DEFAULT);
        assertThat(Read.user(folder.resolve("no/folder/weir.toml"))).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void takesTheDefaultsWhereAFileIsEmpty() throws IOException {
        assertThat(read("")).usingRecursiveComparison().ignoringFields("digest").isEqualTo(Settings.DEFAULT);
    }

    @Test
    void readsEveryKey() throws IOException {
        var settings = read("""
                in-process = ["/abs/hook.py:watch", "/abs/hook.so"]
                in-process-trees = true
                jars = ["/abs/my hooks.jar"]
                order = ["names", "my-scan"]
                mode = "observe"

                [engine]
                idle-timeout = 60
                silence = 1
                held-size = 9

                [names]
                deny = ["reqeusts", "urllib3<2"]
                allow = ["requests>=2"]

                [hooks.my-scan]
                enabled = false
                program = ["/abs/program", "", "arg", "arg"]
                tree = true
                gates = ["pip.install", "pip.write"]
                timeout = 3600
                on-failure = "allow"

                [journal]
                segment-size = 32
                keep-days = 400
                keep-size = 2048
                copy-to = ["/abs/program", "arg"]
                copy-must = true

                [structure]
                members = 1
                size = 2
                ratio = 3
                name = 4
                part = 5
                depth = 6
                headers = 7
                time = 8

                [rules]
                "names.unknown" = "warn"
                """);

        assertThat(settings).isEqualTo(new Settings(
                settings.digest(),
                Mode.OBSERVE,
                List.of("/abs/hook.py:watch", "/abs/hook.so"),
                true,
                new Jars(List.of(), List.of(Path.of("/abs/my hooks.jar"))),
                List.of("names", "my-scan"),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                9L << 20,
                new NameLists(List.of(entry("reqeusts", 13), entry("urllib3<2", 13)),
                        List.of(new NameLists.AllowList(List.of(entry("requests>=2", 14)), line(14)))),
                new ArchiveLimits(1, 2L << 20, 3, 4, 5, 6, 7 << 20, Duration.ofSeconds(8)),
                Map.of("my-scan", new HookSettings(false, Optional.of(List.of("/abs/program", "", "arg", "arg")), true,
                        Optional.of(Set.of(GateAction.INSTALL, GateAction.WRITE)), Duration.ofHours(1),
                        OnFailure.ALLOW)),
                new JournalSettings(new Keeping(32L << 20, Optional.of(Duration.ofDays(400)), Optional.of(2L << 30)),
                        Optional.of(new CopyTo.ToProgram(List.of("/abs/program", "arg"))), true),
                Map.of("names.unknown", Action.WARN),
                Fixed.NOTHING));
    }

    @Test
    void takesDefaultsForWhatAHookDoesNotSay() throws IOException {
        var settings = read("[hooks.mine]\nprogram = ['/p']\n");

        assertThat(settings.hook("mine")).isEqualTo(new HookSettings(
                true, Optional.of(List.of("/p")), false, Optional.empty(), Duration.ofSeconds(30),
                OnFailure.UNDECIDED));
        assertThat(settings.hook("another")).isEqualTo(HookSettings.DEFAULT);
    }

    @Test
    void copiesTheJournalToAFile() throws IOException {
        assertThat(read("journal.copy-to = '/abs/copy.jsonl'").journal().copyTo())
                .contains(new CopyTo.ToFile(Path.of("/abs/copy.jsonl")));
    }

    @Test
    void takesAnEmptyAllowListForAList() throws IOException {
        assertThat(read("names.allow = []").names().allow())
                .containsExactly(new NameLists.AllowList(List.of(), line(1)));
    }

    @Test
    void makesThePolicyOfRulesAndFailures() throws IOException {
        var settings = read("""
                [hooks.a]
                on-failure = "deny"
                [rules]
                "x.y" = "note"
                """);

        assertThat(settings.policy(Set.of()))
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
        return Read.user(write(toml));
    }

    private List<String> mistakes(String toml) throws IOException {
        var file = write(toml);
        return catchThrowableOfType(SettingsException.class, () -> Read.user(file)).mistakes();
    }

    private Path write(String toml) throws IOException {
        return Files.writeString(folder.resolve("weir.toml"), toml);
    }

    private String place(String lineAndColumn) {
        return folder.resolve("weir.toml") + ":" + lineAndColumn;
    }

    private NameLists.Entry entry(String text, int line) {
        return new NameLists.Entry(ProjectSelector.parse(text), line(line));
    }

    private Place line(int line) {
        return new Place.InFile(Source.USER, folder.resolve("weir.toml"), line);
    }
}
