package dev.weir.journal;

/// Something in the journal that does not fit.
///
/// @param file    name of the segment
/// @param line    line in it, from 1; the header is the first
/// @param offset  where this line begins, in bytes from 0
/// @param problem what does not fit, one line
public record Damage(String file, int line, long offset, String problem) {

    /// `00000001.jsonl:3:412: problem`.
    @Override
    public String toString() {
        return file + ":" + line + ":" + offset + ": " + problem;
    }
}
