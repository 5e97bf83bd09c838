package dev.weir.journal;

/// A place in the journal, behind a whole line.
///
/// @param segment number of the segment
/// @param lines   whole lines before this place, in the segment
/// @param length  their bytes
/// @param head    digest of the last of them, 64 hexadecimal digits; where there is none, what the header must carry
public record Position(int segment, int lines, long length, String head) {

    /// The beginning of a segment that follows a line with the digest `head`.
    static Position startOf(int segment, String head) {
        return new Position(segment, 0, 0, head);
    }

    /// Behind one more line.
    Position after(RawLine line, String digest) {
        return new Position(segment, line.number(), line.next(), digest);
    }
}
