package dev.weir.report;

import java.util.regex.Pattern;

/// Text of strangers, made fit for a terminal: nothing in it moves the cursor, changes colours, hides or turns around what stands beside it.
public final class Plain {

    private static final Pattern BARE = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./~\\[\\]<>!\\\\-]+");
    private static final int LAST_OF_ONE_BYTE = 0xff;

    private Plain() {}

    /// The text in one line. Every character that is not to be seen (controls, format characters, private and unassigned ones) is written as `\xNN`, `\\uNNNN` or
    /// `\UNNNNNNNN`, as Python writes it.
    public static String text(String text) {
        var out = new StringBuilder();
        text.codePoints().forEach(point -> append(point, out));
        return out.toString();
    }

    private static void append(int point, StringBuilder out) {
        if (isSeen(point)) {
            out.appendCodePoint(point);
        } else if (point <= LAST_OF_ONE_BYTE) {
            out.append("\\x%02x".formatted(point));
        } else if (Character.isBmpCodePoint(point)) {
            out.append("\\u%04x".formatted(point));
        } else {
            out.append("\\U%08x".formatted(point));
        }
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }

    /// An argument of a command line: in quotes where a reader could not see its ends otherwise.
    static String argument(String text) {
        var plain = text(text);
        return BARE.matcher(plain).matches() ? plain : "'" + plain.replace("'", "'\\''") + "'";
    }
}
