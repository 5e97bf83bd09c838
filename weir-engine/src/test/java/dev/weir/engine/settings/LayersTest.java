package dev.weir.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.api.Action;
import dev.weir.wire.Mode;
import dev.weir.wire.Switches;
import dev.weir.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What one source sets, no later one loosens.
class LayersTest {

    private static final Switches WITHOUT_PROJECT = new Switches(Optional.empty(), Optional.of("off"));

    @TempDir
    private Path root;
    private Path system = Path.of("set below");
    private Path user = Path.of("set below");
    private Path work = Path.of("set below");
    private Path project = Path.of("set below");

    @BeforeEach
    void choosesPlaces() throws IOException {
        system = root.resolve("system.toml");
        user = root.resolve("user.toml");
        work = Files.createDirectories(root.resolve("repository/src/deep"));
        project = root.resolve("repository/weir.toml");
    }

    @Test
    void addsWhatEachFilePutsIntoAnArray() throws IOException {
        write(system, "in-process = ['/s.py:f']\njars = ['/s.jar', '/both.jar']\nnames.deny = ['a']");
        write(user, "in-process = ['/u.so', '/s.py:f']\njars = ['/both.jar', '/u.jar']\nnames.deny = ['b', 'a']");
        write(project, "names.deny = ['a', 'c']");
        var settings = read().settings();

        assertThat(settings.inProcess()).containsExactly("/s.py:f", "/u.so");
        assertThat(settings.jars())
                .isEqualTo(new Jars(List.of(Path.of("/s.jar"), Path.of("/both.jar")), List.of(Path.of("/u.jar"))));
        assertThat(settings.names().deny()).map(entry -> entry.selector() + " " + entry.place().text())
                .containsExactly("a " + system + ":3", "b " + user + ":3", "c " + project + ":1");
    }

    @Test
    void keepsAnAllowListOfEachFile() throws IOException {
        write(system, "names.allow = ['a', 'b']");
        write(user, "\nnames.allow = []");
        write(project, "[names]\n\nallow = ['a']");

        assertThat(read().settings().names().allow())
                .map(list -> list.entries().size() + " " + list.place().text())
                .containsExactly("2 " + system + ":1", "0 " + user + ":2", "1 " + project + ":3");
    }

    @Test
    void takesASingleValueFromTheFirstFileThatHasOne() throws IOException {
        write(system, "order = ['b']\nengine.silence = 30");
        write(user, "order = ['a', 'b']\nengine.silence = 20\nengine.idle-timeout = 60");
        var settings = read().settings();

        assertThat(settings.order()).containsExactly("b");
        assertThat(settings.silence()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void tellsWhatIsOverriddenAndByWhat() throws IOException {
        write(system, "engine.silence = 30");
        write(user, "[engine]\nsilence = 20");

        assertThat(held("engine.silence")).containsExactly(new Held("engine.silence", Json.of(30),
                new Place.InFile(Source.SYSTEM, system, 1),
                List.of(new Held.Overridden(Json.of(20), new Place.InFile(Source.USER, user, 2)))));
    }

    @Test
    void tellsTheDefaultsToo() throws IOException {
        assertThat(read().held()).allSatisfy(held -> assertThat(held.place()).isEqualTo(new Place.Default()))
                .extracting(Held::key)
                .contains("in-process", "engine.silence", "names.allow")
                .doesNotContain("rules.RULE");
        assertThat(held("engine.silence")).extracting(Held::value).containsExactly(Json.of(10));
        assertThat(held("names.allow")).extracting(held -> held.value().encode()).containsExactly("null");
    }

    @ParameterizedTest
    @CsvSource({"deny,warn,deny,system", "warn,deny,deny,user", "note,warn,warn,user", "note,note,note,system",
            "'',note,note,user", "warn,'',warn,system"})
    void takesTheStricterActionOfARule(String ofSystem, String ofUser, String holds, String source)
            throws IOException {
        write(system, ofSystem.isEmpty() ? "" : "rules.'a.b' = '" + ofSystem + "'");
        write(user, ofUser.isEmpty() ? "" : "rules.'a.b' = '" + ofUser + "'");

        assertThat(read().settings().rules()).extractingByKey("a.b").extracting(Action::word).isEqualTo(holds);
        var differs = !ofSystem.isEmpty() && !ofUser.isEmpty() && !ofSystem.equals(ofUser);
        assertThat(held("rules.\"a.b\"")).singleElement().satisfies(held -> {
            assertThat(held.place().text()).isEqualTo(root + "/" + source + ".toml:1");
            assertThat(held.overridden()).hasSize(differs ? 1 : 0);
        });
    }

    @ParameterizedTest
    @CsvSource({"'','','',enforce,default", "'',observe,'',observe,user", "observe,'','',observe,system",
            "observe,enforce,'',enforce,user", "enforce,observe,observe,enforce,system",
            "'','',observe,observe,WEIR_MODE", "'',enforce,observe,enforce,user",
            "observe,'',enforce,enforce,WEIR_MODE"})
    void enforcesWhereOneSourceSaysSo(String ofSystem, String ofUser, String ofEnvironment, String holds, String place)
            throws IOException {
        write(system, ofSystem.isEmpty() ? "" : "mode = '" + ofSystem + "'");
        write(user, ofUser.isEmpty() ? "" : "mode = '" + ofUser + "'");
        var switches = new Switches(Optional.of(ofEnvironment).filter(word -> !word.isEmpty()), Optional.empty());
        var effective = EffectiveSettings.read(places(), "", switches);

        assertThat(effective.settings().mode().word()).isEqualTo(holds);
        assertThat(effective.held()).filteredOn(held -> held.key().equals("mode")).singleElement()
                .satisfies(held -> assertThat(held.place().text()).contains(place));
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-process = ['/a.so']", "jars = ['/a.jar']", "names.deny = ['a']", "names.allow = ['a']",
            "[hooks.a]\nprogram = ['/a']", "[rules]\n'a.b' = 'deny'"})
    void letsNobodyOnlyObserveWhatTheSystemRefuses(String refusing) throws IOException {
        write(system, "\n" + refusing);
        write(user, "mode = 'observe'");
        var switches = new Switches(Optional.of("observe"), Optional.empty());
        var effective = EffectiveSettings.read(places(), "", switches);

        assertThat(effective.settings().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(effective.held()).filteredOn(held -> held.key().equals("mode")).singleElement()
                .satisfies(held -> {
                    assertThat(held.place().text()).isEqualTo(system + ":2");
                    assertThat(held.overridden()).map(other -> other.place().text())
                            .containsExactly(user + ":1", "WEIR_MODE");
                });

        write(system, "mode = 'observe'\n" + refusing);
        assertThat(EffectiveSettings.read(places(), "", switches).settings().mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void leavesTheModeToTheUserWhereTheSystemRefusesNothing() throws IOException {
        write(system, "order = []\nengine.silence = 3");
        write(user, "mode = 'observe'\nnames.deny = ['a']");

        assertThat(read().settings().mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void letsAProjectMakeARuleStricter() throws IOException {
        write(user, "rules.'a.b' = 'note'");
        write(project, "rules.'a.b' = 'deny'");

        assertThat(read().settings().rules()).containsEntry("a.b", Action.DENY);
    }

    @Test
    void knowsWhatTheSystemHasSet() throws IOException {
        write(system, """
                names.deny = ['a']
                [hooks.scan]
                program = ['/scan']
                [hooks.in-jar]
                timeout = 3
                [rules]
                "a.b" = "warn"
                """);
        write(user, "hooks.mine.program = ['/mine']\nrules.'c.d' = 'warn'\nrules.'a.b' = 'deny'");

        assertThat(read().settings().fixed())
                .isEqualTo(new Fixed(Set.of("scan", "names"), Set.of("scan", "in-jar"), Set.of("a.b")));
    }

    @Test
    void leavesTheHookNamesToTheUserWhereTheSystemHasNoLists() throws IOException {
        write(system, "engine.silence = 3");
        write(user, "names.deny = ['a']\nhooks.names.enabled = false");

        assertThat(read().settings().fixed()).isEqualTo(Fixed.NOTHING);
    }

    @Test
    void refusesATableAboutAHookOfTheSystem() throws IOException {
        write(system, "\n[hooks.scan]\nprogram = ['/scan']");
        write(user, "[hooks.mine]\ntimeout = 3\n[hooks.scan]\nenabled = false");

        assertThat(problem().mistakes()).containsExactly(user + ":3:1: `[hooks.scan]` would change what " + system
                + ":2 sets; allowed: tables about other hooks");
    }

    @ParameterizedTest
    @CsvSource({"deny", "allow"})
    void refusesATableAboutNamesWhereTheSystemHasLists(String list) throws IOException {
        write(system, "names." + list + " = ['a']");
        write(user, "[hooks.names]\ngates = ['pip.write']");

        assertThat(problem().mistakes()).containsExactly(user + ":1:1: `[hooks.names]` would change what " + system
                + ":1 sets; allowed: tables about other hooks");
    }

    @Test
    void namesTheMistakesOfAllFiles() throws IOException {
        write(system, "a = 1\nb = 2");
        write(user, "jars = '");
        write(project, "c = 3");

        assertThat(problem().mistakes()).map(line -> line.split(": ", 2)[0])
                .containsExactly(system + ":1:1", system + ":2:1", user + ":1:9", project + ":1:1");
        assertThat(problem().hint()).contains("docs/reference/settings.md", "WEIR_PROJECT_SETTINGS=off");
    }

    @Test
    void adviceFollowsTheFileThatIsWrong() throws IOException {
        write(user, "a = 1");
        assertThat(problem().hint()).contains("docs/reference/settings.md").doesNotContain("WEIR_PROJECT_SETTINGS");

        write(user, "");
        write(project, "a = 1");
        assertThat(problem().hint())
                .isEqualTo("mend the project's settings, or go on without them: WEIR_PROJECT_SETTINGS=off");
    }

    @Test
    void takesTheNearestFileOfAProject() throws IOException {
        write(project, "names.deny = ['far']");
        write(work.resolveSibling("weir.toml"), "names.deny = ['near']");

        assertThat(read().settings().names().deny()).extracting(entry -> entry.selector().toString())
                .containsExactly("near");
    }

    @Test
    void takesNoFileOfTheSystemOrTheUserForAProjects() throws IOException {
        var places = new SettingsPlaces(work.resolve("weir.toml"), root.resolve("repository/src/weir.toml"));
        write(places.system(), "order = []");
        write(places.user(), "engine.silence = 3");
        write(project, "names.deny = ['a']");

        assertThat(EffectiveSettings.read(places, work.toString(), Switches.NONE).files())
                .extracting(FileUse::file).containsExactly(Optional.of(places.system()), Optional.of(places.user()),
                        Optional.of(project));
    }

    @Test
    void leavesTheProjectOutWhereASwitchSaysSo() throws IOException {
        write(project, "no = 'settings'");
        var effective = EffectiveSettings.read(places(), work.toString(), WITHOUT_PROJECT);

        assertThat(effective.files().getLast())
                .isEqualTo(new FileUse(Source.PROJECT, Optional.empty(), FileUse.Use.LEFT_OUT));
        assertThat(effective.settings().names()).isEqualTo(NameLists.NONE);
    }

    @Test
    void refusesAWordThatIsNoSwitch() {
        var switches = new Switches(Optional.of("Observe"), Optional.of("no\n"));
        var problem = catchThrowableOfType(SettingsException.class,
                () -> EffectiveSettings.read(places(), work.toString(), switches));

        assertThat(problem.mistakes()).containsExactly("WEIR_PROJECT_SETTINGS is 'no\\u000a'; allowed: off, on",
                "WEIR_MODE is 'Observe'; allowed: enforce, observe");
        assertThat(problem.hint()).isEqualTo("mend the variable, or unset it");
    }

    @Test
    void digestsAllThatCounts() throws IOException {
        assertThat(read().settings().digest()).isEqualTo(Settings.DEFAULT.digest()).hasToString(
                "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

        write(system, "");
        write(user, "order = []\n");
        write(project, "# é\n");
        // printf 'system e3b0…\nuser 3b72…\nproject d09f…\n' | sha256sum, each the sha256sum of its file
        assertThat(read().settings().digest())
                .hasToString("sha256:7414cd87b63ae18566f6766b5dcbeb61c9694b0a73a24ffd5a99e323aa01bc0d");
        var both = new Switches(Optional.of("observe"), Optional.of("off"));
        assertThat(EffectiveSettings.read(places(), work.toString(), both).settings().digest())
                .hasToString("sha256:3102943890c4b4bb84b8d7a716d7c36b2b34dd9f0068c242b3c69de82b12fe5d");
    }

    private List<Held> held(String key) {
        return read().held().stream().filter(held -> held.key().equals(key)).toList();
    }

    private EffectiveSettings read() {
        return EffectiveSettings.read(places(), work.toString(), Switches.NONE);
    }

    private SettingsException problem() {
        return catchThrowableOfType(SettingsException.class, this::read);
    }

    private SettingsPlaces places() {
        return new SettingsPlaces(system, user);
    }

    private static void write(Path file, String toml) throws IOException {
        Files.writeString(file, toml, StandardCharsets.UTF_8);
    }
}
