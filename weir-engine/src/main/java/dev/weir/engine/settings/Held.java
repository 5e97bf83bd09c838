package dev.weir.engine.settings;

import dev.weir.wire.json.Json;
import java.util.List;

/// A value that is in force, and what is not because of it.
///
/// @param key        its key with the tables that it is in: `engine.silence`
/// @param value      as it stands in its source; one item where each source adds to an array. JSON that is TOML too
/// @param place      where it stands
/// @param overridden what others say of the same key
public record Held(String key, Json value, Place place, List<Overridden> overridden) {

    public Held {
        overridden = List.copyOf(overridden);
    }

    /// A value that another one overrides.
    public record Overridden(Json value, Place place) {}
}
