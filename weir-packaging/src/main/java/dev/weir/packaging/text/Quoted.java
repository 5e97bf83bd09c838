package dev.weir.packaging.text;

/// Shows text that came from outside in a message: one line, no control character, no great length.
public final class Quoted {
    private static final int LONGEST = 120;

    private Quoted() {}

    /// Returns `text` in single quotes. Controls, unpaired surrogates and characters that change the direction of writing become
    /// a `u` with a backslash and four digits, a backslash becomes two; what is longer than 120 characters is cut and ends in `…`.
    public static String quote(String text) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        return "'" + escape(shown) + (shown.length() < text.length() ? "…'" : "'");
    }

    /// Returns a message in one line: what [#quote] would not show becomes a `u` with a backslash and four digits; a backslash stays one.
    public static String oneLine(String message) {
        StringBuilder out = new StringBuilder();
        message.codePoints().forEach(point -> appendPlain(out, point));
        return out.toString();
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> append(out, point));
        return out.toString();
    }

    private static void append(StringBuilder out, int point) {
        if (point == '\\') {
            out.append("\\\\");
        } else {
            appendPlain(out, point);
        }
    }

    private static void appendPlain(StringBuilder out, int point) {
        if (isPlain(point)) {
            out.appendCodePoint(point);
        } else {
            out.append(String.format("\\u%04x", point));
        }
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
