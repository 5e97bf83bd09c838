package dev.weir.wire.json;

/// What was read is not JSON as Weir takes it, or not the value that was expected. The message says what, and where.
public final class JsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param place   where: `line 1, column 7`, or "member `run`"
    /// @param problem what is wrong there
    public JsonException(String place, String problem) {
        super(place + ": " + problem);
    }
}
