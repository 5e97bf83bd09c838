package dev.weir.wire.json;

/// A string.
///
/// @param text valid Unicode: no surrogate without its partner
public record JsonString(String text) implements Json {

    /// @throws IllegalArgumentException where `text` holds a surrogate without its partner
    public JsonString {
        Unicode.requireValid(text);
    }

    @Override
    public String kind() {
        return "a string";
    }

    @Override
    public void appendTo(StringBuilder out) {
        Quoting.append(text, out);
    }
}
