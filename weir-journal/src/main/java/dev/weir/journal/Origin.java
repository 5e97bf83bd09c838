package dev.weir.journal;

import dev.weir.api.Digest;
import dev.weir.wire.Client;
import dev.weir.wire.Mode;
import dev.weir.wire.json.JsonObject;
import java.util.List;

/// Who and where: what the records of one conversation have in common.
///
/// @param run      id of the run
/// @param client   the installer, as it describes itself
/// @param indexes  effective indexes, without credentials; empty until they are known
/// @param engine   id of the engine's build
/// @param settings digest of the settings
/// @param failOpen names of the hooks whose failure the settings allow
/// @param mode     what becomes of a refusal
public record Origin(String run, Client client, List<String> indexes, String engine, Digest settings,
        List<String> failOpen, Mode mode) {

    public Origin {
        indexes = List.copyOf(indexes);
        failOpen = List.copyOf(failOpen);
    }

    /// The same with the indexes that are now known.
    public Origin withIndexes(List<String> known) {
        return new Origin(run, client, known, engine, settings, failOpen, mode);
    }

    String source() {
        return Source.of(client.host(), client.user(), client.pid());
    }

    /// The member `client` of a record's data.
    JsonObject json() {
        return JsonObject.builder()
                .put("host", client.host())
                .put("user", client.user())
                .put("uid", client.uid())
                .put("pid", client.pid())
                .put("ppid", client.ppid())
                .put("cwd", client.cwd())
                .put("prefix", client.prefix())
                .put("interpreter", client.interpreter())
                .put("installer", client.installer())
                .put("installer_version", client.installerVersion())
                .put("indexes", indexes)
                .put("engine", engine)
                .put("settings", settings.text())
                .put("fail_open", failOpen)
                .put("mode", mode.word())
                .build();
    }
}
