package dev.weir.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key of 32 bytes that both ends of a conversation hold (`spec/wire.md`, Greeting): the engine's, or that of a run. Safe for any thread.
public final class Key {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] bytes;

    private Key(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A new key from the platform's strong source of random bytes.
    public static Key random() {
        return ofHex(Nonce.random());
    }

    /// The key with these hexadecimal digits.
    ///
    /// @throws IllegalArgumentException where these are not 64 lower-case hexadecimal digits; the message does not show them
    public static Key ofHex(String hex) {
        if (!Nonce.isNonce(hex)) {
            throw new IllegalArgumentException("a key has 64 lower-case hexadecimal digits");
        }
        return new Key(HexFormat.of().parseHex(hex));
    }

    /// The 64 hexadecimal digits of this key.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// The key of a run, derived from this key of an engine.
    public Key ofRun(String run) {
        return new Key(hmac("weir run " + run));
    }

    byte[] hmac(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && MessageDigest.isEqual(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Key.class.hashCode();
    }

    /// Does not show the key.
    @Override
    public String toString() {
        return "key";
    }
}
