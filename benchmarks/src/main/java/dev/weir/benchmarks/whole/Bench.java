package dev.weir.benchmarks.whole;

import dev.weir.benchmarks.place.EngineOf;
import dev.weir.benchmarks.place.Workshop;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Two virtual environments with the same Python and pip, one of them enabled. What a command has installed is taken away again.
final class Bench {

    private static final String PYTHON = "python3";

    private final Workshop workshop;
    private final Map<Path, Set<Path>> before = new HashMap<>();

    private Bench(Workshop workshop) {
        this.workshop = workshop;
    }

    static Bench in(Workshop workshop) throws IOException {
        var bench = new Bench(workshop);
        for (var name : List.of("bare", "audited")) {
            var made = List.of(PYTHON, "-m", "venv", workshop.folder().resolve(name).toString());
            workshop.run(bench.engine(Side.BARE), made);
        }
        workshop.run(bench.engine(Side.BARE), List.of(Workshop.checkout().resolve("weir").toString(), "enable",
                workshop.folder().resolve("audited").toString()));
        for (var name : List.of("bare", "audited")) {
            for (var folder : bench.installedInto(name)) {
                bench.before.put(folder, Set.copyOf(list(folder)));
            }
        }
        return bench;
    }

    EngineOf engine(Side side) {
        return workshop.engine(side.state());
    }

    Path python(Side side) {
        return workshop.folder().resolve(side.environment()).resolve("bin").resolve("python");
    }

    /// Python and pip, in words.
    String versions() throws IOException {
        var python = python(Side.BARE).toString();
        return workshop.run(engine(Side.BARE), List.of(python, "-c",
                "import platform, pip; print('Python', platform.python_version() + ',', 'pip', pip.__version__)"))
                .strip();
    }

    /// Runs a command for one side, and takes away what it has installed.
    Measured measure(Side side, Scenario scenario) throws IOException {
        if (side == Side.COLD) {
            engine(side).end();
        }
        var timing = List.of(PYTHON, Workshop.script("timed.py"), engine(side).rendezvous().toString(),
                Integer.toString(scenario.times()), python(side).toString());
        return Measured.of(play(side, timing, scenario.arguments()));
    }

    /// Runs pip for one side by `benchmarks/binding.py`, and takes away what it has installed.
    ///
    /// @return what that prints
    JsonObject measureBinding(Side side, List<String> arguments) throws IOException {
        return play(side, List.of(python(side).toString(), Workshop.script("binding.py")), arguments);
    }

    private JsonObject play(Side side, List<String> command, List<String> arguments) throws IOException {
        var printed = workshop.run(engine(side), Stream.of(command, arguments).flatMap(List::stream).toList());
        for (var folder : installedInto(side.environment())) {
            restore(folder);
        }
        return JsonReader.read(printed).asObject("what it prints");
    }

    /// Ends the engines.
    void close() throws IOException {
        for (var side : Side.values()) {
            engine(side).end();
        }
    }

    private List<Path> installedInto(String environment) throws IOException {
        var venv = workshop.folder().resolve(environment);
        try (var libraries = Files.newDirectoryStream(venv.resolve("lib"), "python3*")) {
            return List.of(venv.resolve("bin"), libraries.iterator().next().resolve("site-packages"));
        }
    }

    private void restore(Path folder) throws IOException {
        for (var path : list(folder)) {
            if (!before.getOrDefault(folder, Set.of()).contains(path)) {
                remove(path);
            }
        }
    }

    private static void remove(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.toList().reversed()) {
                Files.delete(path);
            }
        }
    }

    private static Set<Path> list(Path folder) throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.collect(Collectors.toSet());
        }
    }
}
