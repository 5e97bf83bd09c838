package dev.weir.packaging.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Content that is deflated, to the last byte of what is stored.
final class Inflated extends BlockStream {
    private static final int BLOCK = 1 << 14;

    private final InputStream stored;
    private final Inflater inflater = new Inflater(true);
    private final byte[] block;

    /// @param length how many bytes are stored
    Inflated(InputStream stored, long length) {
        this.stored = stored;
        this.block = new byte[Math.clamp(length, 1, BLOCK)];
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int count = 0;
            while (count == 0 && length > 0 && !inflater.finished()) {
                fill();
                count = inflater.inflate(into, offset, length);
            }
            return count == 0 && length > 0 ? end() : count;
        } catch (DataFormatException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void fill() throws IOException {
        if (inflater.needsDictionary()) {
            throw new IOException("a dictionary is missing");
        }
        if (inflater.needsInput()) {
            int count = stored.read(block, 0, block.length);
            if (count < 0) {
                throw new EOFException("the compressed content is cut short");
            }
            inflater.setInput(block, 0, count);
        }
    }

    private int end() throws IOException {
        if (inflater.getRemaining() > 0 || stored.read() >= 0) {
            throw new IOException("something stands behind the compressed content");
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        stored.close();
    }
}
