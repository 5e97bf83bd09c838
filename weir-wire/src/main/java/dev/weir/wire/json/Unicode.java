package dev.weir.wire.json;

/// Finds surrogates without their partner, which UTF-8 cannot hold.
final class Unicode {

    private Unicode() {}

    static boolean isValid(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static void requireValid(String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("a string holds a surrogate without its partner");
        }
    }
}
