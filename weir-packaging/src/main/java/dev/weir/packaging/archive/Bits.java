package dev.weir.packaging.archive;

final class Bits {
    private Bits() {}

    static boolean areZero(byte[] bytes) {
        int seen = 0;
        for (byte value : bytes) {
            seen |= value;
        }
        return seen == 0;
    }
}
