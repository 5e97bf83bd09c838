package dev.weir.journal;

import dev.weir.wire.json.JsonObject;

/// What a reader of the journal meets, in the order in which it stands there.
public sealed interface JournalItem {

    /// A record that can be read. Where it does not fit into the chain, a [Damaged] stands before it.
    ///
    /// @param file name of the segment
    /// @param line number of the line in it, from 1
    /// @param text the line as it was written, without its LF
    /// @param json the same, read
    record Entry(String file, int line, String text, JsonObject json) implements JournalItem {}

    /// Something that does not fit.
    record Damaged(Damage damage) implements JournalItem {}
}
