package dev.weir.packaging.archive;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The readers of a Python of this machine: `zipfile` and `tarfile`, and what its pip unpacks with.
record PythonReader(Path python) {

    /// All of Python 3 on `PATH` and among pyenv's.
    static List<PythonReader> all() throws IOException {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        Stream<Path> onPath = Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, "python3"));
        Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (!Files.isDirectory(pyenv)) {
            return found(onPath);
        }
        try (Stream<Path> versions = Files.list(pyenv)) {
            List<Path> managed = versions.map(folder -> folder.resolve("bin").resolve("python3")).toList();
            return found(Stream.concat(onPath, managed.stream()));
        }
    }

    private static List<PythonReader> found(Stream<Path> candidates) {
        return candidates.filter(Files::isExecutable).distinct().map(PythonReader::new).toList();
    }

    /// Lists the archives of a folder, a line for each file in them: the archive, the name in hex, the SHA-256.
    List<String> list(Path archives, Path folder) throws IOException, InterruptedException {
        return run("listing.py", archives, folder);
    }

    /// The same of the files that pip makes of them.
    List<String> unpack(Path archives, Path folder) throws IOException, InterruptedException {
        return run("unpacking.py", archives, folder);
    }

    private List<String> run(String name, Path archives, Path folder) throws IOException, InterruptedException {
        Path script = folder.resolve(name);
        try (InputStream in = PythonReader.class.getResourceAsStream(name)) {
            Files.write(script, Objects.requireNonNull(in).readAllBytes());
        }
        Path answer = folder.resolve("answer");
        Process process = new ProcessBuilder(python.toString(), script.toString(), archives.toString())
                .redirectOutput(answer.toFile())
                .redirectError(Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(python + " failed");
        }
        return Files.readAllLines(answer);
    }
}
