package dev.weir.journal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Takes a file apart into lines. For one thread.
final class LineReader implements Closeable {

    /// The most bytes of a line that are kept: no record is that long, whatever a frame of 16 MiB holds.
    static final int LONGEST = 64 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long offset;
    private int number;

    /// @param in     the file, from its beginning
    /// @param offset how many bytes of it to pass over
    /// @param lines  how many lines these are
    LineReader(InputStream in, long offset, int lines) throws IOException {
        this.in = in;
        this.offset = offset;
        this.number = lines;
        in.skipNBytes(offset);
    }

    /// The next line; empty at the end of the file.
    Optional<RawLine> next() throws IOException {
        var bytes = new ByteArrayOutputStream();
        long start = offset;
        boolean whole = false;
        while (!whole && fill()) {
            int end = endOfLine();
            keep(bytes, end);
            whole = end < limit;
            position = whole ? end + 1 : end;
        }
        offset += whole ? 1 : 0;
        return offset == start
                ? Optional.empty()
                : Optional.of(new RawLine(++number, start, bytes.toByteArray(), whole, offset));
    }

    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(in.read(buffer), 0);
        }
        return limit > 0;
    }

    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void keep(ByteArrayOutputStream bytes, int end) {
        int length = end - position;
        bytes.write(buffer, position, Math.min(length, LONGEST - bytes.size()));
        offset += length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
