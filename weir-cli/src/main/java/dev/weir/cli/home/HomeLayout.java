package dev.weir.cli.home;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The home of one build, the folder that `weir` runs from: `bin/weir`, `lib/*.jar`, `python/weir_shim/**`, `man/**`, `build-id` and `contents`, which
/// lists them, so that the shim can see whether any is missing.
///
/// It is made beside its place and then moved there, so that a home is always whole. A home of the same build is left as it
/// is, because programs may be running from it.
///
/// @param launcher the script `weir`
/// @param jars     the jars of `lib`; no two with the same file name
/// @param shim     the folder of the shim's Python package
/// @param man      the folder of the pages for `man`
public record HomeLayout(Path launcher, List<Path> jars, Path shim, Path man) {

    /// The name of the file in a home that holds its [BuildId].
    public static final String BUILD_ID = "build-id";

    public HomeLayout {
        jars = List.copyOf(jars);
    }

    /// Called by the build with its own jar, the launcher, the folder of the shim, that of the pages for `man`, and the place of the home. The other jars
    /// are those of the class path.
    public static void main(String[] args) throws IOException {
        var jars = Stream.concat(Stream.of(args[0]), jarsOnClassPath()).map(Path::of);
        var home = Path.of(args[4]);
        new HomeLayout(Path.of(args[1]), jars.toList(), Path.of(args[2]), Path.of(args[3])).layOut(home);
        new AotCache(home).make();
    }

    private static Stream<String> jarsOnClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"));
    }

    /// Puts the home at `home`.
    ///
    /// @return what identifies this build
    /// @throws IOException where something cannot be read or written; an older home stays as it was
    public BuildId layOut(Path home) throws IOException {
        var fresh = sibling(home, "new");
        new Tree(fresh).delete();
        var id = fill(fresh);
        putInPlace(fresh, id, home);
        return id;
    }

    private BuildId fill(Path fresh) throws IOException {
        var bin = Files.createDirectories(fresh.resolve("bin"));
        Files.copy(launcher, bin.resolve("weir"));
        var lib = Files.createDirectories(fresh.resolve("lib"));
        for (var jar : jars) {
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
        var python = Files.createDirectories(fresh.resolve("python"));
        new Tree(shim).copyTo(python.resolve("weir_shim"));
        new Tree(man).copyTo(fresh.resolve("man"));
        var id = BuildId.of(fresh);
        Files.writeString(fresh.resolve(BUILD_ID), id.text() + "\n");
        HomeContents.write(fresh);
        return id;
    }

    private static void putInPlace(Path fresh, BuildId id, Path home) throws IOException {
        if (BuildId.of(home).equals(id)) {
            new Tree(fresh).delete();
        } else {
            swap(fresh, home);
        }
    }

    private static void swap(Path fresh, Path home) throws IOException {
        var old = sibling(home, "old");
        new Tree(old).delete();
        if (Files.exists(home, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(home, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        new Tree(old).delete();
    }

    private static Path sibling(Path home, String suffix) {
        return home.resolveSibling(home.getFileName() + "." + suffix);
    }
}
