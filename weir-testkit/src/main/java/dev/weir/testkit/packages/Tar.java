package dev.weir.testkit.packages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Text files as a `.tar.gz`: POSIX ustar, no owner, no time.
final class Tar {

    private static final int BLOCK = 512;
    private static final int NAME = 100;

    private Tar() {}

    static byte[] gzip(Tree tree) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new Stored(out)) {
            for (var file : tree.files().entrySet()) {
                var content = file.getValue().getBytes(StandardCharsets.UTF_8);
                gzip.write(header(file.getKey(), content.length));
                gzip.write(content);
                gzip.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
            }
            gzip.write(new byte[2 * BLOCK]);
        }
        return out.toByteArray();
    }

    private static byte[] header(String path, int size) {
        var name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length > NAME) {
            throw new IllegalArgumentException("longer than 100 bytes: " + path);
        }
        var block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, name.length);
        put(block, NAME, "0000644\0" + "0000000\0" + "0000000\0" + "%011o\0".formatted(size) + "00000000000\0");
        put(block, 148, "        0");
        put(block, 257, "ustar\0" + "00");
        put(block, 148, "%06o\0 ".formatted(sum(block)));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static int sum(byte[] block) {
        var sum = 0;
        for (var octet : block) {
            sum += octet & 0xff;
        }
        return sum;
    }

    /// Stored, not deflated: deflate may give other bytes on another Java.
    private static final class Stored extends GZIPOutputStream {
        Stored(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }
}
