package dev.weir.hooks.structure;

import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.hooks.listing.Listing;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The rule for what is installed already: through its data schemes a wheel replaces no file of another distribution.
///
/// Looks where the installer says that it will write (`extra.scheme` in `spec/events.md`). What is installed there says in its `RECORD` which files are its own.
///
/// @param scheme the folder that each of a wheel's schemes goes to, by name
/// @param own    the project that is installed; its own older files are its to replace
record OthersFiles(Map<String, Path> scheme, Optional<NormalizedName> own) {

    OthersFiles {
        scheme = Map.copyOf(scheme);
    }

    /// Empty where the installer does not say where it writes.
    static Optional<OthersFiles> of(Distribution about) {
        return JsonReader.read(about.extra()).asObject("extra").find("scheme")
                .map(scheme -> new OthersFiles(folders(scheme), name(about)));
    }

    private static Map<String, Path> folders(Json scheme) {
        var folders = new HashMap<String, Path>();
        scheme.asObject("scheme").members()
                .forEach((name, folder) -> path(folder.asString(name)).ifPresent(path -> folders.put(name, path)));
        return folders;
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static Optional<NormalizedName> name(Distribution about) {
        return about.name().filter(NormalizedName::isValid).map(NormalizedName::new);
    }

    /// @param members of a wheel, those in its `.data` folder
    /// @throws IOException where what is installed cannot be read
    List<Finding> findings(List<String> members) throws IOException {
        var taken = new LinkedHashMap<Path, String>();
        for (var member : members) {
            place(member).filter(place -> Files.exists(place, LinkOption.NOFOLLOW_LINKS))
                    .ifPresent(place -> taken.put(place, member));
        }
        var found = new ArrayList<Finding>();
        for (var site : taken.isEmpty() ? Set.<Path>of() : sites()) {
            findings(site, taken, found);
        }
        return found.stream().distinct().toList();
    }

    private Optional<Path> place(String member) {
        var parts = member.split("/", 3);
        return parts.length < 3
                ? Optional.empty()
                : Optional.ofNullable(scheme.get(parts[1])).map(folder -> folder.resolve(parts[2]).normalize());
    }

    /// The folders that metadata of what is installed lie in.
    private Set<Path> sites() {
        var sites = new TreeSet<Path>();
        for (var name : List.of("purelib", "platlib")) {
            Optional.ofNullable(scheme.get(name)).filter(Files::isDirectory).ifPresent(sites::add);
        }
        return sites;
    }

    private void findings(Path site, Map<Path, String> taken, List<Finding> found) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(site, "*.dist-info")) {
            for (var folder : folders) {
                if (!isOwn(folder)) {
                    findings(folder, site, taken, found);
                }
            }
        }
    }

    private boolean isOwn(Path distInfo) {
        var project = String.valueOf(distInfo.getFileName()).split("-", 2)[0];
        return NormalizedName.isValid(project) && own.filter(new NormalizedName(project)::equals).isPresent();
    }

    private void findings(Path distInfo, Path site, Map<Path, String> taken, List<Finding> found)
            throws IOException {
        for (var place : listed(distInfo.resolve("RECORD"), site)) {
            Optional.ofNullable(taken.get(place)).map(member -> StructureRule.OTHERS_FILE.at(member,
                    "it would take the place of %s, which belongs to %s".formatted(place, distInfo.getFileName())))
                    .ifPresent(found::add);
        }
    }

    private List<Path> listed(Path record, Path site) throws IOException {
        if (Files.notExists(record)) {
            return List.of();
        }
        var text = new String(Files.readAllBytes(record), StandardCharsets.UTF_8);
        return Listing.record(text).stream().flatMap(row -> place(site, row.path()).stream()).toList();
    }

    /// Where all goes into one folder (`--target`), pip writes rows as if modules lay in `lib/python` below it.
    private Optional<Path> place(Path site, String file) {
        var isOneFolder = site.equals(scheme.get("data"));
        var base = isOneFolder && file.startsWith("../") ? site.resolve("lib").resolve("python") : site;
        try {
            return Optional.of(base.resolve(file).normalize());
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
