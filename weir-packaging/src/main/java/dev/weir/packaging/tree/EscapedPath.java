package dev.weir.packaging.tree;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.HexFormat;

/// Paths and link targets in the form that a manifest gives them (`spec/manifest.md`): UTF-8, where a control character, a backslash and
/// a byte that is not UTF-8 are escapes. Different bytes have different forms.
///
/// Java's own text form of a path is of no use here: it turns every byte that it cannot decode into the same character.
public final class EscapedPath {
    private static final boolean NAMES_ARE_BYTES =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix");

    private EscapedPath() {}

    /// The form of a path's bytes, as they are stored: nothing is made absolute or shortened.
    ///
    /// @throws IllegalArgumentException where names are text on this platform and `path` holds an unpaired surrogate
    public static String of(Path path) {
        return escape(bytes(path));
    }

    /// The path below `root` that `escaped` is the form of.
    ///
    /// @throws IllegalArgumentException where `escaped` is no such form, or would lead elsewhere
    public static Path resolve(Path root, String escaped) {
        for (String name : escaped.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException("not the form of a path below a root: " + escaped);
            }
        }
        return root.resolve(path(unescape(escaped)));
    }

    /// Writes bytes as a manifest does.
    public static String escape(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        int index = 0;
        while (index < bytes.length) {
            int length = plainLength(bytes, index);
            if (length > 0) {
                out.append(new String(bytes, index, length, StandardCharsets.UTF_8));
            } else {
                appendEscape(out, bytes[index]);
            }
            index += Math.max(length, 1);
        }
        return out.toString();
    }

    /// The bytes that `escaped` is the form of.
    ///
    /// @throws IllegalArgumentException where `escaped` is no such form
    public static byte[] unescape(String escaped) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] text = utf8(escaped);
        int index = 0;
        while (index < text.length) {
            boolean isHex = text[index] == '\\' && index + 3 < text.length && text[index + 1] == 'x';
            boolean isBackslash = text[index] == '\\' && index + 1 < text.length && text[index + 1] == '\\';
            if (isHex) {
                out.write(HexFormat.fromHexDigits(escapedDigits(text, index)));
            } else if (isBackslash || text[index] != '\\') {
                out.write(text[index]);
            } else {
                throw new IllegalArgumentException("not the form of a path in a manifest: " + escaped);
            }
            index += isHex ? 4 : isBackslash ? 2 : 1;
        }
        return out.toByteArray();
    }

    private static String escapedDigits(byte[] text, int index) {
        return new String(text, index + 2, 2, StandardCharsets.ISO_8859_1);
    }

    private static void appendEscape(StringBuilder out, byte value) {
        out.append('\\');
        if (value == '\\') {
            out.append('\\');
        } else {
            out.append('x');
            HexFormat.of().toHexDigits(out, value);
        }
    }

    /// How many bytes from `index` on are one well-formed UTF-8 sequence (Unicode, table 3-7) that is neither a control character nor a
    /// backslash; 0 where there is none.
    private static int plainLength(byte[] bytes, int index) {
        int first = bytes[index] & 0xff;
        if (first < 0x80) {
            return first >= 0x20 && first < 0x7f && first != '\\' ? 1 : 0;
        }
        int length = first < 0xc2 || first > 0xf4 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        return length > 0 && isContinued(bytes, index, length) && isSecond(first, bytes[index + 1] & 0xff) ? length : 0;
    }

    private static boolean isContinued(byte[] bytes, int index, int length) {
        boolean continued = index + length <= bytes.length;
        for (int next = index + 1; continued && next < index + length; next++) {
            continued = (bytes[next] & 0xc0) == 0x80;
        }
        return continued;
    }

    /// Whether a second byte, known to be of the form 10xxxxxx, may follow this first one. After C2 the first half are controls.
    private static boolean isSecond(int first, int second) {
        return switch (first) {
            case 0xc2, 0xe0 -> second >= 0xa0;
            case 0xed -> second <= 0x9f;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second <= 0x8f;
            default -> true;
        };
    }

    private static byte[] bytes(Path path) {
        String text = path.toString();
        boolean isAscii = text.chars().allMatch(c -> c < 0x80);
        return isAscii || !NAMES_ARE_BYTES
                ? utf8(text.replace(path.getFileSystem().getSeparator(), "/"))
                : rawBytes(path);
    }

    /// A URI is the one form in which Java tells a path's bytes as they are. It appends a slash where it finds a folder.
    private static byte[] rawBytes(Path path) {
        byte[] raw = percentDecoded(Path.of("/").resolve(path).toUri().getRawPath());
        int start = path.isAbsolute() ? 0 : 1;
        int end = raw.length - (raw[raw.length - 1] == '/' && !path.toString().endsWith("/") ? 1 : 0);
        return Arrays.copyOfRange(raw, start, end);
    }

    private static byte[] percentDecoded(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) == '%') {
                out.write(HexFormat.fromHexDigits(text, index + 1, index + 3));
                index += 2;
            } else {
                out.write(text.charAt(index));
            }
        }
        return out.toByteArray();
    }

    private static Path path(byte[] bytes) {
        if (!NAMES_ARE_BYTES) {
            return Path.of(new String(bytes, StandardCharsets.UTF_8));
        }
        StringBuilder uri = new StringBuilder("file:///");
        for (byte value : bytes) {
            uri.append(value == '/' ? "/" : "%" + HexFormat.of().toHexDigits(value));
        }
        return Path.of("/").relativize(Paths.get(URI.create(uri.toString())));
    }

    private static byte[] utf8(String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name that is not Unicode text", e);
        }
    }
}
