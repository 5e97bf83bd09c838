package dev.weir.hooks.names;

import dev.weir.packaging.filename.InvalidFileNameException;
import dev.weir.packaging.filename.SourceFileName;
import dev.weir.packaging.filename.WheelFileName;
import dev.weir.packaging.name.NormalizedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What the names of files say.
final class FileNames {

    private static final String WHEEL = ".whl";
    private static final String METADATA = ".metadata";

    private FileNames() {}

    /// Whether it is the name of a wheel, or of the metadata that an index serves beside one (PEP 658).
    static boolean isWheel(String file) {
        return withoutMetadata(file).endsWith(WHEEL);
    }

    static Optional<Identity> wheel(String file) {
        return find(() -> {
            var wheel = WheelFileName.parse(withoutMetadata(file));
            return new Identity(wheel.name(), Optional.of(wheel.version()));
        });
    }

    /// A source archive of a project; empty where it is none of that project.
    static Optional<Identity> source(String file, NormalizedName project) {
        return find(() -> identity(SourceFileName.parse(file, project)));
    }

    /// All that a source archive may be. Where its name ends is not always clear: `a-1-2.tar.gz` may be version 1.post2 of `a`, or
    /// version 2 of `a-1`.
    ///
    /// @param listed the projects that matter
    static List<Identity> source(String file, Set<NormalizedName> listed) {
        var plain = find(() -> identity(SourceFileName.parse(file)));
        var others = listed.stream().map(project -> source(file, project));
        return Stream.concat(Stream.of(plain), others).flatMap(Optional::stream).distinct().toList();
    }

    private static Identity identity(SourceFileName source) {
        return new Identity(source.name(), Optional.of(source.version()));
    }

    private static String withoutMetadata(String file) {
        return file.endsWith(WHEEL + METADATA) ? file.substring(0, file.length() - METADATA.length()) : file;
    }

    private static Optional<Identity> find(Supplier<Identity> parser) {
        try {
            return Optional.of(parser.get());
        } catch (InvalidFileNameException _) {
            return Optional.empty();
        }
    }
}
