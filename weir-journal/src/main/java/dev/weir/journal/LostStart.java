package dev.weir.journal;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/// Segments that are missing before the first one. A record of retention that stands in the chain explains it: it was written before they were removed, and names the
/// line that the first header follows.
///
/// @param from  the first that is missing
/// @param first the first that is there
/// @param chain the digest that its header carries; empty until it was read
record LostStart(int from, int first, Optional<String> chain) {

    /// The type of the record that explains it.
    static final String TYPE = "weir.retention";

    /// What stands before the hexadecimal digits of its `head`.
    static final String HEAD = "sha256:";

    /// What is missing, where the first segment that is there is not 1, and a record explains it.
    static Optional<LostStart> explained(Storage storage) throws IOException {
        var numbers = Segments.numbers(storage.names());
        if (numbers.isEmpty() || numbers.getFirst() == 1) {
            return Optional.empty();
        }
        var lost = new LostStart(1, numbers.getFirst(), Optional.empty());
        var head = Optional.<String>empty();
        for (int number : numbers) {
            var checker = new LineChecker(number, head);
            try (var lines = new LineReader(storage.read(Segments.name(number)), 0, 0)) {
                for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                    var next = lost.after(number, checker.check(line.get()));
                    if (next.isEmpty()) {
                        return Optional.of(lost);
                    }
                    lost = next.get();
                }
            }
            head = checker.head();
        }
        return Optional.empty();
    }

    /// What is still to be explained behind a line.
    Optional<LostStart> after(int segment, CheckedLine line) {
        if (!line.fits()) {
            return Optional.of(this);
        }
        var json = line.json().orElseThrow();
        if (segment == first && line.raw().number() == 1) {
            return Optional.of(new LostStart(from, first, Optional.of(json.string("chain"))));
        }
        return isExplainedBy(json) ? Optional.empty() : Optional.of(this);
    }

    private boolean isExplainedBy(JsonObject json) {
        var data = json.find("data").map(found -> found.asObject("data"));
        return json.find("type").equals(Optional.of(Json.of(TYPE)))
                && data.flatMap(found -> found.find("segment")).equals(Optional.of(Json.of(first - 1)))
                && data.flatMap(found -> found.find("head")).equals(chain.map(hex -> Json.of(HEAD + hex)));
    }

    Damage damage() {
        var problem = first == from + 1
                ? "the segment is missing"
                : "the segments to " + Segments.name(first - 1) + " are missing";
        return new Damage(Segments.name(from), 1, 0, problem);
    }
}
