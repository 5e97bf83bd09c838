package dev.weir.packaging.version;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// A place in a text that is being read. Letters are compared without their case, and only ASCII counts.
final class Cursor {
    private final String text;
    private final String lower;
    private final int end;
    private int position;

    Cursor(String text, int start, int end) {
        this.text = text;
        this.lower = Ascii.lower(text);
        this.end = end;
        this.position = start;
    }

    int position() {
        return position;
    }

    void moveTo(int place) {
        position = place;
    }

    boolean atEnd() {
        return position == end;
    }

    boolean skip(char wanted) {
        boolean found = position < end && lower.charAt(position) == wanted;
        position += found ? 1 : 0;
        return found;
    }

    /// Skips one of the characters that may stand between the parts of a version.
    boolean skipSeparator() {
        return skip('.') || skip('-') || skip('_');
    }

    /// Skips the first of `words` that stands here.
    Optional<String> skipAny(List<String> words) {
        Optional<String> found =
                words.stream().filter(word -> lower.startsWith(word, position) && position + word.length() <= end)
                        .findFirst();
        found.ifPresent(word -> position += word.length());
        return found;
    }

    boolean atDigit() {
        return position < end && Ascii.isDigit(text.charAt(position));
    }

    Optional<BigInteger> number() {
        int start = position;
        while (atDigit()) {
            position++;
        }
        return start == position ? Optional.empty() : Optional.of(new BigInteger(text.substring(start, position)));
    }

    /// Reads letters and digits, in lower case; empty where none stands here.
    String word() {
        int start = position;
        while (position < end && Ascii.isLetterOrDigit(text.charAt(position))) {
            position++;
        }
        return lower.substring(start, position);
    }
}
