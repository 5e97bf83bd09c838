package dev.weir.cli.doctor;

import dev.weir.api.GateAction;
import dev.weir.cli.doctor.Line.Promise;
import dev.weir.cli.doctor.Line.Trial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What trials are put together from. For one thread.
///
/// @param usersPython whose pip is tried
/// @param pip         that is tried
/// @param canaries    makes them
record Kit(Bench bench, Path usersPython, UsersPip pip, Canaries canaries) {

    /// A canary that is to be refused at the first gate that it comes to.
    Bird anywhere(Form form) throws IOException {
        return canaries.make(form, CanaryHook.ANY);
    }

    /// A canary that is to be refused at one gate.
    Bird at(GateAction gate, Form form) throws IOException {
        return canaries.make(form, gate.word());
    }

    /// A canary that nothing refuses.
    Bird harmless(Form form) throws IOException {
        return canaries.make(form, "none");
    }

    /// A trial whose canary may be refused at any gate, before any of it has run.
    static Trial anyGate(Section section, String name, Bird bird, Map<String, String> variables,
            List<List<String>> steps) {
        return new Trial(section, name, Promise.REFUSED, Optional.empty(), bird, steps, variables);
    }

    /// A trial whose canary must be refused at one gate.
    static Trial oneGate(Section section, String name, Promise promise, GateAction gate, Bird bird,
            List<List<String>> steps) {
        return new Trial(section, name, promise, Optional.of(gate), bird, steps, Map.of());
    }

    /// Whether a program is there, and ends well.
    boolean runs(String... command) {
        try {
            return bench.programs().start(Map.of(), List.of(command)).await() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /// Where pip may write something of this name, and is looked for canaries.
    String inEnvironments(String name) {
        return bench.environments().resolve(name).toString();
    }

    /// The Python of an environment.
    String python(String environment) {
        return bench.python(environment).toString();
    }

    /// `python -m pip`.
    List<String> modulePip(String environment) {
        return List.of(python(environment), "-m", "pip");
    }

    /// `weir pip`.
    List<String> weirPip(String environment) {
        return weirPip(bench.python(environment));
    }

    List<String> weirPip(Path python) {
        return List.of(bench.weir(), "--python", python.toString(), "pip");
    }

    /// `weir run` before a command.
    List<String> weirRun(List<String> command) {
        return Stream.concat(Stream.of(bench.weir(), "run", "--"), command.stream()).toList();
    }

    /// `weir run` itself runs on the Python of the active environment.
    Map<String, String> runner() {
        return Map.of("VIRTUAL_ENV", inEnvironments(Bench.BARE));
    }

    /// What installs a canary.
    ///
    /// @param pip     what starts pip
    /// @param options of pip's command
    List<String> install(List<String> pip, Bird bird, String... options) {
        return command(pip, "install", bird, options);
    }

    /// The same with another command of pip that fetches or builds.
    List<String> command(List<String> pip, String command, Bird bird, String... options) {
        var words = new ArrayList<>(pip);
        words.add(command);
        words.addAll(List.of(options));
        words.addAll(List.of("--no-index", "--find-links", canaries.links().toString()));
        words.addAll(bird.request());
        return words;
    }

    /// As a literal of Python.
    static String pythonQuoted(Path path) {
        return "'" + path.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
