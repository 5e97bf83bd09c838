package dev.weir.wire.json;

/// True or false.
public enum JsonBool implements Json {
    TRUE,
    FALSE;

    static JsonBool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public boolean value() {
        return this == TRUE;
    }

    @Override
    public String kind() {
        return "true or false";
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(value());
    }
}
