package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Command;
import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.journal.Journal;
import dev.weir.journal.Origin;
import dev.weir.journal.Records;
import dev.weir.wire.Client;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(out.toString()).isEqualTo(Files.readAllLines(segment()).get(2) + "\n");
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
                line -> assertThat(line).matches("weir: .*/00000001\\.jsonl:3:\\d+: the line is cut off"),
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
        var records = new Records(new Origin(run, client, List.of(), "0f3a", settings, List.of()));
        var gate = new Gate.Invoked("pip", new Command("26.3", "install", List.of("install", name), "o-" + run, "{}"));
        try (var journal = Journal.open(state.resolve("weir/journal"), InstantSource.system())) {
            journal.append(List.of(records.event(gate)));
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
