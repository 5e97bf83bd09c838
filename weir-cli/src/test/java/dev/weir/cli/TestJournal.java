package dev.weir.cli;

import dev.weir.api.Command;
import dev.weir.api.Digest;
import dev.weir.api.Gate;
import dev.weir.journal.Journal;
import dev.weir.journal.Keeping;
import dev.weir.journal.Origin;
import dev.weir.journal.Records;
import dev.weir.wire.Client;
import dev.weir.wire.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// A small journal on disk, and a look at its lines.
///
/// @param folder the journal's
record TestJournal(Path folder) {

    private static final Client CLIENT =
            new Client("box", "u", 1000, 7, 1, "/w", "/w/venv", "3.14.0", "pip", "26.3", Optional.empty());
    private static final Digest SETTINGS = Digest.ofHex("0".repeat(64));

    /// The journal of the state folder below `base`.
    static TestJournal in(Path base) {
        return new TestJournal(base.resolve("weir").resolve("journal"));
    }

    /// Appends a run for each name: the command that installs it.
    TestJournal write(String... names) throws IOException {
        try (var journal = Journal.open(folder, InstantSource.system())) {
            for (var name : names) {
                var records = new Records(
                        new Origin("r-" + name, CLIENT, List.of(), "0f3a", SETTINGS, List.of(), Mode.ENFORCE));
                var command = new Command("26.3", "install", List.of("install", name), "o-" + name, "{}");
                journal.append(List.of(records.event(new Gate.Invoked("pip", command))));
            }
        }
        return this;
    }

    /// What is written next goes into a new segment: into one that was made, but not begun, when its engine was killed.
    TestJournal beginSegment() throws IOException {
        Files.createFile(segment(last() + 1));
        return write();
    }

    private int last() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jsonl"))
                    .mapToInt(name -> Integer.parseInt(name.substring(0, 8))).max().orElse(0);
        }
    }

    /// Retention removes every segment but the last.
    TestJournal removeOldSegments() throws IOException {
        try (var journal = Journal.open(folder, InstantSource.system())) {
            journal.keep(new Keeping(Long.MAX_VALUE, Optional.empty(), Optional.of(1L)));
            journal.retire(Integer.MAX_VALUE);
        }
        return this;
    }

    Path segment(int number) {
        return folder.resolve("%08d.jsonl".formatted(number));
    }

    String text(int segment) throws IOException {
        return Files.readString(segment(segment));
    }

    List<String> lines(int segment) throws IOException {
        return text(segment).lines().toList();
    }

    /// The digest of the last line of a segment, in hexadecimal.
    String headOf(int segment) throws IOException {
        try {
            var line = lines(segment).getLast().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
