package dev.weir.packaging.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes tars header by header, wrong ones too.
final class Tars {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Tars file(String name, String content) {
        return entry('0', name, "", content);
    }

    Tars folder(String name) {
        return entry('5', name, "", "");
    }

    Tars link(String name, String target) {
        return entry('2', name, target, "");
    }

    Tars hardLink(String name, String target) {
        return entry('1', name, target, "");
    }

    /// A POSIX extended header for the entry that follows (`x`) or for all (`g`).
    Tars pax(char type, String... keysAndValues) {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            records.append(record(keysAndValues[i], keysAndValues[i + 1]));
        }
        return entry(type, "PaxHeader", "", records.toString());
    }

    Tars entry(char type, String name, String link, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return raw(header(type, name.getBytes(StandardCharsets.UTF_8), link, bytes.length)).raw(bytes)
                .padding(bytes.length);
    }

    Tars entry(char type, byte[] name) {
        return raw(header(type, name, "", 0));
    }

    Tars raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] unfinished() {
        return out.toByteArray();
    }

    byte[] finished() {
        return Arrays.copyOf(out.toByteArray(), out.size() + 1024);
    }

    static byte[] header(char type, byte[] name, String link, long size) {
        byte[] block = new byte[512];
        System.arraycopy(name, 0, block, 0, Math.min(name.length, 100));
        put(block, 100, "0000755");
        put(block, 108, "0000000");
        put(block, 116, "0000000");
        put(block, 124, String.format("%011o", size));
        put(block, 136, "00000000000");
        block[156] = (byte) type;
        put(block, 157, link);
        put(block, 257, "ustar\00000");
        return sealed(block);
    }

    /// Puts the right checksum into a header.
    static byte[] sealed(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte value : block) {
            sum += value & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        return block;
    }

    static void put(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    static byte[] compressed(byte[] tar, Compressor compressor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor.over(bytes)) {
            out.write(tar);
        }
        return bytes.toByteArray();
    }

    interface Compressor {
        OutputStream over(OutputStream out) throws IOException;
    }

    private Tars padding(int size) {
        return raw(new byte[(512 - size % 512) % 512]);
    }

    private static String record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.getBytes(StandardCharsets.UTF_8).length;
        int total = length + String.valueOf(length).length();
        return (length + String.valueOf(total).length()) + rest;
    }
}
