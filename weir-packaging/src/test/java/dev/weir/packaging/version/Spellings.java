package dev.weir.packaging.version;

import java.util.List;
import java.util.Random;

/// Makes versions and specifiers in every spelling that PEP 440 permits, and some that it does not; the same ones for the same seed.
final class Spellings {
    private static final List<String> NUMBERS = List.of(
            "0", "0", "0", "1", "1", "2", "3", "9", "10", "00", "01", "2147483648", "20240101123456",
            "9223372036854775808", "18446744073709551616000");
    private static final List<String> PRE =
            List.of("a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "A", "RC", "Alpha");
    private static final List<String> POST = List.of("post", "rev", "r", "POST", "Rev");
    private static final List<String> SEPARATORS = List.of("", "", ".", "-", "_");
    private static final List<String> LOCALS =
            List.of("1", "2", "010", "abc", "ABC", "a1", "1a", "0", "ubuntu", "9223372036854775809");
    private static final List<String> OPERATORS = List.of("~=", "==", "!=", "<=", ">=", "<", ">", "===");
    private static final String NOISE = "0123456789.-_+!*abcrdevpostALRCx v<>=~\t ";

    private final Random random;

    Spellings(long seed) {
        random = new Random(seed);
    }

    /// A valid version, or in one of six cases one with a mistake in it.
    String perhapsVersion() {
        return oneIn(6) ? mistaken(version()) : spaced(version());
    }

    /// A valid version without white space around it.
    String version() {
        String text = (oneIn(8) ? "v" : "") + (oneIn(10) ? pick(NUMBERS) + "!" : "") + release();
        text += oneIn(3) ? pick(SEPARATORS) + pick(PRE) + suffixNumber() : "";
        text += oneIn(4) ? post() : "";
        text += oneIn(4) ? pick(SEPARATORS) + pick(List.of("dev", "DEV", "Dev")) + suffixNumber() : "";
        return text + (oneIn(4) ? "+" + local() : "");
    }

    /// A specifier, often not a valid one.
    String perhapsSpecifier() {
        String operator = pick(OPERATORS);
        String text = spaced(operator + spaced(oneIn(4) ? release() + ".*" : withoutLocal(version(), operator)));
        return oneIn(10) ? mistaken(text) : text;
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    private String withoutLocal(String version, String operator) {
        boolean mayHaveLocal = operator.equals("==") || operator.equals("!=") || oneIn(10);
        return mayHaveLocal || !version.contains("+") ? version : version.substring(0, version.indexOf('+'));
    }

    private String release() {
        StringBuilder text = new StringBuilder(pick(NUMBERS));
        while (!oneIn(3)) {
            text.append('.').append(pick(NUMBERS));
        }
        return text.toString();
    }

    private String post() {
        return oneIn(3) ? "-" + pick(NUMBERS) : pick(SEPARATORS) + pick(POST) + suffixNumber();
    }

    private String suffixNumber() {
        return pick(SEPARATORS) + (oneIn(3) ? "" : pick(NUMBERS));
    }

    private String local() {
        StringBuilder text = new StringBuilder(pick(LOCALS));
        while (oneIn(2)) {
            text.append(pick(List.of(".", "-", "_"))).append(pick(LOCALS));
        }
        return text.toString();
    }

    private String spaced(String text) {
        return (oneIn(12) ? pick(List.of(" ", "\t", "\n ")) : "") + text
                + (oneIn(12) ? pick(List.of(" ", "\r\n", "\f")) : "");
    }

    private String mistaken(String text) {
        int place = random.nextInt(text.length() + 1);
        String noise = String.valueOf(NOISE.charAt(random.nextInt(NOISE.length())));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, place) + noise + text.substring(place);
            case 1 -> text.substring(0, place) + text.substring(Math.min(place + 1, text.length()));
            default -> text.substring(0, place) + noise + text.substring(Math.min(place + 1, text.length()));
        };
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
