package dev.weir.packaging.version;

import java.util.List;
import java.util.Optional;

/// The comparison that a specifier asks for.
public enum Operator {
    COMPATIBLE("~="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">"),
    ARBITRARY("===");

    private static final List<Operator> LONGEST_FIRST =
            List.of(ARBITRARY, COMPATIBLE, EQUAL, NOT_EQUAL, AT_MOST, AT_LEAST, LESS, GREATER);

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /// As it is written.
    public String symbol() {
        return symbol;
    }

    /// Whether `1.2.*` and `1.2+local` may follow.
    boolean isEquality() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    static Optional<Operator> at(String text, int position) {
        return LONGEST_FIRST.stream().filter(operator -> text.startsWith(operator.symbol, position)).findFirst();
    }
}
