package dev.weir.hooks.structure;

import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.hooks.listing.Listing;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rule for what is installed already: through its data schemes a wheel replaces no file of another distribution.
///
/// Looks where a virtual environment, and an installation of Python as python.org makes it, have what is installed. Where the distribution that a file belongs to says
/// so in its `RECORD`, the file is its own.
///
/// @param prefix of the environment
/// @param site   where what is installed lies
/// @param own    the project that is installed; its own older files are its to replace
record OthersFiles(Path prefix, Path site, Optional<NormalizedName> own) {

    private static final Pattern RELEASE = Pattern.compile("([0-9]+\\.[0-9]+)\\..*");

    /// Empty where the installer does not say into what it installs, or nothing is there yet.
    static Optional<OthersFiles> below(Distribution about) {
        var extra = JsonReader.read(about.extra()).asObject("extra");
        var prefix = extra.optionalString("prefix").flatMap(OthersFiles::path);
        return prefix.flatMap(folder -> site(folder, extra).map(site -> new OthersFiles(folder, site, name(about))));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static Optional<Path> site(Path prefix, JsonObject extra) {
        var release = RELEASE.matcher(extra.optionalString("interpreter").orElse(""));
        var folder = release.matches()
                ? prefix.resolve("lib").resolve("python" + release.group(1)).resolve("site-packages")
                : prefix;
        var ofWindows = prefix.resolve("Lib").resolve("site-packages");
        return List.of(folder, ofWindows).stream().filter(Files::isDirectory).findFirst();
    }

    private static Optional<NormalizedName> name(Distribution about) {
        return about.name().filter(NormalizedName::isValid).map(NormalizedName::new);
    }

    /// @param members of a wheel, those in its `.data` folder
    /// @throws IOException where what is installed cannot be read
    List<Finding> findings(List<String> members) throws IOException {
        var found = new ArrayList<Finding>();
        for (var member : members) {
            var place = place(member);
            if (place.isPresent() && Files.exists(place.get(), LinkOption.NOFOLLOW_LINKS)) {
                owner(place.get()).map(owner -> StructureRule.OTHERS_FILE.at(member,
                        "it would take the place of %s, which belongs to %s".formatted(place.get(), owner)))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<Path> place(String member) {
        var parts = member.split("/", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        return folder(parts[1]).map(folder -> folder.resolve(parts[2]).normalize());
    }

    private Optional<Path> folder(String scheme) {
        return switch (scheme) {
            case "data" -> Optional.of(prefix);
            case "scripts" ->
                Optional.of(prefix.resolve(site.startsWith(prefix.resolve("Lib")) ? "Scripts" : "bin"));
            case "purelib", "platlib" -> Optional.of(site);
            default -> Optional.empty();
        };
    }

    private Optional<String> owner(Path place) throws IOException {
        var listed = site.relativize(place).toString().replace('\\', '/');
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(site, "*.dist-info")) {
            for (var folder : folders) {
                if (!isOwn(folder) && lists(folder.resolve("RECORD"), listed)) {
                    return Optional.of(String.valueOf(folder.getFileName()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isOwn(Path folder) {
        var project = String.valueOf(folder.getFileName()).split("-", 2)[0];
        return NormalizedName.isValid(project) && own.filter(new NormalizedName(project)::equals).isPresent();
    }

    private static boolean lists(Path record, String file) throws IOException {
        if (Files.notExists(record)) {
            return false;
        }
        var text = new String(Files.readAllBytes(record), StandardCharsets.UTF_8);
        return Listing.record(text).stream().anyMatch(row -> row.path().equals(file));
    }
}
