package dev.weir.packaging.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/// Reads a file at places, and numbers in what was read. Its position is moved by each read, so no two threads read one channel.
final class Bytes {
    private Bytes() {}

    /// `length` bytes from `position` on, or fewer where the file ends before.
    static byte[] upTo(SeekableByteChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(position);
        int count = 0;
        while (count >= 0 && buffer.hasRemaining()) {
            count = channel.read(buffer);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /// Bytes as zip files have their numbers.
    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int unsigned16(ByteBuffer in, int at) {
        return Short.toUnsignedInt(in.getShort(at));
    }

    static long unsigned32(ByteBuffer in, int at) {
        return Integer.toUnsignedLong(in.getInt(at));
    }

    /// A stream over a part of the file that is known to be there.
    static InputStream stream(SeekableByteChannel channel, long position, long length) {
        return new Part(channel, position, length);
    }

    private static final class Part extends BlockStream {
        private final SeekableByteChannel channel;
        private final long end;
        private long position;

        Part(SeekableByteChannel channel, long position, long length) {
            this.channel = channel;
            this.position = position;
            this.end = position + length;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int wanted = (int) Math.min(length, end - position);
            int count = wanted == 0 ? -1 : channel.position(position).read(ByteBuffer.wrap(into, offset, wanted));
            position += Math.max(count, 0);
            return count;
        }
    }
}
