package dev.weir.journal;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonObject;
import java.util.Optional;

/// Segments that are missing before the first one. A record of retention that stands in the chain explains it: it was written before they were removed, and names the
/// line that the first header follows.
///
/// @param from  the first that is missing
/// @param first the first that is there
/// @param chain the digest that its header carries; empty until it was read
record LostStart(int from, int first, Optional<String> chain) {

    /// What is still to be explained behind a line that fits.
    Optional<LostStart> after(int segment, CheckedLine line) {
        var json = line.json().orElseThrow();
        if (segment == first && line.raw().number() == 1) {
            return Optional.of(new LostStart(from, first, Optional.of(json.string("chain"))));
        }
        return isExplainedBy(json) ? Optional.empty() : Optional.of(this);
    }

    private boolean isExplainedBy(JsonObject json) {
        var data = json.find("data").map(found -> found.asObject("data"));
        return json.find("type").equals(Optional.of(Json.of("weir.retention")))
                && data.flatMap(found -> found.find("segment")).equals(Optional.of(Json.of(first - 1)))
                && data.flatMap(found -> found.find("head")).equals(chain.map(hex -> Json.of("sha256:" + hex)));
    }

    Damage damage() {
        var problem = first == from + 1
                ? "the segment is missing"
                : "the segments to " + Segments.name(first - 1) + " are missing";
        return new Damage(Segments.name(from), 1, 0, problem);
    }
}
