package dev.weir.report;

import java.util.ArrayList;
import java.util.List;

/// Breaks text into lines. A word that is longer than a line stays whole.
final class Paragraph {

    private static final int LEAST = 20;

    private Paragraph() {}

    /// The text in lines of a width, with `first` before the first line and `next` before the others. The width counts code points; it grows
    /// where little room is left behind `next`.
    static List<String> lines(String first, String next, String text, int width) {
        var lines = new ArrayList<String>();
        var room = Math.max(width - length(next), LEAST);
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (!line.isEmpty() && length(line) + 1 + length(word) > room) {
                lines.add((lines.isEmpty() ? first : next) + line.toString().stripTrailing());
                line.setLength(0);
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add((lines.isEmpty() ? first : next) + line);
        return lines;
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
