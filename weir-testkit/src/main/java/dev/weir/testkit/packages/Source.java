package dev.weir.testkit.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A source tree: what an sdist, a local folder and a git repository hold. What is installed lies below `src`.
///
/// @param project what it says of itself, also in `PKG-INFO`
/// @param content every other file
public record Source(Project project, Tree content) {

    private static final String PKG_INFO = "PKG-INFO";

    /// A tree that nothing can build yet.
    public static Source of(String name, String version, String... requires) {
        return new Source(new Project(name, version, List.of(requires)), Tree.EMPTY);
    }

    /// A folder with a `PKG-INFO`.
    public static Source read(Path folder) throws IOException {
        var tree = Tree.read(folder);
        var info = tree.files().get(PKG_INFO);
        if (info == null) {
            throw new IOException("no PKG-INFO in " + folder);
        }
        return new Source(Project.parse(info), tree);
    }

    /// The same with a file more.
    public Source file(String path, String text) {
        return new Source(project, content.with(path, text));
    }

    /// The same, built by a backend of its own (PEP 517, in the tree).
    ///
    /// @param requires what the build needs
    public Source builtBy(Backend backend, String... requires) {
        return file("pyproject.toml", pyproject(Backend.MODULE, "backend-path = [\".\"]\n", requires))
                .file(Backend.MODULE + ".py", backend.python());
    }

    /// The same, built by a backend that a build requirement brings.
    public Source builtBy(String module, String... requires) {
        return file("pyproject.toml", pyproject(module, "", requires));
    }

    /// The same with build requirements, and no backend (PEP 518).
    public Source requiring(String... requires) {
        return file("pyproject.toml", "[build-system]\nrequires = [%s]\n".formatted(quoted(Stream.of(requires))));
    }

    /// The same with a `setup.py` for setuptools and no `pyproject.toml`.
    ///
    /// @param first Python that it runs before all else
    public Source setupPy(String first) {
        var requires = quoted(project.requires().stream());
        return file("setup.py", first + "\nfrom setuptools import find_packages, setup\n\n"
                + "setup(name=\"%s\", version=\"%s\", packages=find_packages(\"src\"), package_dir={\"\": \"src\"}, install_requires=[%s])\n"
                        .formatted(project.name(), project.version(), requires));
    }

    /// All its files.
    public Tree tree() {
        return content.with(PKG_INFO, project.metadata());
    }

    /// Its sdist's file name.
    public String filename() {
        return project.stem() + ".tar.gz";
    }

    /// Writes it as an sdist into a folder, which is made where it is not there.
    ///
    /// @return the file
    public Path sdist(Path folder) throws IOException {
        return Files.write(Files.createDirectories(folder).resolve(filename()), Tar.gzip(tree().into(project.stem())));
    }

    /// The wheel of what lies below `src`.
    public Wheel wheel() {
        return Wheel.of(project, content.below("src"));
    }

    private static String pyproject(String module, String more, String... requires) {
        return "[build-system]\nrequires = [%s]\nbuild-backend = \"%s\"\n%s"
                .formatted(quoted(Stream.of(requires)), module, more);
    }

    private static String quoted(Stream<String> words) {
        return words.map(word -> "\"" + word + "\"").collect(Collectors.joining(", "));
    }
}
