package dev.weir.journal;

import dev.weir.journal.CheckedLine.Fit;
import java.io.IOException;
import java.util.Optional;

/// What reading a segment to its end has shown.
///
/// @param good     behind the last line before which nothing is wrong
/// @param bad      the first line that does not fit
/// @param lastHead digest of the last line, whether it fits or not
/// @param badLast  whether nothing stands behind `bad`
record Scan(Position good, Optional<CheckedLine> bad, String lastHead, boolean badLast) {

    /// Reads on from a position that is known to be good.
    static Scan from(Storage storage, Position start) throws IOException {
        var checker = new LineChecker(start.segment(), Optional.of(start.head()));
        var name = Segments.name(start.segment());
        try (var lines = new LineReader(storage.read(name), start.length(), start.lines())) {
            var scan = new Scan(start, Optional.empty(), start.head(), false);
            var next = lines.next();
            while (next.isPresent()) {
                var line = next.get();
                next = lines.next();
                scan = scan.and(checker.check(line, next), checker.head().orElseThrow());
            }
            return scan;
        }
    }

    private Scan and(CheckedLine line, String head) {
        if (bad.isPresent()) {
            return new Scan(good, bad, head, false);
        }
        return line.fits()
                ? new Scan(good.after(line.raw(), head), bad, head, false)
                : new Scan(good, Optional.of(line), head, true);
    }

    /// The bad line, where it is a write that was cut short: it stands last, and was never acknowledged.
    Optional<RawLine> torn() {
        return bad.filter(line -> badLast && line.fit() == Fit.UNREADABLE)
                .map(CheckedLine::raw)
                .filter(line -> line.number() > 1 || !line.whole());
    }
}
