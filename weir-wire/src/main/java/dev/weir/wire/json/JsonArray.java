package dev.weir.wire.json;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// An array.
public record JsonArray(List<Json> items) implements Json {

    public JsonArray {
        items = List.copyOf(items);
    }

    public static JsonArray of(Json... items) {
        return new JsonArray(List.of(items));
    }

    public static JsonArray ofStrings(Collection<String> texts) {
        return new JsonArray(texts.stream().map(Json::of).toList());
    }

    /// This array with more items behind it.
    public JsonArray plus(Json... more) {
        return new JsonArray(Stream.concat(items.stream(), Stream.of(more)).toList());
    }

    public int size() {
        return items.size();
    }

    @Override
    public String kind() {
        return "an array";
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append('[');
        var separator = "";
        for (var item : items) {
            out.append(separator);
            item.appendTo(out);
            separator = ",";
        }
        out.append(']');
    }
}
