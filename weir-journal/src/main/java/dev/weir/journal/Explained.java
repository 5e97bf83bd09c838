package dev.weir.journal;

import dev.weir.wire.Change;
import dev.weir.wire.json.JsonObject;
import java.util.Optional;

/// A change of what is installed, and what explains it.
///
/// @param run the run in which a step was judged that explains it; empty where none does
public record Explained(Change change, Optional<String> run) {

    JsonObject json() {
        return JsonObject.builder()
                .put("path", change.path())
                .put("change", change.kind().word())
                .put("run", run)
                .build();
    }
}
