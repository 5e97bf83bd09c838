package dev.weir.packaging.name;

import java.util.Locale;
import java.util.regex.Pattern;

/// The name of a project in its normal form ([PEP 503](https://peps.python.org/pep-0503/#normalized-names)): `Foo.Bar__baz` is
/// `foo-bar-baz`. Two spellings name the same project exactly where their normal forms are equal.
///
/// @param text the normal form
public record NormalizedName(String text) implements Comparable<NormalizedName> {
    /// The grammar of PEP 508 for a name.
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    /// Takes any spelling.
    ///
    /// @throws InvalidNameException where `text` is no name as [PEP 508](https://peps.python.org/pep-0508/#names) defines it
    public NormalizedName {
        if (!isValid(text)) {
            throw new InvalidNameException(text);
        }
        text = SEPARATORS.matcher(text).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    /// Whether `text` is a name as PEP 508 defines it, in any spelling.
    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    @Override
    public int compareTo(NormalizedName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
