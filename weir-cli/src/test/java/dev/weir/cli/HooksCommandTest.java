package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.api.Command;
import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.api.Verdict;
import dev.weir.journal.HookRun;
import dev.weir.journal.HookRun.Status;
import dev.weir.journal.Journal;
import dev.weir.journal.Origin;
import dev.weir.journal.Records;
import dev.weir.wire.Answer;
import dev.weir.wire.Client;
import dev.weir.wire.Mode;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HooksCommandTest {

    private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");
    private static final String SETTINGS = """
            in-process = ["/opt/watch.py:watch"]
            order = ["scan"]

            [names]
            deny = ["evil"]

            [hooks.scan]
            program = ["/opt/scan", "--strict"]
            timeout = 5
            on-failure = "deny"

            [hooks.self]
            enabled = false
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listsTheHooksInTheOrderInWhichTheyAreAsked() throws IOException {
        settings(SETTINGS);
        judged(new HookRun("scan", Status.FAILED, Optional.of("exit status 1, it says: \u001b[2J"), 3));

        assertThat(weir()).isZero();
        assertThat(out.toString()).isEqualTo("""
                scan: program, /opt/scan --strict
                  asked at pip.install, pip.write
                  timeout 5 s, on failure deny
                  last failed, %s, after 3 ms, in run r1: exit status 1, it says: \\x1b[2J
                names: built in
                  asked at pip.candidates, pip.download, pip.unpack, pip.install, pip.build, pip.built, pip.write
                  timeout 30 s, on failure undecided
                  never asked, as far as the journal goes
                self: built in
                  switched off by the settings
                  timeout 30 s, on failure undecided
                  never asked, as far as the journal goes
                structure: built in
                  asked at pip.unpack, pip.install, pip.built, pip.write
                  timeout 30 s, on failure undecided
                  never asked, as far as the journal goes
                /opt/watch.py:watch: in pip's own process
                  sees every event
                """.formatted(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx").withZone(ZoneId.systemDefault())
                .format(TIME)));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysThatAHookIsAskedNowhere() {
        assertThat(weir()).isZero();
        assertThat(out.toString()).contains("names: built in\n  asked at no gate\n");
    }

    @Test
    void writesOneObjectForEachHook() throws IOException {
        settings(SETTINGS);
        judged(new HookRun("scan", Status.ANSWERED, Optional.empty(), 3));

        assertThat(weir("--json")).isZero();
        assertThat(out.toString().lines().map(line -> JsonReader.read(line).asObject("a hook")))
                .extracting(hook -> hook.string("name"), hook -> hook.string("type"), hook -> hook.bool("enabled"))
                .containsExactly(
                        tuple("scan", "program", true),
                        tuple("names", "built-in", true),
                        tuple("self", "built-in", false),
                        tuple("structure", "built-in", true),
                        tuple("/opt/watch.py:watch", "in-process", true));
        assertThat(out.toString().lines().findFirst()).contains("{\"name\":\"scan\",\"type\":\"program\","
                + "\"origin\":[\"/opt/scan\",\"--strict\"],\"enabled\":true,\"gates\":[\"pip.install\",\"pip.write\"],"
                + "\"timeout\":5,\"on_failure\":\"deny\",\"last\":{\"status\":\"answered\",\"reason\":null,"
                + "\"milliseconds\":3,\"time\":\"2026-11-24T10:00:00Z\",\"run\":\"r1\"}}");
    }

    @Test
    void startsNoEngineAndWritesNothing() throws IOException {
        settings(SETTINGS);

        assertThat(weir()).isZero();
        assertThat(folder).isDirectoryNotContaining("glob:**/state");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "nonsense = 1 | ^weir: the settings cannot be used:\\R.*/weir/weir\\.toml:1:1: 'nonsense' is no key",
            "order = ['gone'] | ^weir: the hooks cannot be used: `order` in the settings names `gone`, which is no hook; there are: \\[names, self, structure]",
            "jars = ['/nowhere.jar'] | ^weir: the hooks cannot be used: there is no jar /nowhere\\.jar",
    })
    void failsWhereTheHooksCannotBeUsed(String toml, String message) throws IOException {
        settings(toml);

        assertThat(weir()).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).containsPattern(message).contains("\nhint: ");
    }

    @Test
    void reportsADamagedJournalAndTellsTheRest() throws IOException {
        judged(new HookRun("self", Status.ANSWERED, Optional.empty(), 3));
        Files.writeString(folder.resolve("state/weir/journal/00000001.jsonl"), "garbage", StandardOpenOption.APPEND);

        assertThat(weir()).isEqualTo(1);
        assertThat(out.toString()).contains("last answered, ");
        assertThat(err.toString()).containsPattern("^weir: .*/00000001\\.jsonl:\\d+:").contains("\nhint: ");
    }

    private void settings(String toml) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("config/weir")).resolve("weir.toml"), toml);
    }

    private void judged(HookRun run) throws IOException {
        var client = new Client("box", "u", 1000, 7, 1, "/w", "/w/venv", "3.14.0", "pip", "26.3", Optional.empty());
        var origin = new Origin("r1", client, List.of(), "0f3a", Digest.ofHex("0".repeat(64)), List.of(),
                Mode.ENFORCE);
        var gate = new Gate.Invoked("pip", new Command("26.3", "install", List.of("install"), "o-1", "{}"));
        var answer = new Answer("o-1", Optional.empty(), new Verdict.Allow(), List.of());
        try (var journal = Journal.open(folder.resolve("state/weir/journal"), InstantSource.fixed(TIME))) {
            journal.append(List.of(new Records(origin).verdict(gate, answer, List.of(run))));
        }
    }

    private int weir(String... options) {
        var environment = Map.of("XDG_STATE_HOME", folder.resolve("state").toString(),
                "XDG_CONFIG_HOME", folder.resolve("config").toString());
        var arguments = Stream.concat(Stream.of("hooks"),
                Stream.of(options)).toArray(String[]::new);
        return Main.commandLine(environment).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
