package dev.weir.engine.settings;

import dev.weir.wire.json.Json;

/// A value that a source states.
///
/// @param shown the value as it stands there
/// @param place where that is
record Stated<T>(T value, Json shown, Place place) {

    boolean isOf(Source source) {
        return place instanceof Place.InFile(var of, _, _) && of == source;
    }
}
