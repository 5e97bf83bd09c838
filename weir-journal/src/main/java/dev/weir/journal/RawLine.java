package dev.weir.journal;

/// A line of a segment as it lies on disk.
///
/// @param number from 1
/// @param offset where it begins, in bytes from 0
/// @param bytes  without its LF; the first [LineReader#LONGEST] where it is longer
/// @param whole  whether an LF ends it
/// @param next   where the line after it begins
@SuppressWarnings("ArrayRecordComponent") // never compared
record RawLine(int number, long offset, byte[] bytes, boolean whole, long next) {

    boolean tooLong() {
        return bytes.length >= LineReader.LONGEST;
    }
}
