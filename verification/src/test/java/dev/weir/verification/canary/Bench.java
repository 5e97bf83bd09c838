package dev.weir.verification.canary;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Canary;
import dev.weir.testkit.packages.GitRepository;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The canary of one cell, on offer beside an older version that is honest; a virtual environment, and the commands.
///
/// @param cell    the case
/// @param sandbox its folders
/// @param canary  where marks go
/// @param python  the Python of its virtual environment
record Bench(Cell cell, Sandbox sandbox, Canary canary, Path python) {

    static final String NAME = "canary";
    static final String PARENT = "parent";
    static final String OLD = "0.9";
    static final String NEW = "1.0";

    private static final String[] SETUPTOOLS = {"setuptools<80", "wheel<0.46"};
    private static final String[] OLD_SETUPTOOLS = {"setuptools<60", "wheel<0.38"};

    /// Makes all that the cell needs.
    ///
    /// @param journal to which the marks are held
    static Bench make(Cell cell, Sandbox sandbox, Path journal) throws IOException {
        var canary = new Canary(sandbox.folder().resolve(Desk.EVIDENCE), journal);
        var bench = new Bench(cell, sandbox, canary, environment(cell, sandbox.folder().resolve("venv")));
        bench.offer();
        bench.prepare();
        return bench;
    }

    private static Path environment(Cell cell, Path place) throws IOException {
        return cell.needsFetchedSetuptools()
                ? Venvs.copyWith(cell.pip(), place, setuptools(cell))
                : Venvs.copy(cell.pip(), place);
    }

    /// From 60.0 on setuptools replaces what pips before 20.0 go by.
    private static String[] setuptools(Cell cell) {
        return cell.pip().release().isAtLeast(20, 0) ? SETUPTOOLS : OLD_SETUPTOOLS;
    }

    /// Runs the command under Weir.
    Result weir() throws IOException {
        return run(cell.start().command(python).toArray(String[]::new));
    }

    /// Runs the command as it is without Weir.
    Result bare() throws IOException {
        return run(python.toString(), "-m", "pip");
    }

    /// Runs some Python in the environment.
    Result python(String code) throws IOException {
        return sandbox.run(python.toString(), "-c", code);
    }

    /// What is asked for by name.
    String project() {
        return cell.form().isBuildRequirement() ? PARENT : NAME;
    }

    /// Where `download` and `wheel` put what they make.
    Path out() {
        return sandbox.work().resolve("out");
    }

    /// The virtual environment.
    Path environment() {
        return sandbox.folder().resolve("venv");
    }

    /// Everything that a refusal must leave as it was: the files of the environment, of what `download` and `wheel` were to make, of the user's own
    /// folder and of pip's cache of wheels; and all that is in the build area, which is empty before.
    List<String> traces() throws IOException {
        var traces = new ArrayList<String>();
        for (var place : List.of(environment(), out(), sandbox.folder().resolve("source"),
                sandbox.cache().resolve("wheels"))) {
            files(place).filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).map(Bench::trace)
                    .forEach(traces::add);
        }
        files(sandbox.tmp()).skip(1).map(Path::toString).forEach(traces::add);
        return traces;
    }

    private static Stream<Path> files(Path place) throws IOException {
        if (Files.notExists(place)) {
            return Stream.of();
        }
        try (var paths = Files.walk(place)) {
            return paths.sorted().toList().stream();
        }
    }

    private static String trace(Path file) {
        try {
            return Files.isSymbolicLink(file)
                    ? file + " -> " + Files.readSymbolicLink(file)
                    : file + " #" + Arrays.hashCode(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run(String... program) throws IOException {
        return sandbox.run(Stream.concat(Stream.of(program), arguments().stream()).toList());
    }

    private List<String> arguments() throws IOException {
        var arguments = new ArrayList<>(cell.way().arguments(out()));
        if (cell.way() == Way.UNINSTALL) {
            arguments.add(project());
            return arguments;
        }
        arguments.addAll(cell.isolation().options());
        arguments.addAll(List.of("--no-index", "--find-links", links().toString()));
        if (cell.way() == Way.REQUIREMENTS) {
            arguments.add(arguments.indexOf("-r") + 1, requirements().toString());
        } else {
            arguments.addAll(requirement());
        }
        return arguments;
    }

    private Path requirements() {
        return sandbox.folder().resolve("requirements.txt");
    }

    private List<String> requirement() {
        return switch (cell.form()) {
            case SETUP_PY, BACKEND, WHEEL, PTH, CACHED, BUILD_WHEEL, BUILD_SDIST -> List.of(project());
            case FOLDER -> List.of(folder().toString());
            case EDITABLE -> List.of("-e", folder().toString());
            case GIT -> List.of(new GitRepository(folder()).url() + "#egg=" + NAME);
            case GIT_EDITABLE -> List.of("-e", new GitRepository(folder()).url() + "#egg=" + NAME);
        };
    }

    private Path links() {
        return sandbox.folder().resolve("links");
    }

    private Path folder() {
        return sandbox.folder().resolve("source").resolve(NAME);
    }

    private void offer() throws IOException {
        offer(old());
        switch (cell.form()) {
            case SETUP_PY, BACKEND, CACHED -> source().sdist(links());
            case WHEEL -> offer(canary.wheel(NAME, NEW));
            case PTH -> offer(canary.wheelWithPth(NAME, NEW));
            case BUILD_WHEEL -> {
                offer(canary.backendWheel(NAME, NEW));
                parent().sdist(links());
            }
            case BUILD_SDIST -> {
                // Its own backend lies in the tree; what it installs is the backend of the parent.
                source().file("src/" + Backend.MODULE + ".py", Backend.plain().marking(canary).python()).sdist(links());
                parent().sdist(links());
            }
            case FOLDER, EDITABLE -> source().tree().writeTo(folder());
            case GIT, GIT_EDITABLE -> GitRepository.of(source().tree(), folder());
        }
    }

    private void offer(Wheel wheel) throws IOException {
        (cell.pip().python().isTwo() ? wheel.universal() : wheel).writeTo(links());
    }

    private Wheel old() {
        return Wheel.of(project(), OLD).file(project() + "/__init__.py", "");
    }

    private Source source() {
        return cell.usesSetupPy() ? canary.setupPySource(NAME, NEW) : canary.backendSource(NAME, NEW);
    }

    /// Before 19.0 pip installs build requirements, but knows no backend.
    private Source parent() {
        var parent = Source.of(PARENT, NEW).file("src/parent/__init__.py", "");
        return cell.pip().release().isAtLeast(19, 0)
                ? parent.builtBy(Backend.MODULE, NAME)
                : parent.setupPy("import " + Backend.MODULE).requiring(NAME);
    }

    /// What has to be so before the command.
    private void prepare() throws IOException {
        Files.createDirectory(out());
        if (cell.needsFetchedSetuptools()) {
            addSetuptools();
        }
        if (cell.form() == Form.CACHED) {
            fillCache();
        }
        switch (cell.way()) {
            case UPGRADE -> pip("install", "--quiet", project() + "==" + OLD);
            case UNINSTALL -> pip("install", "--quiet", project());
            case REQUIREMENTS -> Files.writeString(requirements(), String.join(" ", requirement()) + "\n");
            case INSTALL, DOWNLOAD, WHEEL, DRY_RUN -> {}
        }
        if (cell.start().isEnabled()) {
            sandbox.run(Machine.weir().toString(), "enable", environment().toString()).orFail();
        }
        if (cell.start() == Start.SCRIPT) {
            writeScript();
        }
        Files.deleteIfExists(canary.marker());
    }

    private void fillCache() throws IOException {
        if (cell.pip().release().isAtLeast(20, 0)) {
            pip("wheel", "--quiet", "-w", sandbox.folder().resolve("unused").toString(), NAME);
        } else {
            pip("install", "--quiet", NAME);
            prepare(List.of(python.toString(), "-m", "pip", "uninstall", "--quiet", "--yes", NAME));
        }
    }

    private void writeScript() throws IOException {
        var script = Files.writeString(python.resolveSibling("pip"), "#!" + python + "\n" + Start.CODE + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// For the build environments of an isolated build.
    private void addSetuptools() throws IOException {
        for (var wheel : Venvs.fetched(cell.pip().python(), setuptools(cell))) {
            Files.copy(wheel, links().resolve(wheel.getFileName()));
        }
    }

    private void pip(String command, String... arguments) throws IOException {
        var start = List.of(python.toString(), "-m", "pip", command, "--no-index", "--find-links", links().toString());
        prepare(Stream.concat(start.stream(), Stream.of(arguments)).toList());
    }

    private void prepare(List<String> command) throws IOException {
        var result = sandbox.run(command);
        if (result.exit() != 0) {
            throw new Unprepared(result);
        }
    }
}
