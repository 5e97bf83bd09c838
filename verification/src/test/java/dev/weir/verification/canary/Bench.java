package dev.weir.verification.canary;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Canary;
import dev.weir.testkit.packages.GitRepository;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The canary of one cell, on offer beside an older version that is honest; a virtual environment, and the commands.
///
/// @param cell    the case
/// @param sandbox its folders
/// @param canary  where marks go
/// @param python  the Python of its virtual environment
record Bench(Cell cell, Sandbox sandbox, Canary canary, Path python) {

    /// What hooks find in a canary and in no other file.
    static final String EVIDENCE = "canary-marks";

    private static final String NAME = "canary";
    private static final String OLD = "0.9";
    private static final String NEW = "1.0";

    /// Makes all that the cell needs.
    ///
    /// @param wheels folder of fetched wheels (setuptools), perhaps empty
    static Bench make(Cell cell, Sandbox sandbox, Path wheels) throws IOException {
        var canary = new Canary(sandbox.folder().resolve(EVIDENCE));
        var bench = new Bench(cell, sandbox, canary, Venvs.copy(cell.pip(), sandbox.folder().resolve("venv")));
        bench.offer();
        bench.addSetuptools(wheels);
        bench.prepare();
        Files.deleteIfExists(canary.marker());
        return bench;
    }

    /// The arguments of pip.
    List<String> arguments() throws IOException {
        var arguments = new ArrayList<>(cell.way().arguments());
        arguments.addAll(cell.isolation().options());
        arguments.addAll(List.of("--no-index", "--find-links", links().toString()));
        if (cell.way() == Way.REQUIREMENTS) {
            Files.writeString(sandbox.work().resolve("requirements.txt"), String.join(" ", requirement()) + "\n");
            arguments.add(arguments.indexOf("-r") + 1, "requirements.txt");
        } else {
            arguments.addAll(requirement());
        }
        return arguments;
    }

    /// Runs the command by a program: `weir --python PYTHON pip`, or `PYTHON -m pip`.
    Result run(String... program) throws IOException {
        return sandbox.run(Stream.concat(Stream.of(program), arguments().stream()).toList());
    }

    Result pip(String... arguments) throws IOException {
        return sandbox.run(Stream.concat(Stream.of(python.toString(), "-m", "pip"), Stream.of(arguments)).toList());
    }

    /// Everything that a refusal must leave as it was: the environment, the build area, what download and wheel were to make, and pip's cache of wheels.
    List<String> traces() throws IOException {
        var traces = new ArrayList<String>();
        for (var place : List.of(sandbox.folder().resolve("venv"), sandbox.tmp(), sandbox.work(),
                sandbox.cache().resolve("wheels"))) {
            traces.addAll(files(place));
        }
        return traces;
    }

    private List<String> files(Path place) throws IOException {
        if (Files.notExists(place)) {
            return List.of();
        }
        try (var paths = Files.walk(place)) {
            return paths.map(Path::toString).filter(path -> !path.contains("__pycache__")).sorted().toList();
        }
    }

    private List<String> requirement() throws IOException {
        return switch (cell.form()) {
            case SETUP_PY, BACKEND, WHEEL, PTH, CACHED, BUILD_WHEEL, BUILD_SDIST -> List.of(project());
            case FOLDER -> List.of(folder().toString());
            case EDITABLE -> List.of("-e", folder().toString());
            case GIT -> List.of(new GitRepository(folder()).url() + "#egg=" + NAME);
            case GIT_EDITABLE -> List.of("-e", new GitRepository(folder()).url() + "#egg=" + NAME);
        };
    }

    /// What is asked for by name.
    private String project() {
        return cell.form().isBuildRequirement() ? "parent" : NAME;
    }

    private Path links() {
        return sandbox.folder().resolve("links");
    }

    private Path folder() {
        return sandbox.folder().resolve("source").resolve(NAME);
    }

    private void offer() throws IOException {
        Wheel.of(project(), OLD).file(project() + "/__init__.py", "").writeTo(links());
        switch (cell.form()) {
            case SETUP_PY, BACKEND, CACHED -> source().sdist(links());
            case WHEEL -> canary.wheel(NAME, NEW).writeTo(links());
            case PTH -> canary.wheelWithPth(NAME, NEW).writeTo(links());
            case BUILD_WHEEL -> {
                canary.backendWheel(NAME, NEW).writeTo(links());
                parent().sdist(links());
            }
            case BUILD_SDIST -> {
                source().file("src/" + Backend.MODULE + ".py", Backend.plain().marking(canary).python()).sdist(links());
                parent().sdist(links());
            }
            case FOLDER, EDITABLE -> source().tree().writeTo(folder());
            case GIT, GIT_EDITABLE -> GitRepository.of(source().tree(), folder());
        }
    }

    private Source source() {
        return cell.usesSetupPy() ? canary.setupPySource(NAME, NEW) : canary.backendSource(NAME, NEW);
    }

    private static Source parent() {
        return Source.of("parent", NEW).file("src/parent/__init__.py", "").builtBy(Backend.MODULE, NAME);
    }

    private void addSetuptools(Path wheels) throws IOException {
        if (cell.needsSetuptools()) {
            pip("install", "--quiet", "--no-index", "--find-links", wheels.toString(), "--upgrade", "setuptools",
                    "wheel").orFail();
            for (var wheel : files(wheels)) {
                if (wheel.endsWith(".whl")) {
                    Files.copy(Path.of(wheel), links().resolve(Path.of(wheel).getFileName()));
                }
            }
        }
    }

    /// What has to be so before the command: an older version to upgrade, a wheel in the cache.
    private void prepare() throws IOException {
        if (cell.form() == Form.CACHED) {
            pip("wheel", "--quiet", "--no-index", "--find-links", links().toString(), "-w",
                    sandbox.folder().resolve("unused").toString(), NAME).orFail();
        }
        if (cell.way() == Way.UPGRADE) {
            pip("install", "--quiet", "--no-index", "--find-links", links().toString(), project() + "==" + OLD)
                    .orFail();
        }
    }
}
