package dev.weir.wire.json;

/// An integer of 64 bits.
public record JsonInt(long value) implements Json {

    @Override
    public String kind() {
        return "an integer";
    }

    @Override
    public void appendTo(StringBuilder out) {
        out.append(value);
    }
}
