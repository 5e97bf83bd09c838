package dev.weir.verification.pipsown;

import dev.weir.packaging.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// pip's source, as its repository has it. What a user names is never written to: the tests are run in a copy.
///
/// @param folder the top
record Checkout(Path folder) {

    private static final Pattern VERSION = Pattern.compile("(?m)^__version__ = \"([^\"]+)\"$");

    /// The one in a folder.
    ///
    /// @throws IOException where it is none
    static Checkout in(Path folder) throws IOException {
        if (!Files.isRegularFile(version(folder)) || !Files.isDirectory(folder.resolve("tests/functional"))) {
            throw new IOException(folder + " is no checkout of pip: it has no src/pip, or no tests/functional");
        }
        return new Checkout(folder.toRealPath());
    }

    /// What it says of itself.
    String release() throws IOException {
        var version = VERSION.matcher(Files.readString(version(folder)));
        if (!version.find()) {
            throw new IOException(version(folder) + " names no version");
        }
        return version.group(1);
    }

    /// Its pip, as a program for a Python.
    Path pip() {
        return folder.resolve("src/pip");
    }

    /// What its tests need in the environment that they run in, as an argument of pip.
    List<String> requirements() {
        return requirements("test", "requirements.txt");
    }

    /// What they install into the environments in which they run pip, as an argument of pip.
    List<String> commonWheels() {
        return requirements("test-common-wheels", "requirements-common_wheels.txt");
    }

    /// The name of the file that says how new the tools may be that its tests were written for.
    String constraints() throws IOException {
        return Version.parse(release()).compareTo(Version.parse("25.1")) < 0
                ? "constraints-before-25.1.txt"
                : "constraints.txt";
    }

    /// Where its tests look for these.
    Path wheels() {
        return folder.resolve("tests/data/common_wheels");
    }

    private List<String> requirements(String group, String file) {
        var path = folder.resolve("tests").resolve(file);
        return Files.exists(path)
                ? List.of("--requirement", path.toString())
                : List.of("--group", folder.resolve("pyproject.toml") + ":" + group);
    }

    private static Path version(Path folder) {
        return folder.resolve("src/pip/__init__.py");
    }
}
