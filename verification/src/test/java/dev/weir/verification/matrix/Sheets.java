package dev.weir.verification.matrix;

import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The sheets in a folder, a file each: so a run that was broken off goes on where it was.
///
/// @param folder made where it is not there
/// @param builds of Weir whose sheets count
record Sheets(Path folder, Set<String> builds) {

    Sheets {
        builds = Set.copyOf(builds);
    }

    void store(Pair pair, Sheet sheet) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(pair.file()), sheet.toJson().encode() + "\n");
    }

    /// What came of a pair, where it was tried with one of the builds and all cases of today.
    Optional<Sheet> find(Pair pair) {
        var file = folder.resolve(pair.file());
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            var sheet = Sheet.parse((JsonObject) JsonReader.read(Files.readString(file)));
            return Optional.of(sheet).filter(found -> builds.contains(found.build()))
                    .filter(found -> found.cases().equals(Case.ALL.stream().map(Case::toString).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All of these pairs that were tried.
    List<Sheet> of(List<Pair> pairs) {
        return pairs.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    /// Writes sheets into one file.
    static void write(List<Sheet> sheets, Path file) throws IOException {
        Files.writeString(file,
                JsonArray.of(sheets.stream().map(Sheet::toJson).toArray(JsonObject[]::new)).encode() + "\n");
    }
}
