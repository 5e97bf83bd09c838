package dev.weir.engine.coverage;

import dev.weir.packaging.name.NormalizedName;
import dev.weir.packaging.version.Version;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The file name of an installed distribution's metadata: `simple-1.0.dist-info`, `simple-1.0-py3.8.egg-info`, `simple.egg-link`.
///
/// @param stem what stands before the ending
/// @param egg  whether it is of the forms that setuptools has made up: these may say no version, and the Python that they are for
record MetadataName(String stem, boolean egg) {

    private static final Pattern PYTHON = Pattern.compile("-py[0-9]+(?:\\.[0-9]+)?(?:-.*)?$");
    private static final Pattern BUILD = Pattern.compile("-[0-9][^-]*$");
    private static final String OF_WHEELS = ".dist-info";

    /// What a name may mean.
    ///
    /// @param version empty where it says none
    record Reading(NormalizedName project, Optional<String> version) {

        /// Whether this is the project's version; where one of both says none, it may be.
        boolean isOf(Optional<String> other) {
            return version.isEmpty() || other.isEmpty() || isSame(version.get(), other.get());
        }

        private static boolean isSame(String one, String other) {
            var first = Version.find(unescaped(one));
            return one.equals(other) || (first.isPresent() && first.equals(Version.find(unescaped(other))));
        }

        /// In file names `-` is written as `_` (PEP 427).
        private static String unescaped(String version) {
            return version.replace('_', '-');
        }
    }

    static MetadataName of(String path) {
        var file = fileName(path);
        var end = file.lastIndexOf('.');
        var stem = file.substring(0, end < 0 ? file.length() : end);
        var egg = !file.endsWith(OF_WHEELS);
        return new MetadataName(egg ? PYTHON.matcher(stem).replaceFirst("") : stem, egg);
    }

    static String fileName(String path) {
        return path.substring(path.lastIndexOf(File.separatorChar) + 1);
    }

    /// All that it may mean: a project's name may have a `-` in it, and some wheels have their build number behind the version.
    List<Reading> readings() {
        var readings = new ArrayList<Reading>();
        for (int dash = stem.indexOf('-'); dash >= 0; dash = stem.indexOf('-', dash + 1)) {
            var version = stem.substring(dash + 1);
            read(stem.substring(0, dash), Optional.of(version), readings);
            if (BUILD.matcher(version).find()) {
                read(stem.substring(0, dash), Optional.of(BUILD.matcher(version).replaceFirst("")), readings);
            }
        }
        if (egg) {
            read(stem, Optional.empty(), readings);
        }
        return readings;
    }

    private static void read(String project, Optional<String> version, List<Reading> readings) {
        if (NormalizedName.isValid(project)) {
            readings.add(new Reading(new NormalizedName(project), version));
        }
    }
}
