package dev.weir.testkit.packages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A real git repository, made by the `git` of the machine; the same commit id each time.
///
/// @param folder its work tree
public record GitRepository(Path folder) {

    private static final String MOMENT = "2026-01-01T00:00:00Z";

    /// Makes a repository of one commit.
    ///
    /// @throws IOException where `git` fails or is not there; the message has what it said
    public static GitRepository of(Tree tree, Path folder) throws IOException {
        var repository = new GitRepository(tree.writeTo(folder));
        repository.git("init", "--quiet", "--initial-branch=main");
        repository.git("add", "--all");
        repository.git("commit", "--quiet", "--message=Add the package");
        return repository;
    }

    /// The id of the newest commit.
    public String commit() throws IOException {
        return git("rev-parse", "HEAD").strip();
    }

    /// As pip takes it: `git+file://…`.
    public String url() {
        return "git+" + folder.toUri().toString().replaceFirst("^file:/+", "file:///").replaceFirst("/$", "");
    }

    private String git(String... arguments) throws IOException {
        var said = Files.createTempFile("git", ".txt");
        try {
            var process = start(said, arguments);
            if (process.waitFor() != 0) {
                throw new IOException("git " + List.of(arguments) + " failed: " + Files.readString(said));
            }
            return Files.readString(said, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(said);
        }
    }

    private Process start(Path said, String... arguments) throws IOException {
        var command = Stream.concat(
                Stream.of("git", "-c", "user.name=Weir", "-c", "user.email=weir@example.org", "-c",
                        "commit.gpgsign=false"),
                Stream.of(arguments));
        var builder = new ProcessBuilder(command.toList()).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(said.toFile());
        var environment = builder.environment();
        environment.put("GIT_AUTHOR_DATE", MOMENT);
        environment.put("GIT_COMMITTER_DATE", MOMENT);
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        return builder.start();
    }
}
