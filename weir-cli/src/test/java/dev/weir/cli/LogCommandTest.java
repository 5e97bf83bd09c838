package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Command;
import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.api.Verdict;
import dev.weir.journal.Journal;
import dev.weir.journal.Origin;
import dev.weir.journal.Records;
import dev.weir.wire.Answer;
import dev.weir.wire.Client;
import dev.weir.wire.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LogCommandTest {

    @TempDir
    Path state;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void showsTheJournalOnStandardOutput() throws IOException {
        write("r1", "simple");

        assertThat(weir("log")).isZero();
        assertThat(out.toString()).startsWith("run r1, ").contains("  pip install simple\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void showsRecordsAsTheyAreStored() throws IOException {
        write("r1", "simple");
        write("r2", "café");

        assertThat(weir("log", "--json", "--last", "1")).isZero();
        assertThat(out.toString().lines()).isEqualTo(Files.readAllLines(segment()).subList(3, 5));
    }

    @Test
    void isNotUpsetWhereThereIsNoJournal() {
        assertThat(weir("log")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).containsExactly(
                "weir: there is no journal yet: " + state + "/weir/journal",
                "hint: weir pip install PACKAGE writes the first records");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "log --json", "log --run r1", "log --json --last 1"})
    void reportsDamageAndShowsTheRest(String command) throws IOException {
        write("r1", "simple");
        Files.writeString(segment(), "garbage", StandardOpenOption.APPEND);

        assertThat(weir(command.split(" ", -1))).isEqualTo(1);
        assertThat(out.toString()).contains("simple");
        assertThat(err.toString().lines()).hasSize(2).satisfiesExactly(
                line -> assertThat(line).matches("weir: .*/00000001\\.jsonl:4:\\d+: the line is cut off"),
                line -> assertThat(line).startsWith("hint: "));
    }

    @Test
    void saysThatThereIsNoSuchRun() throws IOException {
        write("r1", "simple");

        assertThat(weir("log", "--run", "r2")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).containsExactly(
                "weir: no run has an id that begins like this", "hint: weir log shows the ids of all runs");
    }

    @ParameterizedTest
    @CsvSource({
            "log --since 1h, 2",
            "log --until 1h, 0",
            "log --event pip.invoked --last 1, 1",
            "log --event pip.install, 0",
            "log --package simple, 0",
            "log --verdict deny, 0",
            "log --run r1 --since 2026-11-24T10:00:00Z, 1"})
    void showsOnlyWhatFits(String command, int runs) throws IOException {
        write("r1", "simple");
        write("r2", "other");

        assertThat(weir(command.split(" ", -1))).isZero();
        assertThat(out.toString().lines().filter(line -> line.startsWith("run "))).hasSize(runs);
        assertThat(err.toString())
                .isEqualTo(runs == 0 ? "weir: no run fits\nhint: leave out an option to see more\n" : "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "log --package a/b | --package 'a/b' is no name of a project; allowed: letters, digits, ",
            "log --event pip.instal | --event 'pip.instal' is no gate; allowed: pip.invoked, pip.candidates, ",
            "log --event pip.install.done | --event 'pip.install.done' is no gate; allowed: ",
            "log --verdict denied | --verdict 'denied' is no verdict; allowed: allow, deny, withhold, patched, undecided, refused",
            "log --since soon | --since 'soon' is no time; allowed: a time such as 2026-11-24T10:00:00Z, ",
            "log --follow --until 1y | --until '1y' is no time; allowed: ",
            "log --since 1h --until 2h | --since is not before --until; nothing can fit"})
    void namesWhatIsAllowed(String command, String message) throws IOException {
        write("r1", "simple");

        assertThat(weir(command.split(" ", -1))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith(message.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"log --follow", "log -f --json --last 1"})
    void followsTheJournalUntilNobodyReads(String command) throws Exception {
        write("r1", "simple");
        var reader = new PipedReader();
        var exit = start(reader, command.split(" ", -1));
        try (var lines = new BufferedReader(reader)) {
            assertThat(lines.readLine()).contains("simple");
            write("r2", "later");
            assertThat(lines.lines().anyMatch(line -> line.contains("later"))).isTrue();
        }
        write("r3", "last");

        assertThat(exit.get(1, TimeUnit.MINUTES)).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void waitsForTheFirstRecords() throws Exception {
        var reader = new PipedReader();
        var exit = start(reader, "log", "--follow");
        try (var lines = new BufferedReader(reader)) {
            write("r1", "simple");
            assertThat(lines.readLine()).contains("simple");
        }
        write("r2", "last");

        assertThat(exit.get(1, TimeUnit.MINUTES)).isZero();
    }

    private CompletableFuture<Integer> start(PipedReader reader, String... arguments) throws IOException {
        var written = new PrintWriter(new PipedWriter(reader));
        return CompletableFuture.supplyAsync(() -> commandLine().setOut(written).execute(arguments),
                Thread::startVirtualThread);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log --last 0", "log --last -1", "log --last x", "log --last", "log --run", "log r1"})
    void refusesWrongUsage(String command) throws IOException {
        write("r1", "simple");

        assertThat(weir(command.split(" ", -1))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void failsWhereTheJournalCannotBeRead() throws IOException {
        Files.createDirectories(state.resolve("weir"));
        Files.writeString(state.resolve("weir/journal"), "");

        assertThat(weir("log")).isEqualTo(1);
        assertThat(err.toString()).startsWith("weir: the journal cannot be read: ").contains("\nhint: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "log --json"})
    void failsWhereNotAllOfItCanBeWritten(String command) throws IOException {
        write("r1", "simple");
        var full = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("no space left");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        assertThat(commandLine().setOut(full).execute(command.split(" ", -1))).isEqualTo(1);
        assertThat(err.toString()).startsWith("weir: not all of it could be written\nhint: ");
    }

    private void write(String run, String name) throws IOException {
        var settings = Digest.ofHex("0".repeat(64));
        var client = new Client("box", "u", 1000, 7, 1, "/w", "/w/venv", "3.14.0", "pip", "26.3", Optional.empty());
        var records = new Records(new Origin(run, client, List.of(), "0f3a", settings, List.of(), Mode.ENFORCE));
        var gate = new Gate.Invoked("pip", new Command("26.3", "install", List.of("install", name), "o-" + run, "{}"));
        try (var journal = Journal.open(state.resolve("weir/journal"), InstantSource.system())) {
            var verdict = new Answer(gate.operation(), Optional.empty(), new Verdict.Allow(), List.of());
            journal.append(List.of(records.event(gate), records.verdict(gate, verdict, List.of())));
        }
    }

    private Path segment() {
        return state.resolve("weir/journal/00000001.jsonl");
    }

    private int weir(String... arguments) {
        return commandLine().execute(arguments);
    }

    private CommandLine commandLine() {
        return Main.commandLine(Map.of("XDG_STATE_HOME", state.toString()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
    }
}
