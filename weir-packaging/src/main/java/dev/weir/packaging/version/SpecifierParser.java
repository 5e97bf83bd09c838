package dev.weir.packaging.version;

import dev.weir.packaging.version.Specifier.Operand;
import java.util.ArrayList;
import java.util.List;

/// Reads one specifier out of a text; every place in an error is one of the whole text.
final class SpecifierParser {
    private static final String WILDCARD = ".*";

    private final String text;
    private final int start;
    private final int end;

    SpecifierParser(String text, int from, int to) {
        this.text = text;
        this.start = Ascii.skipSpace(text, from, to);
        this.end = Ascii.trimEnd(text.substring(0, to), start);
    }

    /// Reads what stands between the commas of a text. Nothing between two commas, or between a comma and an end, is nothing.
    static List<Specifier> specifiers(String text) {
        List<Specifier> found = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            SpecifierParser parser = new SpecifierParser(text, from, to);
            if (parser.start < parser.end) {
                found.add(parser.specifier());
            }
            from = to + 1;
        }
        return List.copyOf(found);
    }

    Specifier specifier() {
        Operator operator =
                Operator.at(text, start)
                        .orElseThrow(() -> invalid(start, "expected one of ~= == != <= >= < > ==="));
        int from = Ascii.skipSpace(text, Math.min(start + operator.symbol().length(), end), end);
        return new Specifier(operator, operand(operator, from));
    }

    private Operand operand(Operator operator, int from) {
        if (operator == Operator.ARBITRARY) {
            return arbitrary(from);
        }
        if (operator.isEquality() && text.startsWith(WILDCARD, end - WILDCARD.length())) {
            return prefix(from);
        }
        Version version = version(from, end);
        checkFits(operator, version, from);
        return new Operand.Exact(version);
    }

    private Operand arbitrary(int from) {
        for (int index = from; index < end; index++) {
            char c = text.charAt(index);
            if (Ascii.isSpace(c) || c == ';' || c == ')') {
                throw invalid(index, "unexpected text");
            }
        }
        if (from == end) {
            throw invalid(end, "expected some text");
        }
        return new Operand.Text(text.substring(from, end));
    }

    private Operand prefix(int from) {
        Version version = version(from, end - WILDCARD.length());
        boolean isRelease = !version.isPrerelease() && !version.isPostrelease() && !version.hasLocal();
        if (!isRelease) {
            throw invalid(end - WILDCARD.length(), "'.*' may only follow a release such as 1.2");
        }
        return new Operand.Prefix(version);
    }

    private void checkFits(Operator operator, Version version, int from) {
        if (version.hasLocal() && !operator.isEquality()) {
            throw invalid(text.indexOf('+', from), "a local version is only allowed after == and !=");
        }
        if (operator == Operator.COMPATIBLE && version.release().size() < 2) {
            throw invalid(from, "~= needs a release of at least two numbers, such as 1.2");
        }
    }

    private Version version(int from, int to) {
        try {
            return VersionParser.parse(text, from, to);
        } catch (InvalidVersionException problem) {
            throw invalid(problem.position(), problem.reason());
        }
    }

    private InvalidSpecifierException invalid(int position, String reason) {
        return new InvalidSpecifierException(text, position, reason);
    }
}
