package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class EngineLogsCommandTest {

    @TempDir
    private Path state;

    private final StringWriter err = new StringWriter();
    private Path log = Path.of("unset");

    @BeforeEach
    void writeALog() throws IOException {
        log = Files.createDirectories(state.resolve("weir/run")).resolve("engine.log");
        Files.writeString(log, "first\n");
    }

    @Test
    void showsWhereItIsOnStandardError() {
        var out = new StringWriter();

        assertThat(weir(out, "engine", "logs")).isZero();
        assertThat(out).hasToString("first\n");
        assertThat(err).hasToString(log + "\n");
    }

    @Test
    void showsNothingThatMovesTheCursor() throws IOException {
        var out = new StringWriter();
        Files.writeString(log, "\u001b[2Jgone\n");

        assertThat(weir(out, "engine", "logs")).isZero();
        assertThat(out).hasToString("\\x1b[2Jgone\n");
    }

    @Test
    void followsTheLogIntoTheNextOne() throws Exception {
        var reader = new Reader();
        var command = CompletableFuture.supplyAsync(() -> weir(reader, "engine", "logs", "--follow"));
        reader.first.join();
        Files.writeString(log, "second\n", StandardOpenOption.APPEND);
        reader.second.join();
        Files.move(log, state.resolve("weir/run/engine.log.1"));
        Files.writeString(log, "last\n");

        assertThat(command.join()).isZero();
        assertThat(reader.text).hasToString("first\nsecond\nlast\n");
    }

    private int weir(Writer out, String... arguments) {
        return Main.commandLine(Map.of("XDG_STATE_HOME", state.toString()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /// Reads until it has seen the last line; what comes then goes nowhere.
    private static final class Reader extends Writer {

        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<Void> first = new CompletableFuture<>();
        private final CompletableFuture<Void> second = new CompletableFuture<>();

        @Override
        public void write(char[] characters, int offset, int length) {
            text.append(characters, offset, length);
        }

        @Override
        public void flush() throws IOException {
            complete(first, "first\n");
            complete(second, "second\n");
            if (text.indexOf("last\n") >= 0) {
                throw new IOException("nobody reads any more");
            }
        }

        private void complete(CompletableFuture<Void> seen, String line) {
            if (text.indexOf(line) >= 0) {
                seen.complete(null);
            }
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
