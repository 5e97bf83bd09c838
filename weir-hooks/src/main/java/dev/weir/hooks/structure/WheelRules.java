package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.packaging.filename.InvalidFileNameException;
import dev.weir.packaging.filename.WheelFileName;
import dev.weir.packaging.metadata.DirectUrl;
import dev.weir.packaging.metadata.HeaderFields;
import dev.weir.packaging.metadata.InvalidMetadataException;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The rules for a wheel that can be read ([PEP 427](https://peps.python.org/pep-0427/)).
final class WheelRules {

    private static final Pattern ONE_PYTHON = Pattern.compile("[a-z]{2}([23])[0-9]+(-[^-]+-[^-]+)");

    private static final int LARGEST_METADATA = 8 << 20;
    private static final String DIST_INFO = ".dist-info";

    /// [Recording installed projects](https://packaging.python.org/en/latest/specifications/recording-installed-packages/).
    private static final String DIRECT_URL = "direct_url.json";
    private static final List<String> OF_INSTALLERS = List.of("INSTALLER", "REQUESTED", DIRECT_URL);

    private final ArchiveFiles files;
    private final Optional<String> filename;
    private final List<Finding> found = new ArrayList<>();

    /// @param filename where the installer knows one
    WheelRules(ArchiveFiles files, Optional<String> filename) {
        this.files = files;
        this.filename = filename;
    }

    /// @throws IOException where it cannot be read, or content is damaged
    List<Finding> findings() throws IOException {
        var folders = distInfoFolders();
        if (folders.size() == 1) {
            judge(folders.getFirst());
        } else {
            found.add(StructureRule.WHEEL_DIST_INFO.found(folders.isEmpty()
                    ? "no dist-info folder"
                    : "more than one dist-info folder: " + String.join(", ", folders)));
            files.archive().verify();
        }
        return found;
    }

    /// Where its metadata stand; empty where that is not clear.
    Optional<String> metadataPath() {
        var folders = distInfoFolders();
        return folders.size() == 1 ? Optional.of(folders.getFirst() + "/METADATA") : Optional.empty();
    }

    private List<String> distInfoFolders() {
        return files.paths().stream()
                .map(path -> path.split("/", 2)[0])
                .distinct()
                .filter(name -> name.endsWith(DIST_INFO))
                .toList();
    }

    private void judge(String distInfo) throws IOException {
        var stem = distInfo.substring(0, distInfo.length() - DIST_INFO.length());
        var project = stem.split("-", 2)[0];
        var metadata = fields(distInfo + "/METADATA");
        var wheel = fields(distInfo + "/WHEEL");
        checkInstallerFiles(distInfo);
        metadata.ifPresent(fields -> checkIdentity(fields, stem));
        metadata.ifPresent(fields -> found
                .addAll(Requirements.findings(distInfo + "/METADATA", fields.all("Requires-Dist"))));
        wheel.ifPresent(this::checkWheel);
        found.addAll(new RecordRules(files, distInfo).findings());
        found.addAll(new EntryPointRules(files, distInfo, isPip(project)).findings());
        found.addAll(new PlacementRules(files, stem, isPip(project)).findings());
    }

    private void checkInstallerFiles(String distInfo) throws IOException {
        for (var name : OF_INSTALLERS) {
            var path = distInfo + "/" + name;
            var content = files.read(path, LARGEST_METADATA);
            if (content.isPresent()) {
                var claim = name.equals(DIRECT_URL) ? ", and it says " + origin(content.get()) : "";
                found.add(StructureRule.INSTALLER_FILES.at(path, "only an installer writes it" + claim));
            }
        }
    }

    private static String origin(byte[] content) {
        try {
            return "that it came from " + DirectUrl.parse(content).url();
        } catch (InvalidMetadataException invalid) {
            return "nothing that is well formed: " + invalid.what();
        }
    }

    private static boolean isPip(String project) {
        return NormalizedName.isValid(project) && new NormalizedName(project).text().equals("pip");
    }

    private Optional<HeaderFields> fields(String path) throws IOException {
        var content = files.read(path, LARGEST_METADATA);
        if (content.isEmpty() || files.size(path) > LARGEST_METADATA) {
            metadata(path, content.isEmpty() ? "it is missing" : "it is larger than 8 MiB");
            return Optional.empty();
        }
        try {
            return Optional.of(HeaderFields.parse(content.get()));
        } catch (InvalidMetadataException invalid) {
            found.add(StructureRule.WHEEL_METADATA.at(path, invalid.what()).at(path, invalid.line()));
            return Optional.empty();
        }
    }

    private void metadata(String path, String what) {
        found.add(StructureRule.WHEEL_METADATA.at(path, what));
    }

    // Name and version

    private void checkIdentity(HeaderFields metadata, String stem) {
        Stream.of("Metadata-Version", "Name", "Version")
                .filter(name -> metadata.find(name).isEmpty())
                .forEach(name -> metadata("METADATA", "it has no field " + name));
        var name = metadata.find("Name").map(HeaderFields.Field::value).orElse("");
        var version = metadata.find("Version").map(HeaderFields.Field::value).orElse("");
        var told = stem.split("-", -1);
        if (told.length != 2 || !isSameName(told[0], name) || !isSameVersion(told[1], version)) {
            found.add(StructureRule.WHEEL_NAME
                    .found("METADATA says %s %s, the dist-info folder %s".formatted(name, version, stem)));
        }
        filename.ifPresent(file -> checkFileName(file, name, version));
    }

    private void checkFileName(String file, String name, String version) {
        try {
            var told = WheelFileName.parse(file);
            if (!isSameName(told.writtenName(), name) || !isSameVersion(told.version().toString(), version)) {
                found.add(StructureRule.WHEEL_NAME
                        .found("METADATA says %s %s, the file name %s".formatted(name, version, file)));
            }
        } catch (InvalidFileNameException invalid) {
            found.add(StructureRule.WHEEL_FILENAME.found(String.valueOf(invalid.getMessage())));
        }
    }

    private static boolean isSameName(String one, String other) {
        return NormalizedName.isValid(one) && NormalizedName.isValid(other)
                && new NormalizedName(one).equals(new NormalizedName(other));
    }

    /// A file name has `_` where a local version has `-`.
    private static boolean isSameVersion(String one, String other) {
        var written = Version.find(one.replace('_', '-')).or(() -> Version.find(one));
        return written.isPresent() && written.equals(Version.find(other));
    }

    // WHEEL

    private void checkWheel(HeaderFields wheel) {
        var version = wheel.find("Wheel-Version").map(HeaderFields.Field::value).orElse("missing");
        if (!version.matches("1\\.[0-9]+")) {
            found.add(StructureRule.WHEEL_VERSION.at("WHEEL", "its Wheel-Version is " + version));
        }
        var told = new TreeSet<>(wheel.all("Tag"));
        filename.flatMap(WheelRules::tags)
                .filter(tags -> !tags.equals(told) && !tags.stream().allMatch(tag -> isNarrower(tag, told)))
                .ifPresent(tags -> found.add(StructureRule.WHEEL_TAGS.at("WHEEL",
                        "it has the tags %s, the file name %s".formatted(told, tags))));
    }

    /// Whether a tag such as `cp38-none-any` names one Python of those that `py3-none-any` stands for: pip 19 so renames what it has built.
    private static boolean isNarrower(String tag, Set<String> told) {
        var narrow = ONE_PYTHON.matcher(tag);
        return narrow.matches() && told.contains("py" + narrow.group(1) + narrow.group(2));
    }

    private static Optional<Set<String>> tags(String file) {
        try {
            var name = WheelFileName.parse(file);
            var tags = new TreeSet<String>();
            for (var python : name.pythons()) {
                for (var abi : name.abis()) {
                    name.platforms().forEach(platform -> tags.add(python + "-" + abi + "-" + platform));
                }
            }
            return Optional.of(tags);
        } catch (InvalidFileNameException _) {
            return Optional.empty();
        }
    }
}
