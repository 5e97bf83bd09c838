package dev.weir.engine.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that a misspelt one was meant to be.
final class Nearest {

    private Nearest() {}

    /// The most similar of `words`, where at most a third of the characters differ.
    static Optional<String> to(String misspelt, List<String> words) {
        var lower = misspelt.toLowerCase(Locale.ROOT).replace('_', '-');
        return words.stream()
                .filter(word -> distance(lower, word) * 3 <= word.length())
                .min(Comparator.comparingInt(word -> distance(lower, word)));
    }

    /// How many characters have to be put in, taken out or replaced (Levenshtein).
    private static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            next(row, left.charAt(line - 1), right);
        }
        return row[right.length()];
    }

    private static void next(int[] row, char letter, String right) {
        int diagonal = row[0]++;
        for (int column = 1; column < row.length; column++) {
            int replaced = diagonal + (right.charAt(column - 1) == letter ? 0 : 1);
            diagonal = row[column];
            row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
        }
    }
}
