package dev.weir.cli.doctor;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// All that is tried.
final class Plan {

    private Plan() {}

    /// Makes the canaries, and all else that the trials need. In the order of the table.
    ///
    /// @throws IOException where that cannot be done
    static List<Line> of(Kit kit) throws IOException {
        return Stream
                .of(Control.of(kit), Ways.of(kit), Requests.of(kit), OtherPips.of(kit), Modes.of(kit), Gates.of(kit))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Line::section)).toList();
    }
}
