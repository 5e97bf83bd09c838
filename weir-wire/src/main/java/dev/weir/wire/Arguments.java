package dev.weir.wire;

import dev.weir.api.Contract;
import dev.weir.api.Digest;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonReader;
import java.util.List;
import java.util.Optional;

/// The arguments of a tuple, taken one after the other. For one thread.
final class Arguments {

    private final String owner;
    private final List<Argument> expected;
    private final List<Json> values;
    private int next;

    /// @param owner how a message names the tuple
    Arguments(String owner, List<Argument> expected, JsonArray values) {
        this.owner = owner;
        this.expected = expected;
        this.values = values.items();
    }

    /// Checks the first argument, then how many there are: a tuple of another contract may have another length.
    Arguments ofThisContract() {
        var found = values.isEmpty() ? JsonNull.NULL : values.getFirst();
        if (!found.equals(new JsonInt(Contract.VERSION))) {
            throw new JsonException(place(0),
                    "expected the contract version " + Contract.VERSION + ", found " + show(found));
        }
        next = 1;
        return ofRightLength();
    }

    Arguments ofRightLength() {
        if (values.size() != expected.size()) {
            throw new JsonException(owner, "expected " + expected.size() + " arguments, found " + values.size());
        }
        return this;
    }

    private static String show(Json value) {
        return value instanceof JsonInt(var number) ? Long.toString(number) : value.kind();
    }

    private String place(int index) {
        return owner + ", argument " + index + " (" + expected.get(index).name() + ")";
    }

    private String nextPlace() {
        return place(next);
    }

    private Json take() {
        return values.get(next++);
    }

    int int31() {
        var place = nextPlace();
        return take().asInt31(place);
    }

    String string() {
        var place = nextPlace();
        return take().asString(place);
    }

    Optional<String> stringOrNone() {
        var place = nextPlace();
        return take().asStringOrNull(place);
    }

    List<String> strings() {
        var place = nextPlace();
        return take().asStrings(place);
    }

    Optional<List<String>> stringsOrNone() {
        return values.get(next) instanceof JsonNull ? none() : Optional.of(strings());
    }

    private <T> Optional<T> none() {
        next++;
        return Optional.empty();
    }

    Optional<Digest> digestOrNone() {
        var place = nextPlace();
        return stringOrNone().map(text -> Digests.parse(text, place));
    }

    /// A string that names an operation.
    String operation() {
        var place = nextPlace();
        var operation = string();
        if (operation.isEmpty()) {
            throw new JsonException(place, "is empty");
        }
        return operation;
    }

    /// A string that holds a JSON object.
    String extra() {
        var place = nextPlace();
        var text = string();
        try {
            JsonReader.read(text).asObject("the string");
        } catch (JsonException problem) {
            throw new JsonException(place, "expected a JSON object in a string: " + problem.getMessage());
        }
        return text;
    }

    /// The items of a tuple of tuples, each with the shape of `kind`.
    List<Arguments> tuples(TupleKind kind) {
        var place = nextPlace();
        return take().asArray(place).items().stream()
                .map(item -> new Arguments(place + ", an item", kind.arguments(), item.asArray(place + ", an item")))
                .map(Arguments::ofRightLength)
                .toList();
    }

    /// A failure to be thrown, about the argument taken last.
    JsonException problem(String what) {
        return new JsonException(place(next - 1), what);
    }
}
