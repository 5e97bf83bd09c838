package dev.weir.journal;

/// Where the journal ends.
///
/// @param segment number of the last segment
/// @param lines   whole lines in it
/// @param length  their bytes
/// @param head    digest of the last of them; where there is none, what the header must carry
record Position(int segment, int lines, long length, String head) {

    /// The beginning of a segment that follows a line with the digest `head`.
    static Position startOf(int segment, String head) {
        return new Position(segment, 0, 0, head);
    }

    /// Behind one more line.
    Position after(RawLine line, String digest) {
        return new Position(segment, line.number(), line.next(), digest);
    }
}
