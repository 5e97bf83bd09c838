package dev.weir.packaging.filename;

import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.version.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// What the file name of a source archive says: `name-version` and the extension of an archive, in the form of
/// [PEP 625](https://peps.python.org/pep-0625/) or an older one, in which names and versions may hold a `-` too.
///
/// @param writtenName the name as it stands in the file name
public record SourceFileName(String writtenName, Version version) {
    /// The extensions that pip takes for archives, the longer ones first.
    private static final List<String> EXTENSIONS = List.of(".tar.lzma", ".tar.bz2", ".tar.gz", ".tar.xz", ".tar.lz",
            ".tgz", ".tbz", ".txz", ".tlz", ".tar", ".zip");

    private static final int LONGEST = 1024;

    /// Reads a file name. Where more than one `-` could end the name, the last one that a version follows does.
    ///
    /// @throws InvalidFileNameException where it has another form
    public static SourceFileName parse(String fileName) {
        return parse(fileName, _ -> true);
    }

    /// Reads the file name of a distribution of a known project, so that there is no doubt where the name ends.
    ///
    /// @throws InvalidFileNameException where it has another form or is one of another project
    public static SourceFileName parse(String fileName, NormalizedName project) {
        return parse(fileName, project::equals);
    }

    /// The project that it is a distribution of.
    public NormalizedName name() {
        return new NormalizedName(writtenName);
    }

    private static SourceFileName parse(String fileName, Predicate<NormalizedName> wanted) {
        String stem = stem(fileName);
        return IntStream.iterate(stem.lastIndexOf('-'), dash -> dash > 0, dash -> stem.lastIndexOf('-', dash - 1))
                .mapToObj(dash -> split(stem, dash))
                .flatMap(Optional::stream)
                .filter(found -> wanted.test(found.name()))
                .findFirst()
                .orElseThrow(() -> invalid(fileName, "it has the name of the project, '-' and a version (PEP 440)"));
    }

    private static Optional<SourceFileName> split(String stem, int dash) {
        String name = stem.substring(0, dash);
        String version = stem.substring(dash + 1);
        return NormalizedName.isValid(name) && version.equals(version.strip())
                ? Version.find(version).map(read -> new SourceFileName(name, read))
                : Optional.empty();
    }

    private static String stem(String fileName) {
        if (fileName.length() > LONGEST) {
            throw invalid(fileName, "it has at most " + LONGEST + " characters");
        }
        String lower = fileName.toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream()
                .filter(lower::endsWith)
                .findFirst()
                .map(extension -> fileName.substring(0, fileName.length() - extension.length()))
                .orElseThrow(() -> invalid(fileName, "it ends in the extension of an archive such as .tar.gz or .zip"));
    }

    private static InvalidFileNameException invalid(String fileName, String reason) {
        return new InvalidFileNameException(fileName, "source archive (PEP 625)", reason);
    }
}
