package dev.weir.benchmarks.report;

import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The figures of one part.
///
/// @param name     of the part, as the page names the place for it
/// @param markdown for the page
/// @param figures  all that was measured
public record Section(String name, String markdown, JsonObject figures) {

    /// Writes `name.md` and `name.json` into a folder, which is made where it is not there.
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".md"), markdown);
        Files.writeString(folder.resolve(name + ".json"), figures.encode() + "\n");
    }
}
