package dev.weir.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Shows that one side of a greeting holds the key, without sending it (`spec/wire.md`, Greeting).
public final class Proof {

    /// Who proves.
    public enum Side {
        ENGINE("engine"),
        CLIENT("client");

        private final String word;

        Side(String word) {
            this.word = word;
        }
    }

    private Proof() {}

    /// The proof of one side.
    ///
    /// @param key         the engine's, or that of the run for a nested installer
    /// @param clientNonce the nonce in the client's hello
    /// @param engineNonce the nonce in the engine's welcome
    public static String of(Key key, Side side, String clientNonce, String engineNonce) {
        var text = "weir " + side.word + " " + Protocol.VERSION + "\n" + clientNonce + "\n" + engineNonce;
        return HexFormat.of().formatHex(key.hmac(text));
    }

    /// Whether `proof` is what [#of] gives, found out in a time that does not depend on how much of it is right.
    public static boolean holds(String proof, Key key, Side side, String clientNonce, String engineNonce) {
        return MessageDigest.isEqual(
                proof.getBytes(StandardCharsets.UTF_8),
                of(key, side, clientNonce, engineNonce).getBytes(StandardCharsets.UTF_8));
    }
}
