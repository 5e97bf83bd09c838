package dev.weir.packaging.version;

/// Classes of characters. PEP 440 knows only those of ASCII.
final class Ascii {
    private Ascii() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetterOrDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /// `text` with its ASCII letters in lower case and every other character as it is, so that all stay in their places.
    static String lower(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(c -> lower.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        return lower.toString();
    }

    /// The first index from `start` on that holds no white space, at most `end`.
    static int skipSpace(String text, int start, int end) {
        int index = start;
        while (index < end && isSpace(text.charAt(index))) {
            index++;
        }
        return index;
    }

    /// The end of `text` without white space behind it, at least `start`.
    static int trimEnd(String text, int start) {
        int end = text.length();
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
