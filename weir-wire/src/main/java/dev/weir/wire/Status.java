package dev.weir.wire;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/// How an engine is: what a visitor is told.
///
/// @param pid       number of its process, where it runs
/// @param build     id of its build
/// @param since     when it began
/// @param transport word of its transport
/// @param address   as its rendezvous file gives it
/// @param settings  the files of settings that it was started for, whether or not they exist
/// @param idle      seconds for which no run has been open
/// @param draining  whether it takes no new runs, and ends when the last one is over
/// @param runs      those that are open
public record Status(
        long pid,
        String build,
        Instant since,
        String transport,
        String address,
        List<String> settings,
        long idle,
        boolean draining,
        List<OpenRun> runs) implements EngineMessage {

    static final String TYPE = "status";

    /// A run that is open.
    ///
    /// @param run           its id
    /// @param conversations how many of its installers are talking to the engine
    public record OpenRun(String run, long conversations) {

        static OpenRun of(JsonObject json) {
            return new OpenRun(json.string("run"), json.integer("conversations"));
        }

        JsonObject json() {
            return JsonObject.builder().put("run", run).put("conversations", conversations).build();
        }
    }

    public Status {
        settings = List.copyOf(settings);
        runs = List.copyOf(runs);
    }

    static Status of(JsonObject json) {
        return new Status(
                json.integer("pid"),
                json.string("build"),
                instant(json.string("since")),
                json.string("transport"),
                json.string("address"),
                json.strings("settings"),
                json.integer("idle"),
                json.bool("draining"),
                json.objects("runs").stream().map(OpenRun::of).toList());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException other) {
            throw new JsonException(JsonObject.place("since"), "expected a time of RFC 3339");
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public JsonObject json() {
        return Members.typed(TYPE)
                .put("pid", pid)
                .put("build", build)
                .put("since", since.toString())
                .put("transport", transport)
                .put("address", address)
                .put("settings", settings)
                .put("idle", idle)
                .put("draining", Json.of(draining))
                .put("runs", new JsonArray(runs.stream().<Json>map(OpenRun::json).toList()))
                .build();
    }
}
