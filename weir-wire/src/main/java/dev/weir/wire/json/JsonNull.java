package dev.weir.wire.json;

/// Null.
public enum JsonNull implements Json {
    NULL;

    @Override
    public String kind() {
        return "null";
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append("null");
    }
}
