package dev.weir.wire;

import dev.weir.wire.json.JsonObject;
import java.util.Optional;

/// Who asks: evidence for the journal, which never earns an allow.
///
/// @param uid         number of the user; -1 where the platform has none
/// @param cwd         working folder
/// @param prefix      environment of the interpreter
/// @param interpreter version of Python
/// @param parent      operation that started this installer
public record Client(
        String host,
        String user,
        long uid,
        long pid,
        long ppid,
        String cwd,
        String prefix,
        String interpreter,
        String installer,
        String installerVersion,
        Optional<String> parent) {

    /// Reads the member `client`.
    ///
    /// @throws dev.weir.wire.json.JsonException where it is none
    public static Client of(JsonObject json) {
        return new Client(
                json.string("host"),
                json.string("user"),
                json.integer("uid"),
                json.integer("pid"),
                json.integer("ppid"),
                json.string("cwd"),
                json.string("prefix"),
                json.string("interpreter"),
                json.string("installer"),
                json.string("installer_version"),
                json.stringOrNull("parent"));
    }

    /// The object on the wire.
    public JsonObject json() {
        return JsonObject.builder()
                .put("host", host)
                .put("user", user)
                .put("uid", uid)
                .put("pid", pid)
                .put("ppid", ppid)
                .put("cwd", cwd)
                .put("prefix", prefix)
                .put("interpreter", interpreter)
                .put("installer", installer)
                .put("installer_version", installerVersion)
                .put("parent", parent)
                .build();
    }
}
