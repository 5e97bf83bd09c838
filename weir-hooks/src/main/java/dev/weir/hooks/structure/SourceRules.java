package dev.weir.hooks.structure;

import dev.weir.api.Finding;
import dev.weir.packaging.filename.InvalidFileNameException;
import dev.weir.packaging.filename.SourceFileName;
import dev.weir.packaging.metadata.BuildSystem;
import dev.weir.packaging.metadata.HeaderFields;
import dev.weir.packaging.metadata.InvalidMetadataException;
import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.version.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules for a source archive that can be read. All of it is read to its end.
final class SourceRules {

    private static final int LARGEST = 8 << 20;

    private final ArchiveFiles files;
    private final Optional<String> filename;
    private final List<Finding> found = new ArrayList<>();

    /// @param filename where it says which project and version it is
    SourceRules(ArchiveFiles files, Optional<String> filename) {
        this.files = files;
        this.filename = filename;
    }

    /// @throws IOException where it cannot be read, or content is damaged
    List<Finding> findings() throws IOException {
        files.archive().verify();
        var folder = folder();
        if (folder.isPresent()) {
            judge(folder.get() + "/");
        } else {
            found.add(StructureRule.SDIST_FOLDERS.found("not one folder at its top, but " + few(tops())));
        }
        return found;
    }

    /// Where its metadata stand; empty where that is not clear.
    Optional<String> metadataPath() {
        return folder().map(folder -> folder + "/PKG-INFO");
    }

    private Optional<String> folder() {
        var tops = tops();
        return tops.size() == 1 && !files.files().containsKey(tops.getFirst())
                ? Optional.of(tops.getFirst())
                : Optional.empty();
    }

    private List<String> tops() {
        return files.paths().stream().map(path -> path.split("/", 2)[0]).distinct().toList();
    }

    private static String few(List<String> tops) {
        return tops.isEmpty() ? "nothing" : String.join(", ", tops.subList(0, Math.min(3, tops.size())));
    }

    private void judge(String top) throws IOException {
        var identity = files.read(top + "PKG-INFO", LARGEST);
        if (identity.isPresent()) {
            checkIdentity(top + "PKG-INFO", identity.get());
        }
        var project = files.read(top + "pyproject.toml", LARGEST);
        if (project.isPresent()) {
            checkProject(top + "pyproject.toml", project.get());
        }
    }

    private void checkIdentity(String path, byte[] content) {
        try {
            var fields = HeaderFields.parse(content);
            if (filename.isPresent() && !isOf(filename.get(), value(fields, "Name"), value(fields, "Version"))) {
                found.add(StructureRule.SDIST_NAME.at(path, "it says %s %s, the file name %s"
                        .formatted(value(fields, "Name"), value(fields, "Version"), filename.get())));
            }
        } catch (InvalidMetadataException invalid) {
            found.add(StructureRule.SDIST_METADATA.at(path, invalid.what()).at(path, invalid.line()));
        }
    }

    private static String value(HeaderFields fields, String name) {
        return fields.find(name).map(HeaderFields.Field::value).orElse("");
    }

    private static boolean isOf(String file, String name, String version) {
        var told = Version.find(version);
        if (!NormalizedName.isValid(name) || told.isEmpty()) {
            return false;
        }
        try {
            return SourceFileName.parse(file, new NormalizedName(name)).version().equals(told.get());
        } catch (InvalidFileNameException _) {
            return false;
        }
    }

    private void checkProject(String path, byte[] content) {
        try {
            BuildSystem.parse(content)
                    .ifPresent(table -> found.addAll(Requirements.findings(path, table.requires())));
        } catch (InvalidMetadataException invalid) {
            found.add(StructureRule.BUILD_SYSTEM.at(path, invalid.what()).at(path, invalid.line()));
        }
    }
}
