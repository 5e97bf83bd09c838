package dev.weir.packaging.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/// All that is wrong with an archive, and a reader of it where nothing stands against reading it. Content has not been read yet.
public final class Inspection implements Closeable {
    private final Problems problems;
    private final Optional<ArchiveReader> reader;
    private final SeekableByteChannel channel;

    private Inspection(Problems problems, Optional<ArchiveReader> reader, SeekableByteChannel channel) {
        this.problems = problems;
        this.reader = reader;
        this.channel = channel;
    }

    /// Looks at the archive that a channel reads; the channel is closed with it, or where it cannot be read.
    ///
    /// @throws IOException where it cannot be read
    public static Inspection of(SeekableByteChannel channel, ArchiveLimits limits) throws IOException {
        Problems problems = new Problems();
        try {
            return new Inspection(problems, scan(channel, limits, problems), channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Optional<ArchiveReader> scan(SeekableByteChannel channel, ArchiveLimits limits, Problems problems)
            throws IOException {
        try {
            return Optional.of(ArchiveReader.scan(channel, limits, problems));
        } catch (UnreadableArchiveException e) {
            problems.add(e.problem());
            return Optional.empty();
        }
    }

    /// In the order in which they were found.
    public List<Problem> problems() {
        return problems.all();
    }

    /// Whether nothing stands against reading it.
    public boolean isReadable() {
        return problems.refusal().isEmpty();
    }

    /// The reader, to be closed in place of this.
    ///
    /// @throws UnreadableArchiveException where a fault stands against reading; this is closed then
    public ArchiveReader reader() throws IOException {
        try {
            problems.requireNone();
            return reader.orElseThrow();
        } catch (UnreadableArchiveException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (reader.isPresent()) {
            reader.get().close();
        }
    }
}
