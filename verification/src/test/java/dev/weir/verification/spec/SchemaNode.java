package dev.weir.verification.spec;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonBool;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import dev.weir.wire.json.JsonString;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Our JSON as the validator wants to see it.
///
/// @param json           the value
/// @param getJsonPointer where it stands
record SchemaNode(Json json, String getJsonPointer) implements JsonNode {

    /// Reads JSON as strictly as Weir does.
    static final JsonNodeFactory FACTORY = new JsonNodeFactory() {
        @Override
        public JsonNode wrap(Object value) {
            return value instanceof JsonNode node ? node : new SchemaNode((Json) value, "");
        }

        @Override
        public JsonNode create(String text) {
            return wrap(JsonReader.read(text));
        }
    };

    @Override
    public SimpleType getNodeType() {
        return switch (json) {
            case JsonObject _ -> SimpleType.OBJECT;
            case JsonArray _ -> SimpleType.ARRAY;
            case JsonString _ -> SimpleType.STRING;
            case JsonInt _ -> SimpleType.INTEGER;
            case JsonBool _ -> SimpleType.BOOLEAN;
            case JsonNull _ -> SimpleType.NULL;
        };
    }

    @Override
    public boolean asBoolean() {
        return json.asBoolean(getJsonPointer);
    }

    @Override
    public String asString() {
        return json.asString(getJsonPointer);
    }

    @Override
    public BigInteger asInteger() {
        return BigInteger.valueOf(json.asLong(getJsonPointer));
    }

    @Override
    public BigDecimal asNumber() {
        return BigDecimal.valueOf(json.asLong(getJsonPointer));
    }

    @Override
    public List<JsonNode> asArray() {
        var items = json.asArray(getJsonPointer).items();
        return IntStream.range(0, items.size())
                .<JsonNode>mapToObj(i -> new SchemaNode(items.get(i), getJsonPointer + "/" + i))
                .toList();
    }

    @Override
    public Map<String, JsonNode> asObject() {
        var members = new LinkedHashMap<String, JsonNode>();
        json.asObject(getJsonPointer).members().forEach((name, value) -> members.put(name,
                new SchemaNode(value, getJsonPointer + "/" + JsonNode.encodeJsonPointer(name))));
        return members;
    }
}
