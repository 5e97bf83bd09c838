package dev.weir.cli.home;

import dev.weir.cli.rehearsal.Rehearsal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What the JVM keeps of a rehearsal, so that the engine of a home starts quicker ([JEP 483](https://openjdk.org/jeps/483),
/// [JEP 514](https://openjdk.org/jeps/514)).
///
/// It is no part of the build: without it, or where another Java runs or a jar was changed, the JVM passes it by, and all works as well, but slower to
/// start.
///
/// @param home a whole home, in its place: the cache holds for the paths of its jars
record AotCache(Path home) {

    /// Makes it, unless it is there. Where that fails nothing is left, and a later call tries again.
    void make() {
        if (Files.exists(file())) {
            return;
        }
        try {
            Files.createDirectories(folder());
            new Rehearsal(home.resolve("bin", "weir"), build()).play();
            Files.move(fresh(), file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException problem) {
            discard(problem);
        }
    }

    private void discard(IOException problem) {
        System.getLogger(AotCache.class.getName())
                .log(System.Logger.Level.WARNING, "the engine will start slower: " + problem.getMessage());
        try {
            new Tree(folder()).delete();
        } catch (IOException stays) {
            problem.addSuppressed(stays);
        }
    }

    private String build() throws IOException {
        return Files.readString(home.resolve(HomeLayout.BUILD_ID)).strip();
    }

    /// The launcher gives it to the JVM.
    private Path file() {
        return folder().resolve("weir.aot");
    }

    /// Where the launcher has it written.
    private Path fresh() {
        return folder().resolve("weir.aot.new");
    }

    private Path folder() {
        return home.resolve("aot");
    }
}
