package dev.weir.cli.doctor;

import dev.weir.api.GateAction;
import dev.weir.cli.doctor.Line.Promise;
import dev.weir.cli.doctor.Line.Trial;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What trials are put together from. For one thread.
///
/// @param pip      that is tried
/// @param canaries makes them
record Kit(Bench bench, UsersPip pip, Canaries canaries) {

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
        return List.of(bench.weir(), "--python", python(environment), "pip");
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
}
