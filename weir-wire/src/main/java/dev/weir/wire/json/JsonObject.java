package dev.weir.wire.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// An object. Its members keep their order.
///
/// The methods that take a name throw a [JsonException] where there is no such member, or it is of another kind.
public record JsonObject(SequencedMap<String, Json> members) implements Json {

    /// @throws IllegalArgumentException where a name holds a surrogate without its partner
    public JsonObject {
        members.keySet().forEach(Unicode::requireValid);
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The member, where there is one.
    public Optional<Json> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    public Json get(String name) {
        return find(name).orElseThrow(() -> new JsonException(place(name), "is missing"));
    }

    public String string(String name) {
        return get(name).asString(place(name));
    }

    /// A member that is a string or null.
    public Optional<String> stringOrNull(String name) {
        return get(name).asStringOrNull(place(name));
    }

    /// A member that may be left out, and is else a string.
    public Optional<String> optionalString(String name) {
        return find(name).map(value -> value.asString(place(name)));
    }

    public long integer(String name) {
        return get(name).asLong(place(name));
    }

    public int int31(String name) {
        return get(name).asInt31(place(name));
    }

    public boolean bool(String name) {
        return get(name).asBoolean(place(name));
    }

    public JsonArray array(String name) {
        return get(name).asArray(place(name));
    }

    public List<String> strings(String name) {
        return get(name).asStrings(place(name));
    }

    public JsonObject object(String name) {
        return get(name).asObject(place(name));
    }

    /// The objects of a member that is an array of nothing else.
    public List<JsonObject> objects(String name) {
        var place = place(name) + ", an item";
        return array(name).items().stream().map(item -> item.asObject(place)).toList();
    }

    /// A member that is an object or null.
    public Optional<JsonObject> objectOrNull(String name) {
        return get(name) instanceof JsonNull ? Optional.empty() : Optional.of(object(name));
    }

    /// How a message names the place of a member.
    public static String place(String name) {
        return "member `" + name + "`";
    }

    @Override
    public String kind() {
        return "an object";
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append('{');
        var separator = "";
        for (var member : members.sequencedEntrySet()) {
            out.append(separator);
            Quoting.append(member.getKey(), out);
            member.getValue().appendTo(out.append(':'));
            separator = ",";
        }
        out.append('}');
    }

    /// Makes an object, member by member. For one thread.
    public static final class Builder {

        private final SequencedMap<String, Json> members = new LinkedHashMap<>();

        private Builder() {}

        /// Adds a member.
        ///
        /// @throws IllegalArgumentException where there is such a member already
        public Builder put(String name, Json value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("there is a member of this name already: " + name);
            }
            return this;
        }

        public Builder put(String name, String text) {
            return put(name, Json.of(text));
        }

        public Builder put(String name, Optional<String> text) {
            return put(name, Json.of(text));
        }

        public Builder put(String name, long value) {
            return put(name, Json.of(value));
        }

        public Builder put(String name, List<String> texts) {
            return put(name, JsonArray.ofStrings(texts));
        }

        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
