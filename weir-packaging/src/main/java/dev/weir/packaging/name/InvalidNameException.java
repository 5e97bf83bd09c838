package dev.weir.packaging.name;

import dev.weir.packaging.text.Quoted;

/// A text that is no project name as PEP 508 defines it.
public final class InvalidNameException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidNameException(String text) {
        super(Quoted.quote(text)
                + " is not a project name (PEP 508): it needs ASCII letters, digits, '.', '-' and '_', "
                + "and begins and ends with a letter or digit");
    }
}
