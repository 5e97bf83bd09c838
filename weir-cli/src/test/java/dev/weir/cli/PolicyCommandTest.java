package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PolicyCommandTest {

    @TempDir
    private Path root;
    private Path system = Path.of("set below");
    private Path user = Path.of("set below");
    private Path project = Path.of("set below");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void choosesPlaces() throws IOException {
        system = root.resolve("s.toml");
        user = root.resolve("u.toml");
        project = Files.createDirectory(root.resolve("work")).resolve("weir.toml");
    }

    @Test
    void showsEachSettingAndWhereItStands() throws IOException {
        Files.writeString(system, """
                [engine]
                silence = 30
                [names]
                deny = ["evil"]
                """);
        Files.writeString(user, """
                engine.silence = 20
                order = ["a", "b"]
                mode = "observe"
                rules."names.unknown" = "warn"
                hooks.scan.program = ["/opt/scan"]
                """);
        Files.writeString(project, "names.allow = []");

        assertThat(show()).isZero();
        assertThat(shown()).containsExactly(
                "  system   S",
                "  user     U",
                "  project  P",
                "",
                "digest D",
                "  in-process             []                             default",
                "  in-process-trees       false                          default",
                "  jars                   []                             default",
                "  order                  [\"a\",\"b\"]                      U:2",
                "  mode                   \"enforce\"                      S:4",
                "                         overrides \"observe\"            U:3",
                "  engine.idle-timeout    900                            default",
                "  engine.silence         30                             S:2",
                "                         overrides 20                   U:1",
                "  engine.held-size       256                            default",
                "  names.deny             \"evil\"                         S:4",
                "  names.allow            []                             P:1",
                "  structure.members      500000                         default",
                "  structure.size         16384                          default",
                "  structure.ratio        200                            default",
                "  structure.name         4096                           default",
                "  structure.part         255                            default",
                "  structure.depth        100                            default",
                "  structure.headers      64                             default",
                "  structure.time         300                            default",
                "  hooks.scan.program     [\"/opt/scan\"]                  U:5",
                "  journal.segment-size   2                              default",
                "  journal.keep-days      (none)                         default",
                "  journal.keep-size      (none)                         default",
                "  journal.copy-to        (none)                         default",
                "  journal.copy-must      false                          default",
                "  rules.\"names.unknown\"  \"warn\"                         U:4",
                "                         loosens no hook of the system");
    }

    @Test
    void saysWhichFilesThereAreNot() {
        assertThat(show()).isZero();
        assertThat(shown()).startsWith("  system   S (not there)", "  user     U (not there)",
                "  project  no weir.toml from here upward")
                .contains("  names.allow           (none)     default");
    }

    @Test
    void saysThatTheProjectIsLeftOut() throws IOException {
        Files.writeString(project, "jars = ['/a.jar']");

        assertThat(command(Map.of("WEIR_PROJECT_SETTINGS", "off")).execute("show")).isZero();
        assertThat(shown()).contains("  project  left out: WEIR_PROJECT_SETTINGS");
    }

    @Test
    void showsTheSameToAProgram() throws IOException {
        Files.writeString(system, "engine.silence = 30\nnames.deny = ['x']");
        Files.writeString(user, "engine.silence = 20\nrules.'a.b' = 'note'");

        assertThat(show("--json")).isZero();
        var json = json();
        assertThat(json.objects("files")).map(JsonObject::encode).containsExactly(
                "{\"source\":\"system\",\"file\":\"" + system + "\",\"use\":\"read\"}",
                "{\"source\":\"user\",\"file\":\"" + user + "\",\"use\":\"read\"}",
                "{\"source\":\"project\",\"file\":null,\"use\":\"absent\"}");
        assertThat(json.objects("settings")).map(JsonObject::encode).contains(
                "{\"key\":\"engine.silence\",\"value\":30,\"limit\":null,"
                        + "\"overrides\":[{\"value\":20,\"source\":\"user\",\"file\":\"" + user + "\",\"line\":1}],"
                        + "\"source\":\"system\",\"file\":\"" + system + "\",\"line\":1}",
                "{\"key\":\"engine.idle-timeout\",\"value\":900,\"limit\":null,\"overrides\":[],"
                        + "\"source\":\"default\",\"file\":null,\"line\":null}",
                "{\"key\":\"rules.\\\"a.b\\\"\",\"value\":\"note\",\"limit\":\"loosens no hook of the system\","
                        + "\"overrides\":[],\"source\":\"user\",\"file\":\"" + user + "\",\"line\":2}");
    }

    @Test
    void namesEveryMistakeAndShowsNothing() throws IOException {
        Files.writeString(user, "silence = 3");
        Files.writeString(project, "\n\"jar\\u001b\" = []");

        assertThat(show()).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(3).satisfiesExactly(
                line -> assertThat(line).startsWith("weir: " + user + ":1:1: 'silence' is no key of the file"),
                line -> assertThat(line).startsWith("weir: " + project + ":2:1: 'jar\\u001b' is no key of the file"),
                line -> assertThat(line).startsWith("hint: "));
    }

    @Test
    void saysWhatTheListsSayOfAPackage() throws IOException {
        Files.writeString(system, "names.deny = ['evil', 'Big_Thing<2']");
        Files.writeString(user, "names.allow = ['big-thing>=1', 'evil']");

        assertThat(show("--package", "big.thing==1.5")).isZero();
        assertThat(shown()).containsExactly(
                "big-thing 1.5: refused",
                "  denied    deny: big-thing<2    S:1  names.denied = \"deny\"  default",
                "  admitted  allow: big-thing>=1  U:1");
    }

    @ParameterizedTest
    @CsvSource({"big-thing==2, allowed", "big-thing, depends on the version", "evil, refused", "other, refused"})
    void sumsUpWhatTheListsSay(String asked, String outcome) throws IOException {
        Files.writeString(system, "names.deny = ['evil', 'big-thing<2']");
        Files.writeString(user, "names.allow = ['big-thing', 'evil']");

        assertThat(show("--package", asked)).isZero();
        assertThat(shown().getFirst()).endsWith(": " + outcome);
    }

    @Test
    void saysWhichRuleMakesAWarningOfIt() throws IOException {
        Files.writeString(user, "names.deny = ['evil']\nrules.'names.denied' = 'warn'");

        assertThat(show("--package", "evil")).isZero();
        assertThat(shown()).containsExactly("evil: allowed, with a warning",
                "  denied  deny: evil  U:1  names.denied = \"warn\"  U:2");
    }

    @Test
    void knowsThatARuleOfTheUserDoesNotLoosenAListOfTheSystem() throws IOException {
        Files.writeString(system, "names.deny = ['evil']");
        Files.writeString(user, "rules.'names.denied' = 'note'");

        assertThat(show("--package", "evil", "--json")).isZero();
        assertThat(json().encode()).isEqualTo("{\"name\":\"evil\",\"version\":null,\"outcome\":\"refused\","
                + "\"reasons\":[{\"says\":\"denied\",\"list\":\"deny\",\"entry\":\"evil\",\"place\":\"" + system
                + ":1\",\"rule\":{\"id\":\"names.denied\",\"action\":\"deny\",\"source\":\"default\",\"file\":null,"
                + "\"line\":null}}]}");
    }

    @Test
    void saysThatNobodyAsks() throws IOException {
        assertThat(show("--package", "evil")).isZero();
        assertThat(shown()).containsExactly("evil: allowed", "  no list is about it");

        Files.writeString(user, "names.deny = ['evil']\n[hooks.names]\nenabled = false");
        assertThat(show("--package", "evil")).isZero();
        assertThat(shown()).contains("  the hook `names` is switched off: U:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show --package", "show --package a=1", "show --package a==", "show --package a==x",
            "show --package -", "show x", "shw", ""})
    void refusesWrongUsage(String arguments) {
        assertThat(command(Map.of()).execute(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotEmpty();
    }

    private List<String> shown() {
        return out.toString().replace(project.toString(), "P").replace(system.toString(), "S")
                .replace(user.toString(), "U").replaceAll("sha256:\\w{64}", "D").lines().toList();
    }

    private JsonObject json() {
        return JsonReader.read(out.toString().strip()).asObject("the output");
    }

    private int show(String... options) {
        out.getBuffer().setLength(0);
        var arguments = new String[options.length + 1];
        arguments[0] = "show";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return command(Map.of()).execute(arguments);
    }

    private CommandLine command(Map<String, String> environment) {
        var policy = new PolicyCommand(new SettingsPlaces(system, user), project.resolveSibling(""), environment);
        return new CommandLine(policy.spec()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }
}
