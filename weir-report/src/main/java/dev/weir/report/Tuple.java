package dev.weir.report;

import dev.weir.api.Gate;
import dev.weir.wire.Argument;
import dev.weir.wire.TupleKind;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.util.List;
import java.util.SequencedMap;

/// The arguments of a gate by their names (`spec/events.md`). `extra` is the object that it holds, and so is each candidate.
record Tuple(JsonObject arguments) {

    static Tuple of(Gate gate) {
        return new Tuple(named(TupleKind.of(gate.action()).arguments(), Tuples.args(gate)));
    }

    private static JsonObject named(List<Argument> names, JsonArray args) {
        var object = JsonObject.builder();
        for (int index = 0; index < names.size(); index++) {
            var name = names.get(index).name();
            object.put(name, value(name, args.items().get(index)));
        }
        return object.build();
    }

    private static Json value(String name, Json value) {
        return switch (name) {
            case "extra" -> Subjects.extra(value.asString(name));
            case "candidates" -> new JsonArray(value.asArray(name).items().stream().<Json>map(
                    item -> named(TupleKind.CANDIDATE.arguments(), item.asArray(name))).toList());
            case String _ -> value;
        };
    }

    SequencedMap<String, Json> byName() {
        return arguments.members();
    }
}
