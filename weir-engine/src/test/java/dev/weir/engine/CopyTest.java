package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.journal.JournalWatch;
import dev.weir.wire.EngineMessage;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a run writes is copied, and waits for nothing unless it must.
@Timeout(120)
class CopyTest {

    @TempDir
    private Path root;

    private Path file = Path.of("unset");

    @BeforeEach
    void nameTheCopy() {
        file = root.resolve("copy.jsonl");
    }

    private EngineRoom open(boolean must) throws IOException {
        return EngineRoom.open(root, Transport.UNIX,
                "[journal]\ncopy-to = \"" + file + "\"\ncopy-must = " + must + "\n");
    }

    private List<JsonObject> copied() throws IOException {
        return Files.readAllLines(file).stream().map(line -> JsonReader.read(line).asObject("a line")).toList();
    }

    @Test
    void copiesWhatARunWrites() throws Exception {
        try (var room = open(false); var greeted = room.greeted()) {
            var invoked = Gates.invoked();
            assertThat(greeted.verdict(invoked)).isEqualTo(new Verdict.Allow());
            greeted.done(invoked, Outcome.OK, Optional.empty());
            greeted.bye();
            awaitLines(3);
            assertThat(copied()).isEqualTo(room.journal());
        }
    }

    private void awaitLines(int count) throws IOException, InterruptedException {
        try (var watch = JournalWatch.of(root)) {
            while (Files.notExists(file) || Files.readAllLines(file).size() < count) {
                watch.await();
            }
        }
    }

    @Test
    void answersOnlyWhatWasCopiedWhereItMust() throws IOException {
        try (var room = open(true); var greeted = room.greeted()) {
            for (int count = 1; count < 4; count++) {
                assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
                assertThat(copied()).hasSize(2 * count).isEqualTo(room.journal());
            }
        }
    }

    @Test
    void answersWithoutTheCopyWhereItNeedNotBe() throws IOException {
        Files.createDirectory(file);
        try (var room = open(false); var greeted = room.greeted()) {
            assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
            assertThat(greeted.verdict(Gates.download())).isEqualTo(new Verdict.Allow());
        }
    }

    @Test
    void goesOnWithTheNextEngineWhereTheCopyCouldNotBeMade() throws Exception {
        Files.createDirectory(file);
        try (var room = open(false); var greeted = room.greeted()) {
            assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
        }
        Files.delete(file);
        try (var room = open(false); var greeted = room.greeted()) {
            assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
            awaitLines(5);
            assertThat(copied()).map(line -> line.string("id")).startsWith("1-2", "1-3", "1-4").doesNotHaveDuplicates();
        }
    }

    @Test
    void isUndecidedWhereItCannotBeCopiedAndMust() throws IOException {
        Files.createDirectory(file);
        try (var room = open(true)) {
            try (var greeted = room.greeted()) {
                assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Undecided(
                        "the journal cannot be copied to " + file + ": it is no regular file"));
                assertThat(greeted.state().refusal().orElseThrow().verdict()).isEqualTo("undecided");
            }
            Files.delete(file);
            try (var greeted = room.greeted()) {
                assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Allow());
            }
            assertThat(room.journal().stream().filter(record -> record.string("type").equals("weir.verdict"))
                    .map(record -> record.object("data").string("verdict")))
                    .containsExactly("allow", "undecided", "allow");
            assertThat(copied()).startsWith(room.journal().getFirst());
        }
    }

    @Test
    void stopsInModeObserveTooWhereItCannotBeCopiedAndMust() throws IOException {
        Files.createDirectory(file);
        var strict = Hooks.request("strict", _ -> List.of(Hooks.denial("not today")));
        var settings = "mode = 'observe'\n[journal]\ncopy-to = '" + file + "'\ncopy-must = true\n";
        try (var room = EngineRoom.open(root, Transport.UNIX, settings, strict); var greeted = room.greeted()) {
            var reason = "the journal cannot be copied to " + file + ": it is no regular file";

            assertThat(greeted.verdict(Gates.invoked())).isEqualTo(new Verdict.Undecided(reason));
            assertThat(greeted.verdict(Gates.download())).isEqualTo(new Verdict.Undecided(reason));
        }
    }

    @Test
    void goesNotOnWithChangedBitsWhereThatCannotBeCopiedAndMust() throws IOException {
        var wheel = Files.writeString(root.resolve("simple-1.0-py3-none-any.whl"), "bits");
        try (var room = open(true); var greeted = room.greeted()) {
            var install = Gates.install(wheel);
            var answer = greeted.ask(install);
            assertThat(answer.verdict()).isEqualTo(new Verdict.Allow());
            Files.move(file, root.resolve("moved"));
            Files.createDirectory(file);
            greeted.shim().say(new ShimMessage.Changed(install.event(), Tuples.args(install),
                    answer.digest().orElseThrow()));

            assertThat(greeted.shim().hear()).isInstanceOfSatisfying(EngineMessage.Failure.class,
                    failure -> assertThat(failure.message()).startsWith("the journal cannot be copied to "));
        }
    }
}
