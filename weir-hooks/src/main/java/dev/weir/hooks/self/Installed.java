package dev.weir.hooks.self;

import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.hooks.listing.Listing;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What is installed, as far as it says what would be removed with it.
///
/// @param metadata its `.dist-info` or `.egg-info`, absolute
record Installed(Path metadata) {

    private static final String DIST_INFO = ".dist-info";

    /// @throws IOException where the installer does not say where it is
    static Installed of(Distribution distribution) throws IOException {
        var path = JsonReader.read(distribution.extra()).asObject("extra").find("installed")
                .map(installed -> installed.asObject("installed"))
                .flatMap(Installed::path);
        return new Installed(path.orElseThrow(() -> new IOException("nothing says where it is installed")));
    }

    private static Optional<Path> path(JsonObject installed) {
        return installed.stringOrNull("path").map(Path::of).filter(Path::isAbsolute);
    }

    /// @throws IOException where its lists are there and cannot be read
    List<Finding> findings() throws IOException {
        if (Files.notExists(metadata)) {
            throw new IOException("it is not where the installer says: " + metadata);
        }
        var found = new ArrayList<Finding>();
        if (Files.isDirectory(metadata)) {
            read("RECORD", site(), Listing::record).forEach(found::add);
            read("installed-files.txt", metadata, Listing::plain).forEach(found::add);
            topLevel().forEach(found::add);
        }
        return found;
    }

    /// An `.egg-info` without a list of files stands for all that has these names.
    private Stream<Finding> topLevel() throws IOException {
        return fileName(metadata).endsWith(DIST_INFO)
                ? Stream.empty()
                : read("top_level.txt", site(), Listing::plain);
    }

    private Stream<Finding> read(String name, Path base, Function<String, List<Listing.Row>> form) throws IOException {
        var file = metadata.resolve(name);
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS)
                ? Stream.empty()
                : removals(form.apply(Text.of(file)), base).stream()
                        .map(row -> Rules.removed(fileName(metadata) + "/" + name, row));
    }

    private List<Listing.Row> removals(List<Listing.Row> rows, Path base) throws IOException {
        var found = new ArrayList<Listing.Row>();
        for (var row : rows) {
            if (Own.isIn(row.path()) || holdsSite(base, row.path())) {
                found.add(row);
            }
        }
        return found;
    }

    /// Whether a path is the folder that Weir's files lie in, or one above it: an installer takes a folder away with all that is in it.
    private boolean holdsSite(Path base, String path) throws IOException {
        var removed = resolved(base, path).filter(Files::isDirectory);
        return removed.isPresent() && site().toRealPath().startsWith(removed.get().toRealPath());
    }

    /// Empty where it is no path of this platform, so that nothing can be removed by it.
    private static Optional<Path> resolved(Path base, String path) {
        try {
            return Optional.of(base.resolve(path));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private Path site() {
        return metadata.resolveSibling("");
    }

    private static String fileName(Path path) {
        var name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
