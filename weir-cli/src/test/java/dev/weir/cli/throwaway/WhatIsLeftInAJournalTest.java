package dev.weir.cli.throwaway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.journal.Journal;
import dev.weir.journal.JournalRecord;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIsLeftInAJournalTest {

    private static final String GATE =
            """
            {"type":"pip.install","operation":"o-1","data":{"args":[1,"26.3","sdist",%s,null,null,"",["./x"],null,null,"/p",8,null,"o-1","{}"]}}""";
    private static final String VERDICT =
            """
            {"type":"weir.verdict","operation":"o-1","data":{"event":"pip.install","verdict":"deny","digest":"sha256:0","findings":[]}}""";
    private static final String DONE = """
            {"type":"pip.install.done","operation":"o-1","data":{"args":[]}}""";

    @TempDir
    Path folder;

    @Test
    void readsEachRecordOnce() throws IOException {
        var tail = new JournalTail(folder);
        assertThat(tail.more()).isEmpty();
        write("a", "b");
        assertThat(tail.more()).extracting(record -> record.string("type")).containsExactly("a", "b");
        write("c");

        assertThat(tail.more()).extracting(record -> record.string("type")).containsExactly("c");
        assertThat(tail.more()).isEmpty();
    }

    @Test
    void doesNotGoOnWithADamagedJournal() throws IOException {
        write("a");
        Files.writeString(folder.resolve("00000001.jsonl"), "torn", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> new JournalTail(folder).more()).isInstanceOf(IOException.class)
                .hasMessageContaining("00000001.jsonl:3:");
    }

    @Test
    void pairsAGateWithItsVerdict() {
        var records = new Records();
        records.take(json(GATE.formatted("\"x\"")));

        assertThat(records.take(json(VERDICT))).hasValueSatisfying(one -> {
            assertThat(one.isDenied()).isTrue();
            assertThat(one.isBoundToBits()).isTrue();
        });
        assertThat(records.of("pip.install", "x")).hasSize(1);
    }

    @Test
    void passesOverAVerdictWithoutItsGate() {
        var records = new Records();

        assertThat(records.take(json(VERDICT))).isEmpty();
        assertThat(records.judged()).isEmpty();
    }

    @Test
    void knowsAGateWithoutADone() {
        var records = new Records();
        assertThat(records.arePaired()).isFalse();
        records.take(json(GATE.formatted("null")));
        records.take(json(VERDICT));
        assertThat(records.arePaired()).isFalse();
        records.take(json(DONE));

        assertThat(records.arePaired()).isTrue();
    }

    private static JsonObject json(String text) {
        return JsonReader.read(text).asObject("a test");
    }

    private void write(String... types) throws IOException {
        try (var journal = Journal.open(folder, InstantSource.system())) {
            for (var type : types) {
                journal.append(List.of(new JournalRecord("/box/u/1", type, Optional.empty(), Optional.empty(),
                        Optional.empty(), JsonObject.builder().build())));
            }
        }
    }
}
