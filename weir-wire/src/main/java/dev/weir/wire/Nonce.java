package dev.weir.wire;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The nonces of a greeting: 32 random bytes in hexadecimal.
public final class Nonce {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonce() {}

    /// A new nonce. Safe for any thread.
    public static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static boolean isNonce(String text) {
        return FORM.matcher(text).matches();
    }
}
