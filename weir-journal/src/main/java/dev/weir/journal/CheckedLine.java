package dev.weir.journal;

import dev.weir.wire.json.JsonObject;
import java.util.Optional;

/// A line, and whether it fits into the journal.
///
/// @param raw     as it lies on disk
/// @param fit     whether it fits
/// @param problem why it does not; empty where it does
/// @param json    what it holds, also where it is readable but does not fit; empty where it was not read
record CheckedLine(RawLine raw, Fit fit, String problem, Optional<JsonObject> json) {

    enum Fit {
        /// It is what must stand here.
        FITS,
        /// It is no header or record.
        UNREADABLE,
        /// It is a header or a record, but not the one that must stand here.
        MISPLACED
    }

    boolean fits() {
        return fit == Fit.FITS;
    }

    Damage damage(int segment) {
        return new Damage(Segments.name(segment), raw.number(), raw.offset(), problem);
    }
}
