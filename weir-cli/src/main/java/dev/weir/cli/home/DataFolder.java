package dev.weir.cli.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Where Weir lives outside any checkout: `$XDG_DATA_HOME/weir`, by default `~/.local/share/weir`
/// ([XDG Base Directory Specification](https://specifications.freedesktop.org/basedir-spec/latest/)). It holds the homes of builds, each under its id in
/// `homes`, and `current`, a link to the newest.
///
/// @param root absolute; perhaps not there yet
public record DataFolder(Path root) {

    /// What [#install] does, which takes a while for a new build.
    public static final String NOTICE = "putting this build into its data folder";

    /// The folder that these environment variables name. As the specification asks, a relative `XDG_DATA_HOME` does not count.
    public static DataFolder of(Map<String, String> environment) {
        return new DataFolder(absolute(environment, "XDG_DATA_HOME")
                .orElseGet(() -> user(environment).resolve(".local", "share"))
                .resolve("weir"));
    }

    private static Path user(Map<String, String> environment) {
        return absolute(environment, "HOME").orElseGet(() -> Path.of(System.getProperty("user.home")).toAbsolutePath());
    }

    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /// Puts a copy of a home here, unless it is here, whole, already, and lets `current` lead to it.
    ///
    /// @param home that of the build which runs now
    /// @return the copy
    /// @throws IOException where that cannot be done, or the home is not whole
    public Path install(Path home) throws IOException {
        Files.createDirectories(homes());
        try (var _ = lock()) {
            var place = copy(home);
            new AotCache(place).make();
            lead(place);
            return place;
        }
    }

    /// Puts a copy of a home here, unless it is here, whole, already: for whoever needs it once. `current` does not lead to it, and its engine starts
    /// slower than that of an installed one.
    ///
    /// @param home that of the build which runs now
    /// @return the copy
    /// @throws IOException where that cannot be done, or the home is not whole
    public Path copy(Path home) throws IOException {
        var problem = HomeContents.problem(home);
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        var place = homes().resolve(Files.readString(home.resolve(HomeLayout.BUILD_ID)).strip());
        Files.createDirectories(homes());
        new HomeLayout(home.resolve("bin", "weir"), jars(home), home.resolve("python", "weir_shim"),
                home.resolve("man")).layOut(place);
        return place;
    }

    /// Removes the homes that nobody uses: neither `current` leads there, nor does `used` say so, nor does an engine run from it.
    ///
    /// @param used whether something uses a home
    public void clean(Predicate<Path> used) throws IOException {
        if (Files.notExists(homes())) {
            return;
        }
        try (var _ = lock(); var homes = Files.newDirectoryStream(homes(), Files::isDirectory)) {
            for (var home : homes) {
                if (!isCurrent(home) && !used.test(home) && !HomeInUse.isHeld(home)) {
                    new Tree(home).delete();
                }
            }
        }
    }

    /// The home that `current` leads to.
    public Optional<Path> current() throws IOException {
        try {
            return Optional.of(link().toRealPath());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /// What is wrong with a home; empty where it is whole.
    public static Optional<String> problem(Path home) {
        return HomeContents.problem(home);
    }

    /// The link by which the newest build is started: `current/bin/weir`.
    public Path link() {
        return root.resolve("current");
    }

    private Path homes() {
        return root.resolve("homes");
    }

    private boolean isCurrent(Path home) throws IOException {
        return current().filter(home.toRealPath()::equals).isPresent();
    }

    private void lead(Path home) throws IOException {
        var fresh = root.resolve("current.new");
        Files.deleteIfExists(fresh);
        Files.createSymbolicLink(fresh, root.relativize(home));
        Files.move(fresh, link(), StandardCopyOption.ATOMIC_MOVE);
    }

    private FileChannel lock() throws IOException {
        var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException | RuntimeException problem) {
            channel.close();
            throw problem;
        }
    }

    private static List<Path> jars(Path home) throws IOException {
        try (var files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
        }
    }
}
