package dev.weir.engine;

import dev.weir.api.Hook;
import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.journal.JournalItem;
import dev.weir.journal.JournalReader;
import dev.weir.journal.StateFolder;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A real engine in folders of its own, in this process.
final class EngineRoom implements AutoCloseable {

    private final Path root;
    private final Places places;
    private final Engine engine;

    private EngineRoom(Path root, Places places, Engine engine) {
        this.root = root;
        this.places = places;
        this.engine = engine;
    }

    static EngineRoom open(Path root, Transport transport, String settings, Hook... hooks) throws IOException {
        var file = root.resolve("weir.toml");
        Files.writeString(file, settings);
        var settingsPlaces = new SettingsPlaces(root.resolve("system.toml"), file);
        var places = new Places(new StateFolder(root.resolve("state")), settingsPlaces, "0123456789abcdef", transport,
                Optional.empty());
        return new EngineRoom(root, places, Engine.start(places, _ -> List.of(hooks)).orElseThrow());
    }

    /// An engine of another build for the same folders and settings, which takes the place of this one.
    EngineRoom successor(String build) throws IOException {
        var same = new Places(places.state(), places.settings(), build, places.transport(), places.runtime());
        return new EngineRoom(root, same, Engine.start(same, _ -> List.of()).orElseThrow());
    }

    Places places() {
        return places;
    }

    Engine engine() {
        return engine;
    }

    Shim.Greeted greeted() throws IOException {
        return Shim.greeted(places);
    }

    Path file(String name, String text) throws IOException {
        return Files.writeString(root.resolve(name), text);
    }

    /// Replaces the settings of the machine.
    void systemSettings(String text) throws IOException {
        Files.writeString(places.settings().system(), text);
    }

    /// Replaces the settings of the user.
    void settings(String text) throws IOException {
        Files.writeString(places.settings().user(), text);
    }

    /// The engine ends; what it has written is all there is.
    List<JsonObject> journalAfterEnd() throws IOException {
        engine.close();
        return journal();
    }

    List<JsonObject> journal() throws IOException {
        var records = new ArrayList<JsonObject>();
        JournalReader.read(places.state().journal(), item -> {
            switch (item) {
                case JournalItem.Entry entry -> records.add(entry.json());
                case JournalItem.Damaged(var damage) -> throw new AssertionError(damage.toString());
            }
        });
        return records;
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}
