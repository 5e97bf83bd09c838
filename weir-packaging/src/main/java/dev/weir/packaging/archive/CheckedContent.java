package dev.weir.packaging.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/// Content that must have the length and checksum that were promised; every other fault is one of the archive too.
final class CheckedContent extends BlockStream {
    private final InputStream in;
    private final String path;
    private final long checksum;
    private final Deadline deadline;
    private final CRC32 seen = new CRC32();
    private long missing;

    CheckedContent(InputStream in, String path, long size, long checksum, Deadline deadline) {
        this.in = in;
        this.path = path;
        this.missing = size;
        this.checksum = checksum;
        this.deadline = deadline;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        deadline.check(path);
        int count = readRaw(into, offset, length);
        if (count < 0) {
            checkEnd();
        } else {
            missing -= count;
            seen.update(into, offset, count);
        }
        if (missing < 0) {
            throw damaged("longer than its header says");
        }
        return count;
    }

    private int readRaw(byte[] into, int offset, int length) throws IOException {
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            throw new UnreadableArchiveException(Fault.DAMAGED, path, "damaged or cut short", e);
        }
    }

    private void checkEnd() throws UnreadableArchiveException {
        if (missing > 0) {
            throw damaged("shorter than its header says");
        }
        if (seen.getValue() != checksum) {
            throw damaged("its checksum does not fit");
        }
    }

    private UnreadableArchiveException damaged(String message) {
        return new UnreadableArchiveException(Fault.DAMAGED, path, message);
    }

    /// Skips by reading, so that nothing escapes the checksum.
    @Override
    public long skip(long count) throws IOException {
        byte[] block = new byte[(int) Math.min(Math.max(count, 0), 1 << 13)];
        return block.length == 0 ? 0 : Math.max(read(block, 0, block.length), 0);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
