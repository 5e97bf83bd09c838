package dev.weir.packaging.version;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// PyPA's `packaging`, asked through a Python of this machine that has one of version 22 or newer.
public final class PackagingOracle {
    private final Path python;
    private final Path script;
    private final Version release;

    private PackagingOracle(Path python, Path script, Version release) {
        this.python = python;
        this.script = script;
        this.release = release;
    }

    /// The newest one on `PATH` and among pyenv's Pythons.
    public static Optional<PackagingOracle> find(Path folder) throws IOException {
        Path script = folder.resolve("oracle.py");
        try (InputStream in = PackagingOracle.class.getResourceAsStream("oracle.py")) {
            Files.copy(Objects.requireNonNull(in), script);
        }
        return pythons().flatMap(python -> probe(python, script).stream())
                .filter(oracle -> oracle.release.compareTo(Version.parse("22")) >= 0)
                .max(Comparator.comparing(oracle -> oracle.release));
    }

    /// Whether it answers as 26 does where that differs from what came before.
    boolean isNew() {
        return release.compareTo(Version.parse("26.3")) >= 0;
    }

    Version release() {
        return release;
    }

    public static String question(String word, String... arguments) {
        return word + Arrays.stream(arguments)
                .map(text -> " x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining());
    }

    /// Asks all questions at once; the answers are in their order.
    public List<String> ask(List<String> questions) throws IOException, InterruptedException {
        Path asked = Files.write(script.resolveSibling("asked"), questions);
        Path answered = script.resolveSibling("answered");
        Process process = new ProcessBuilder(python.toString(), script.toString())
                .redirectInput(asked.toFile())
                .redirectOutput(answered.toFile())
                .redirectError(Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("the oracle failed");
        }
        return Files.readAllLines(answered);
    }

    private static Stream<Path> pythons() throws IOException {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        Stream<Path> onPath = Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> Stream.of("python3", "python").map(name -> Path.of(folder, name)));
        Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (!Files.isDirectory(pyenv)) {
            return onPath.filter(Files::isExecutable);
        }
        try (Stream<Path> versions = Files.list(pyenv)) {
            List<Path> managed = versions.map(folder -> folder.resolve("bin").resolve("python")).toList();
            return Stream.concat(onPath, managed.stream()).filter(Files::isExecutable);
        }
    }

    private static Optional<PackagingOracle> probe(Path python, Path script) {
        try {
            Process process = new ProcessBuilder(python.toString(), script.toString(), "--which")
                    .redirectError(Redirect.DISCARD)
                    .start();
            String release = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean answered = process.waitFor() == 0;
            return answered ? Version.find(release).map(v -> new PackagingOracle(python, script, v)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
