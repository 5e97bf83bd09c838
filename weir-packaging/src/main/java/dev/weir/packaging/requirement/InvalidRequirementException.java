package dev.weir.packaging.requirement;

import dev.weir.packaging.text.Quoted;

/// A text that is no requirement as PEP 508 defines it.
public final class InvalidRequirementException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidRequirementException(String text, int position, String reason) {
        super("%s is not a requirement (PEP 508): %s at character %d"
                .formatted(Quoted.quote(text), reason, position + 1));
    }
}
