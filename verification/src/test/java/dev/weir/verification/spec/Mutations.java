package dev.weir.verification.spec;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonBool;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// Copies of a value that differ from it in one place, at any depth.
final class Mutations {

    private Mutations() {}

    /// Every copy in which one value is `true`.
    static List<Json> ofAnotherKind(Json json) {
        return of(json, _ -> List.of(JsonBool.TRUE));
    }

    /// Every copy in which one object lacks one member.
    static List<Json> withoutAMember(Json json) {
        return of(json, part -> part instanceof JsonObject object
                ? object.members().keySet().stream().<Json>map(name -> without(object, name)).toList()
                : List.of());
    }

    /// Every copy in which one object has a member that no schema knows.
    static List<Json> withAMoreMember(Json json) {
        return of(json, part -> part instanceof JsonObject object
                ? List.of(with(object, "later", Json.of(1)))
                : List.of());
    }

    private static List<Json> of(Json json, Function<Json, List<Json>> change) {
        var mutants = new ArrayList<>(change.apply(json));
        switch (json) {
            case JsonObject object -> object.members().forEach((name, member) -> of(member, change)
                    .forEach(mutant -> mutants.add(with(object, name, mutant))));
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    for (var mutant : of(array.items().get(i), change)) {
                        mutants.add(with(array, i, mutant));
                    }
                }
            }
            case JsonString _,JsonInt _,JsonBool _,JsonNull _ -> {}
        }
        return mutants;
    }

    /// The object with a member set.
    static JsonObject with(JsonObject object, String name, Json value) {
        var members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return new JsonObject(members);
    }

    /// The array with an item set.
    static JsonArray with(JsonArray array, int index, Json value) {
        var items = new ArrayList<>(array.items());
        items.set(index, value);
        return new JsonArray(items);
    }

    private static JsonObject without(JsonObject object, String name) {
        var members = new LinkedHashMap<>(object.members());
        members.remove(name);
        return new JsonObject(members);
    }
}
