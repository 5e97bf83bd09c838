package dev.weir.fuzz;

import dev.weir.wire.EngineMessage;
import dev.weir.wire.FrameException;
import dev.weir.wire.Frames;
import dev.weir.wire.Message;
import dev.weir.wire.ShimMessage;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// What comes over the wire: frames, messages of both sides, and the tuples in them. What was read stays the same where it is written and read again.
///
/// The first byte of an input says who speaks; with `f` a whole frame follows, otherwise what is in it.
public final class MessageFuzz {

    private MessageFuzz() {}

    /// One input.
    ///
    /// @throws IOException where a frame that we wrote cannot be read
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length > 0) {
            byte[] rest = Arrays.copyOfRange(input, 1, input.length);
            Optional<JsonObject> read = frame(input[0] == 'f' ? rest : framed(rest));
            if (read.isPresent()) {
                Must.stay(read.get(), Frames.decode(Frames.encode(read.get())));
                message(read.get(), input[0] == 'e' ? EngineMessage::of : ShimMessage::of);
            }
        }
    }

    private static byte[] framed(byte[] json) {
        return ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array();
    }

    private static Optional<JsonObject> frame(byte[] bytes) throws IOException {
        try {
            return Optional.of(Frames.decode(bytes));
        } catch (FrameException | JsonException _) {
            return Optional.empty();
        }
    }

    private static void message(JsonObject json, Function<JsonObject, Message> reader) {
        Message message;
        try {
            message = reader.apply(json);
        } catch (JsonException _) {
            return;
        }
        Must.stay(message, reader.apply(message.json()));
        switch (message) {
            case ShimMessage.Ask(var event, var args) -> tuple(event, args);
            case ShimMessage.Refusal(var event, var args, _) -> tuple(event, args);
            case ShimMessage.Changed(var event, var args, _) -> tuple(event, args);
            case ShimMessage.Finished(var event, var args) -> done(event, args);
            default -> {}
        }
    }

    private static void tuple(String event, JsonArray args) {
        try {
            Must.stay(args, Tuples.args(Tuples.gate(event, args)));
        } catch (JsonException _) {
            // Not understood: the engine refuses it.
        }
    }

    private static void done(String event, JsonArray args) {
        try {
            Must.stay(args, Tuples.args(Tuples.done(event, args)));
        } catch (JsonException _) {
            // Not understood: the engine refuses it.
        }
    }
}
