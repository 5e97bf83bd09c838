package dev.weir.api;

import java.util.regex.Pattern;

/// The SHA-256 of bits: of a file's bytes, or of the manifest of a tree (`spec/manifest.md`).
///
/// @param text `sha256:` and 64 lower-case hexadecimal digits
public record Digest(String text) {

    private static final String ALGORITHM = "sha256:";
    private static final Pattern FORM = Pattern.compile(ALGORITHM + "[0-9a-f]{64}");

    /// @throws IllegalArgumentException where `text` has another form
    public Digest {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a digest of the form sha256:<64 hexadecimal digits>: " + text);
        }
    }

    /// The digest with these 64 hexadecimal digits.
    public static Digest ofHex(String hex) {
        return new Digest(ALGORITHM + hex);
    }

    /// Its 64 hexadecimal digits.
    public String hex() {
        return text.substring(ALGORITHM.length());
    }

    @Override
    public String toString() {
        return text;
    }
}
