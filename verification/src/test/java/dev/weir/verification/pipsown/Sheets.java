package dev.weir.verification.pipsown;

import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The sheets in a folder, a file each: so a run that was broken off goes on where it was, and releases come together in one table.
///
/// @param folder made where it is not there
record Sheets(Path folder) {

    void store(Sheet sheet) throws IOException {
        Files.createDirectories(folder);
        var name = "%s-%s-%s.json".formatted(sheet.release(), sheet.python(), sheet.part().word());
        Files.writeString(folder.resolve(name), sheet.toJson().encode() + "\n");
    }

    /// All of them.
    List<Sheet> all() throws IOException {
        var sheets = new ArrayList<Sheet>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*.json")) {
                for (var file : files) {
                    sheets.add(Sheet.parse((JsonObject) JsonReader.read(Files.readString(file))));
                }
            }
        }
        return sheets;
    }
}
