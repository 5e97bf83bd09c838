package dev.weir.wire.json;

/// Finds surrogates without their partner, which UTF-8 cannot hold.
final class Unicode {

    private Unicode() {}

    /// A loop: every string that comes or goes passes here, and a stream costs many times as much.
    static boolean isValid(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !isPair(text, i++)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPair(String text, int high) {
        return high + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
    }

    static void requireValid(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a string holds a surrogate without its partner");
        }
    }
}
