package dev.weir.benchmarks.whole;

import dev.weir.wire.json.JsonObject;

/// What one run of a command took, in nanoseconds.
///
/// @param wall   from its start to its end
/// @param own    processor time of the command and of what it started and waited for
/// @param engine processor time of the engine meanwhile, until it came to rest
record Measured(long wall, long own, long engine) {

    static Measured of(JsonObject printed) {
        return new Measured(printed.integer("wall"), printed.integer("cpu"), printed.integer("engine"));
    }

    long cpu() {
        return own + engine;
    }

    JsonObject json() {
        return JsonObject.builder().put("wall", wall).put("cpu", own).put("engine", engine).build();
    }
}
