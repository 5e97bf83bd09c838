package dev.weir.wire.json;

import java.util.Locale;

/// Writes strings as JSON. Only what must be escaped is, in the form that Python's `json` module uses too.
final class Quoting {

    private static final int FIRST_PLAIN = 0x20;

    private Quoting() {}

    static void append(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i), out);
        }
        out.append('"');
    }

    private static void append(char character, StringBuilder out) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> appendOther(character, out);
        }
    }

    private static void appendOther(char character, StringBuilder out) {
        if (character < FIRST_PLAIN) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
        } else {
            out.append(character);
        }
    }
}
