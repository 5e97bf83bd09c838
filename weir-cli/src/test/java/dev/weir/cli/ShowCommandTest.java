package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShowCommandTest {

    @TempDir
    Path state;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TestJournal journal = TestJournal.in(Path.of("unset"));

    @BeforeEach
    void writeAJournal() throws IOException {
        journal = TestJournal.in(state).write("simple", "second", "other");
    }

    @ParameterizedTest
    @CsvSource({"r-simple, run r-simple: ", "r-o, run r-other: ", "o-simple, operation o-simple: ",
            "o-o, operation o-other: "})
    void showsARunOrAnOperation(String id, String begin) {
        assertThat(weir("show", id)).isZero();
        assertThat(out.toString()).startsWith(begin);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void showsOneJsonObject() {
        assertThat(weir("show", "--json", "r-simple")).isZero();
        assertThat(JsonReader.read(out.toString()).asObject("it").string("run")).isEqualTo("r-simple");
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void namesAllThatAnIdMayBe() {
        assertThat(weir("show", "r-s")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).satisfiesExactly(
                line -> assertThat(line).isEqualTo("weir: 2 ids begin with 'r-s':"),
                line -> assertThat(line).startsWith("  run r-simple, 20"),
                line -> assertThat(line).startsWith("  run r-second, 20"),
                line -> assertThat(line).isEqualTo("hint: give more of the id"));
    }

    @Test
    void namesNotTooMany() throws IOException {
        for (var number = 10; number < 33; number++) {
            journal.write("n" + number);
        }

        assertThat(weir("show", "r-n")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(23).contains("  and 3 more");
    }

    @Test
    void saysThatThereIsNoneLikeThis() {
        assertThat(weir("show", "x")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("weir: no run and no operation has an id that begins with 'x'\nhint: ");
    }

    @Test
    void saysThatThereIsNoJournal() throws IOException {
        Files.delete(journal.segment(1));

        assertThat(weir("show", "r-simple")).isEqualTo(1);
        assertThat(err.toString()).startsWith("weir: there is no journal yet: ");
    }

    @Test
    void reportsDamageAndShowsTheRest() throws IOException {
        Files.writeString(journal.segment(1), "garbage", StandardOpenOption.APPEND);

        assertThat(weir("show", "r-simple")).isEqualTo(1);
        assertThat(out.toString()).startsWith("run r-simple: ");
        assertThat(err.toString()).contains("00000001.jsonl:5:").contains("\nhint: all that can be read is shown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "show a b", "show --last 1 a"})
    void refusesWrongUsage(String command) {
        assertThat(weir(command.split(" ", -1))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void keepsToTheColumnsThatTheEnvironmentNames() {
        assertThat(TerminalWidth.of(Map.of("COLUMNS", "120"))).isEqualTo(120);
        assertThat(TerminalWidth.of(Map.of("COLUMNS", "3"))).isEqualTo(40);
        assertThat(TerminalWidth.of(Map.of("COLUMNS", "x"))).isEqualTo(TerminalWidth.of(Map.of()));
    }

    private int weir(String... arguments) {
        return Main.commandLine(Map.of("XDG_STATE_HOME", state.toString()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
