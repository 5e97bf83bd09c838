package dev.weir.cli.demo;

import dev.weir.testkit.packages.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder `samples` of a checkout.
///
/// @param folder its path
record Samples(Path folder) {

    /// @throws IOException where the folder is not there
    static Samples of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("no samples at " + folder);
        }
        return new Samples(folder);
    }

    /// The hook that reads `setup.py`.
    Path hook() {
        return folder.resolve("program-hook").resolve("decoded-code");
    }

    /// Packs the sample packages: wheels, and sdists of those that are to be built.
    void packInto(Path packages) throws IOException {
        for (var name : new String[]{"weir-sample-base", "weir-sample-lib", "weir-sample-backend"}) {
            source(name).wheel().writeTo(packages);
        }
        for (var name : new String[]{"weir-sample-app", "weir-sample-hostile"}) {
            source(name).sdist(packages);
        }
    }

    /// The folder of the package with the hostile-looking `setup.py`.
    Path hostile() {
        return folder.resolve("packages").resolve("weir-sample-hostile");
    }

    private Source source(String name) throws IOException {
        return Source.read(folder.resolve("packages").resolve(name));
    }
}
