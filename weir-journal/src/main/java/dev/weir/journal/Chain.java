package dev.weir.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digests that join line to line.
final class Chain {

    /// What the first line of all has in place of a digest.
    static final String START = "0".repeat(64);

    private Chain() {}

    /// The digest of a line.
    ///
    /// @param line its bytes without the LF
    static String digest(byte[] line) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
