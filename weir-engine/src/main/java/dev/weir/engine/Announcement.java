package dev.weir.engine;

import dev.weir.wire.Key;
import dev.weir.wire.Protocol;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// What an engine says of itself in a rendezvous file (`spec/wire.md`).
///
/// @param build    id of its build
/// @param settings what tells the places of its settings from others
/// @param pid      number of its process, where it runs
/// @param address  how to reach it by its transport
/// @param key      shows who may talk to it
public record Announcement(String build, String settings, long pid, Transport transport, String address, Key key) {

    /// The announcement in a file; empty where there is none, or nothing that makes sense: an engine that has ended leaves an empty file, and a crash of the
    /// machine may leave anything.
    ///
    /// @throws IOException where the file cannot be read
    public static Optional<Announcement> read(Path file) throws IOException {
        try {
            return Optional.of(of(JsonReader.read(Files.readAllBytes(file)).asObject("an announcement")));
        } catch (NoSuchFileException | JsonException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Announcement of(JsonObject json) {
        if (json.integer("protocol") != Protocol.VERSION) {
            throw new JsonException(JsonObject.place("protocol"), "another version");
        }
        return new Announcement(
                json.string("build"),
                json.string("settings"),
                json.integer("pid"),
                Transport.of(Optional.of(json.string("transport"))),
                json.string("address"),
                Key.ofHex(json.string("key")));
    }

    byte[] encode() {
        return JsonObject.builder()
                .put("protocol", Protocol.VERSION)
                .put("build", build)
                .put("settings", settings)
                .put("pid", pid)
                .put("transport", transport.word())
                .put("address", address)
                .put("key", key.hex())
                .build()
                .encode()
                .getBytes(StandardCharsets.UTF_8);
    }
}
