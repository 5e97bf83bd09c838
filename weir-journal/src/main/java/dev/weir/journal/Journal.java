package dev.weir.journal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The journal, open for writing (`spec/journal.md`). Any number of threads, and of processes with a journal open in the same folder, write
/// one chain.
///
/// **Errors.** What [#append] or [#sync] throws, was not recorded for sure, and must not be acted upon. A failed append is taken back. Where that fails too,
/// or a sync fails, the journal is no longer [usable][#isUsable()]: everything that follows fails.
public final class Journal implements Closeable {

    private static final int COPIED = 64 * 1024;

    private final Storage storage;
    private final InstantSource clock;
    private final Tail tail = new Tail();
    private final List<Damage> damage = new CopyOnWriteArrayList<>();
    private volatile Optional<IOException> failure = Optional.empty();
    private volatile Keeping keeping;
    private volatile Position end = Position.startOf(0, Chain.START);
    private Instant created = Instant.EPOCH;

    private Journal(Storage storage, InstantSource clock, Keeping keeping) {
        this.storage = storage;
        this.clock = clock;
        this.keeping = keeping;
    }

    /// Opens the journal in a folder, which is made where it is not there. What a torn write or damage has left is dealt with, see
    /// [#damage()].
    ///
    /// @throws IOException where it cannot be written
    public static Journal open(Path folder, InstantSource clock) throws IOException {
        return open(FolderStorage.make(folder), clock, Keeping.EVERYTHING);
    }

    static Journal open(Storage storage, InstantSource clock, Keeping keeping) throws IOException {
        var journal = new Journal(storage, clock, keeping);
        try (var _ = storage.lock()) {
            journal.recover();
        } catch (IOException | RuntimeException problem) {
            journal.tail.close();
            throw problem;
        }
        return journal;
    }

    /// What was found when this journal was opened, or when another process had written to it. It is in the journal too.
    public List<Damage> damage() {
        return List.copyOf(damage);
    }

    /// Whether a failure has put an end to writing.
    public boolean isUsable() {
        return failure.isEmpty();
    }

    /// Sets what holds from now on.
    public void keep(Keeping wanted) {
        keeping = wanted;
    }

    /// The number of the segment that is being written.
    public int segment() {
        return end.segment();
    }

    /// Removes the segments that are no longer to be kept, oldest first. Whoever appends meanwhile does not wait until they have been read.
    ///
    /// @param needed the first segment that somebody still needs: it and all behind it stay
    /// @throws IOException where that failed; what was not removed is still there, and nothing is lost
    public void retire(int needed) throws IOException {
        int last = Math.min(beginNextSegment(), needed);
        for (var next = expendable(last); next.isPresent(); next = expendable(last)) {
            retire(next.get());
        }
    }

    private int beginNextSegment() throws IOException {
        try (var _ = storage.lock()) {
            requireUsable();
            catchUp();
            beginNextSegmentWhereDue();
            return end.segment();
        }
    }

    /// @param last it and all behind it stay
    private Optional<Expendable> expendable(int last) throws IOException {
        try (var _ = storage.lock()) {
            return Expendable.first(storage, keeping, clock.instant()).filter(segment -> segment.number() < last);
        }
    }

    private void retire(Expendable segment) throws IOException {
        try {
            retire(segment, Survey.of(storage, segment.number()));
        } catch (NoSuchFileException removedByAnother) {
            return;
        }
    }

    /// The record is safe on disk before the segment is removed: without it the segment would be missing.
    private void retire(Expendable segment, Survey survey) throws IOException {
        try (var _ = storage.lock()) {
            requireUsable();
            catchUp();
            var name = Segments.name(segment.number());
            if (storage.size(name) >= 0) {
                write(List.of(survey.retention(segment)));
                syncTail();
                storage.delete(name);
                storage.syncFolder();
            }
        }
    }

    /// Appends all of these records, next to each other, or none. They are on the disk for sure after the next [#sync()].
    ///
    /// @throws IOException where that failed
    public void append(List<JournalRecord> records) throws IOException {
        try (var _ = storage.lock()) {
            requireUsable();
            catchUp();
            beginNextSegmentWhereDue();
            write(records);
        }
    }

    /// Returns when all that was appended before is on the disk.
    ///
    /// @throws IOException where that failed
    public void sync() throws IOException {
        requireUsable();
        syncTail();
    }

    private void syncTail() throws IOException {
        try {
            tail.sync();
        } catch (IOException problem) {
            throw fail(problem);
        }
    }

    private void goOnWith(Storage.OpenFile file) throws IOException {
        try {
            tail.replace(file);
        } catch (IOException problem) {
            throw fail(problem);
        }
    }

    /// Brings everything to the disk, and writes no more.
    @Override
    public void close() throws IOException {
        tail.close();
    }

    private void requireUsable() throws IOException {
        if (failure.isPresent()) {
            var first = failure.get();
            throw new JournalException("the journal takes no more after a failure: " + first.getMessage(), first);
        }
    }

    private IOException fail(IOException problem) {
        failure = Optional.of(problem);
        return problem;
    }

    private void beginNextSegmentWhereDue() throws IOException {
        if (end.lines() > 1 && (end.length() >= keeping.segmentSize() || isOld())) {
            begin(Position.startOf(end.segment() + 1, end.head()), List.of());
        }
    }

    private boolean isOld() {
        return keeping.age().isPresent() && !created.plus(Keeping.DAY).isAfter(clock.instant());
    }

    private void write(List<JournalRecord> records) throws IOException {
        var batch = new Batch(end);
        records.forEach(batch::add);
        write(batch);
    }

    private void write(Batch batch) throws IOException {
        try {
            tail.write(batch.bytes(), end.length());
        } catch (IOException | RuntimeException | Error problem) {
            takeBack(problem);
            throw problem;
        }
        end = batch.end;
    }

    private void takeBack(Throwable problem) {
        try {
            tail.cut(end.length());
        } catch (IOException second) {
            problem.addSuppressed(second);
            fail(second);
        }
    }

    private void catchUp() throws IOException {
        long size = storage.size(Segments.name(end.segment()));
        boolean followed = storage.size(Segments.name(end.segment() + 1)) >= 0;
        if (size < 0 && LostStart.explained(storage).isPresent()) {
            recover();
        } else if (size < end.length()) {
            beginAfterDamage(Found.shortened(end, Math.max(size, 0)));
        } else if (followed) {
            recover();
        } else if (size > end.length()) {
            settle(Scan.from(storage, end));
        }
    }

    private void recover() throws IOException {
        var numbers = Segments.numbers(storage.names());
        if (numbers.isEmpty()) {
            begin(Position.startOf(1, Chain.START), List.of());
            return;
        }
        int last = numbers.getLast();
        var head = headBefore(last);
        goOnWith(storage.open(Segments.name(last)));
        if (head.isPresent()) {
            settle(Scan.from(storage, Position.startOf(last, head.get())));
        } else {
            beginAfterDamage(Found.missing(last - 1));
        }
        created = Survey.created(storage, end.segment()).orElseGet(clock::instant);
    }

    /// The digest of the last line before a segment; empty where the segment before it is missing.
    private Optional<String> headBefore(int segment) throws IOException {
        if (segment == 1) {
            return Optional.of(Chain.START);
        }
        if (storage.size(Segments.name(segment - 1)) >= 0) {
            return Optional.of(lastHead(segment - 1));
        }
        return LostStart.explained(storage).filter(lost -> lost.first() == segment).flatMap(LostStart::chain);
    }

    private String lastHead(int segment) throws IOException {
        return LastLine.of(storage, Segments.name(segment))
                .map(line -> Chain.digest(line.bytes()))
                .orElse(Chain.START);
    }

    private void settle(Scan scan) throws IOException {
        if (scan.torn().isPresent()) {
            mend(scan, scan.torn().get());
        } else if (scan.bad().isPresent()) {
            beginAfterDamage(Found.damaged(scan.good().segment(), scan.bad().get()));
        } else {
            end = scan.good();
            writeHeaderWhereMissing();
        }
    }

    private void mend(Scan scan, RawLine torn) throws IOException {
        end = scan.good();
        var found = Found.torn(end.segment(), torn, keep(end.segment(), torn.offset()));
        tail.cut(end.length());
        writeHeaderWhereMissing();
        write(List.of(found.record()));
        syncTail();
        damage.add(found.damage());
    }

    private void writeHeaderWhereMissing() throws IOException {
        if (end.lines() == 0) {
            var batch = new Batch(end);
            batch.addHeader();
            write(batch);
            syncTail();
        }
    }

    /// Copies what stands behind `offset` to a file beside the segment; its name.
    private String keep(int segment, long offset) throws IOException {
        var name = freeTornName(segment);
        try (var torn = storage.read(Segments.name(segment)); var file = storage.create(name)) {
            torn.skipNBytes(offset);
            long written = 0;
            for (var bytes = torn.readNBytes(COPIED); bytes.length > 0; bytes = torn.readNBytes(COPIED)) {
                file.write(bytes, written);
                written += bytes.length;
            }
            file.sync();
        }
        storage.syncFolder();
        return name;
    }

    private String freeTornName(int segment) throws IOException {
        int count = 1;
        while (storage.size(Segments.tornName(segment, count)) >= 0) {
            count++;
        }
        return Segments.tornName(segment, count);
    }

    private void beginAfterDamage(Found found) throws IOException {
        int last = Math.max(end.segment(), Segments.numbers(storage.names()).stream().mapToInt(n -> n).max().orElse(0));
        var head = storage.size(Segments.name(last)) < 0 ? Chain.START : lastHead(last);
        begin(Position.startOf(last + 1, head), List.of(found.record()));
        damage.add(found.damage());
    }

    /// Begins a segment.
    private void begin(Position start, List<JournalRecord> records) throws IOException {
        var batch = new Batch(start);
        batch.addHeader();
        records.forEach(batch::add);
        goOnWith(create(Segments.name(start.segment()), batch.bytes()));
        end = batch.end;
        created = clock.instant();
    }

    private Storage.OpenFile create(String name, byte[] bytes) throws IOException {
        var file = storage.create(name);
        try {
            file.write(bytes, 0);
            file.sync();
            storage.syncFolder();
            return file;
        } catch (IOException | RuntimeException problem) {
            file.close();
            throw problem;
        }
    }

    /// Lines that are written in one piece.
    private final class Batch {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Position end;

        private Batch(Position start) {
            this.end = start;
        }

        private void addHeader() {
            add(LineForm.header(end, clock.instant()));
        }

        private void add(JournalRecord record) {
            add(LineForm.record(end, clock.instant(), record));
        }

        private void add(byte[] line) {
            bytes.writeBytes(line);
            bytes.write('\n');
            end = new Position(end.segment(), end.lines() + 1, end.length() + line.length + 1, Chain.digest(line));
        }

        private byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
