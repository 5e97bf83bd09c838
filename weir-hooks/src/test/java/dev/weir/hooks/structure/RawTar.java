package dev.weir.hooks.structure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/// Writes tars header by header, also such as no honest tool writes.
final class RawTar {

    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static RawTar source() {
        return new RawTar().entry('5', "demo-1.0/", "", "").file("demo-1.0/PKG-INFO", SampleWheel.METADATA);
    }

    RawTar file(String name, String content) {
        return entry('0', name, "", content);
    }

    RawTar link(String name, String target) {
        return entry('2', name, target, "");
    }

    RawTar entry(char type, String name, String target, String content) {
        return entry(type, name, target, content, UnaryOperator.identity());
    }

    /// An entry whose header is somehow else; its checksum fits all the same.
    RawTar entry(char type, String name, String target, String content, UnaryOperator<byte[]> change) {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        return raw(sealed(change.apply(header(type, name, target, bytes.length))))
                .raw(Arrays.copyOf(bytes, (bytes.length + BLOCK - 1) / BLOCK * BLOCK));
    }

    RawTar pax(char type, String record) {
        return entry(type, "PaxHeader", "", record);
    }

    RawTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] tar() {
        return Arrays.copyOf(out.toByteArray(), out.size() + 2 * BLOCK);
    }

    byte[] gzip() {
        return gzip(tar());
    }

    static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(char type, String name, String target, int size) {
        var block = new byte[BLOCK];
        put(block, 0, name);
        put(block, 100, "0000644\0" + "0000000\0" + "0000000\0" + "%011o\0".formatted(size) + "00000000000\0");
        block[156] = (byte) type;
        put(block, 157, target);
        put(block, 257, "ustar\00000");
        return block;
    }

    static byte[] sealed(byte[] block) {
        put(block, 148, "        ");
        var sum = 0;
        for (var octet : block) {
            sum += octet & 0xff;
        }
        put(block, 148, "%06o\0 ".formatted(sum));
        return block;
    }

    static byte[] put(byte[] block, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, bytes.length);
        return block;
    }
}
