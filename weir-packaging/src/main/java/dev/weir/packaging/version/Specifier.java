package dev.weir.packaging.version;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// One version specifier of [PEP 440](https://peps.python.org/pep-0440/#version-specifiers): `>=1.2`, `==1.*`, `~=2.2`.
///
/// Where PEP 440 leaves a choice the answers are those of `packaging` 26.
public final class Specifier {
    private final Operator operator;
    private final Operand operand;

    Specifier(Operator operator, Operand operand) {
        this.operator = operator;
        this.operand = operand;
    }

    /// What a version is compared with.
    sealed interface Operand {

        /// A version.
        record Exact(Version version) implements Operand {
            @Override
            public String toString() {
                return version.toString();
            }
        }

        /// Every version with this epoch whose release begins with these numbers, `1.2.*`.
        record Prefix(Version version) implements Operand {
            @Override
            public String toString() {
                return version + ".*";
            }
        }

        /// A text that need not be a version, after `===`.
        record Text(String text) implements Operand {
            @Override
            public String toString() {
                return text;
            }
        }
    }

    /// Reads one specifier. White space of ASCII around it and after its operator is ignored.
    ///
    /// @throws InvalidSpecifierException where `text` is no specifier
    public static Specifier parse(String text) {
        return new SpecifierParser(text, 0, text.length()).specifier();
    }

    public Operator operator() {
        return operator;
    }

    /// What stands after the operator, in its normal form; after `===` as it was written.
    public String operand() {
        return operand.toString();
    }

    /// Whether `version` satisfies this, pre-releases included.
    public boolean contains(Version version) {
        return switch (operand) {
            case Operand.Exact exact -> compares(version, exact.version());
            case Operand.Prefix prefix -> (operator == Operator.EQUAL) == hasPrefix(version, prefix.version(), 0);
            case Operand.Text text -> text.text().toLowerCase(Locale.ROOT).equals(version.toString());
        };
    }

    /// Whether this names a pre-release, and so admits pre-releases where they are not asked for.
    public boolean namesPrerelease() {
        return operator != Operator.NOT_EQUAL && namedVersion().map(Version::isPrerelease).orElse(false);
    }

    private Optional<Version> namedVersion() {
        return switch (operand) {
            case Operand.Exact exact -> Optional.of(exact.version());
            case Operand.Prefix _ -> Optional.empty();
            case Operand.Text text -> Version.find(text.text());
        };
    }

    private boolean compares(Version candidate, Version wanted) {
        return switch (operator) {
            case EQUAL, ARBITRARY -> equal(candidate, wanted);
            case NOT_EQUAL -> !equal(candidate, wanted);
            case AT_MOST -> candidate.publicVersion().compareTo(wanted) <= 0;
            case AT_LEAST -> candidate.publicVersion().compareTo(wanted) >= 0;
            case LESS -> candidate.compareTo(wanted.isPrerelease() ? wanted : wanted.firstDevrelease()) < 0;
            case GREATER -> greater(candidate, wanted);
            case COMPATIBLE -> candidate.publicVersion().compareTo(wanted) >= 0 && hasPrefix(candidate, wanted, 1);
        };
    }

    private static boolean equal(Version candidate, Version wanted) {
        return (wanted.hasLocal() ? candidate : candidate.publicVersion()).equals(wanted);
    }

    private static boolean greater(Version candidate, Version wanted) {
        boolean isItsLocal = candidate.publicVersion().equals(wanted);
        boolean isItsPost = candidate.isPostrelease() && !wanted.isPostrelease() && candidate.postBase().equals(wanted);
        return candidate.compareTo(wanted) > 0 && !isItsLocal && !isItsPost;
    }

    /// Whether the release of `candidate`, continued by zeros, begins as that of `wanted` without its last `dropped` numbers.
    private static boolean hasPrefix(Version candidate, Version wanted, int dropped) {
        List<BigInteger> prefix = wanted.release().subList(0, wanted.release().size() - dropped);
        boolean begins = true;
        for (int index = 0; index < prefix.size(); index++) {
            begins &= numberAt(candidate.release(), index).equals(prefix.get(index));
        }
        return begins && candidate.epoch().equals(wanted.epoch());
    }

    private static BigInteger numberAt(List<BigInteger> release, int index) {
        return index < release.size() ? release.get(index) : BigInteger.ZERO;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Specifier specifier
                && operator == specifier.operator
                && operand().equals(specifier.operand());
    }

    @Override
    public int hashCode() {
        return Objects.hash(operator, operand());
    }

    @Override
    public String toString() {
        return operator.symbol() + operand;
    }
}
