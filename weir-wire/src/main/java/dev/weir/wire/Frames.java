package dev.weir.wire;

import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Frames: a length (4 bytes, unsigned, big-endian) and that many bytes of UTF-8, one JSON object (`spec/wire.md`).
public final class Frames {

    /// The most bytes of JSON in a frame.
    public static final int LARGEST = 16 * 1024 * 1024;

    private static final int PREFIX = 4;

    private Frames() {}

    /// One frame.
    ///
    /// @throws FrameException where the object is larger than [#LARGEST]
    public static byte[] encode(JsonObject object) throws FrameException {
        var json = object.encode().getBytes(StandardCharsets.UTF_8);
        requireAllowed(json.length);
        return ByteBuffer.allocate(PREFIX + json.length).putInt(json.length).put(json).array();
    }

    /// The object in an array of bytes that holds one frame and nothing else.
    ///
    /// @throws FrameException                      where it does not
    /// @throws dev.weir.wire.json.JsonException where the frame holds no JSON object
    public static JsonObject decode(byte[] frame) throws IOException {
        var in = new ByteArrayInputStream(frame);
        var object = read(in).orElseThrow(() -> new FrameException("there is no frame"));
        if (in.available() > 0) {
            throw new FrameException("there are " + in.available() + " bytes after the frame");
        }
        return object;
    }

    /// Writes one frame in one piece, and flushes.
    ///
    /// @throws FrameException where the object is larger than [#LARGEST]; nothing is written
    public static void write(OutputStream out, JsonObject object) throws IOException {
        out.write(encode(object));
        out.flush();
    }

    /// Reads the next frame, waiting for it. Empty where the stream ends before its first byte.
    ///
    /// @throws FrameException                      where the length is not allowed, or the stream ends within the frame
    /// @throws dev.weir.wire.json.JsonException where the frame holds no JSON object
    public static Optional<JsonObject> read(InputStream in) throws IOException {
        var prefix = in.readNBytes(PREFIX);
        if (prefix.length == 0) {
            return Optional.empty();
        }
        requireWhole(prefix, PREFIX);
        var length = Integer.toUnsignedLong(ByteBuffer.wrap(prefix).getInt());
        requireAllowed(length);
        var json = in.readNBytes((int) length);
        requireWhole(json, (int) length);
        return Optional.of(JsonReader.read(json).asObject("the frame"));
    }

    private static void requireAllowed(long length) throws FrameException {
        if (length == 0 || length > LARGEST) {
            throw new FrameException("a frame holds 1 to " + LARGEST + " bytes, not " + length);
        }
    }

    private static void requireWhole(byte[] bytes, int length) throws FrameException {
        if (bytes.length < length) {
            throw new FrameException("the frame is cut off: " + bytes.length + " of " + length + " bytes");
        }
    }
}
