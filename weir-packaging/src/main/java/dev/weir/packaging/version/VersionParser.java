package dev.weir.packaging.version;

import dev.weir.packaging.version.LocalVersion.Numeral;
import dev.weir.packaging.version.LocalVersion.Segment;
import dev.weir.packaging.version.LocalVersion.Word;
import dev.weir.packaging.version.PreRelease.Phase;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads one version, from left to right and without going back: the grammar of PEP 440, appendix B, needs no more.
final class VersionParser {
    /// As long as the longest number that CPython reads by default.
    static final int LONGEST = 4300;

    private static final List<String> PRE_LABELS = List.of("alpha", "a", "beta", "b", "preview", "pre", "c", "rc");
    private static final List<String> POST_LABELS = List.of("post", "rev", "r");
    private static final List<String> DEV_LABELS = List.of("dev");

    private final String text;
    private final Cursor cursor;

    private VersionParser(String text, int start, int end) {
        this.text = text;
        this.cursor = new Cursor(text, start, end);
    }

    static Version parse(String text) {
        int start = Ascii.skipSpace(text, 0, text.length());
        return parse(text, start, Ascii.trimEnd(text, start));
    }

    /// Reads what stands between two places of a text, with no white space around it.
    static Version parse(String text, int start, int end) {
        if (end - start > LONGEST) {
            throw new InvalidVersionException(text, start + LONGEST, "longer than " + LONGEST + " characters");
        }
        return new VersionParser(text, start, end).version();
    }

    private Version version() {
        cursor.skip('v');
        int start = cursor.position();
        BigInteger first = requiredNumber();
        boolean hasEpoch = cursor.skip('!');
        if (!hasEpoch) {
            cursor.moveTo(start);
        }
        Version version = new Version(hasEpoch ? first : BigInteger.ZERO, release(), pre(), post(), dev(), local());
        if (!cursor.atEnd()) {
            throw invalid("unexpected text");
        }
        return version;
    }

    private List<BigInteger> release() {
        List<BigInteger> numbers = new ArrayList<>(List.of(requiredNumber()));
        int next = cursor.position();
        while (cursor.skip('.') && cursor.atDigit()) {
            numbers.add(requiredNumber());
            next = cursor.position();
        }
        cursor.moveTo(next);
        return numbers;
    }

    private Optional<PreRelease> pre() {
        return label(PRE_LABELS).map(label -> new PreRelease(phase(label), suffixNumber()));
    }

    private static Phase phase(String label) {
        return switch (label.charAt(0)) {
            case 'a' -> Phase.ALPHA;
            case 'b' -> Phase.BETA;
            default -> Phase.CANDIDATE;
        };
    }

    private Optional<BigInteger> post() {
        int start = cursor.position();
        if (cursor.skip('-') && cursor.atDigit()) {
            return cursor.number();
        }
        cursor.moveTo(start);
        return label(POST_LABELS).map(_ -> suffixNumber());
    }

    private Optional<BigInteger> dev() {
        return label(DEV_LABELS).map(_ -> suffixNumber());
    }

    private Optional<String> label(List<String> labels) {
        int start = cursor.position();
        cursor.skipSeparator();
        Optional<String> label = cursor.skipAny(labels);
        if (label.isEmpty()) {
            cursor.moveTo(start);
        }
        return label;
    }

    private BigInteger suffixNumber() {
        cursor.skipSeparator();
        return cursor.number().orElse(BigInteger.ZERO);
    }

    private Optional<LocalVersion> local() {
        if (!cursor.skip('+')) {
            return Optional.empty();
        }
        List<Segment> segments = new ArrayList<>();
        do {
            segments.add(segment());
        } while (cursor.skipSeparator());
        return Optional.of(new LocalVersion(List.copyOf(segments)));
    }

    private Segment segment() {
        String word = cursor.word();
        if (word.isEmpty()) {
            throw invalid("expected a letter or digit");
        }
        return word.chars().allMatch(c -> Ascii.isDigit((char) c)) ? new Numeral(new BigInteger(word)) : new Word(word);
    }

    private BigInteger requiredNumber() {
        return cursor.number().orElseThrow(() -> invalid("expected a digit"));
    }

    private InvalidVersionException invalid(String reason) {
        return new InvalidVersionException(text, cursor.position(), reason);
    }
}
