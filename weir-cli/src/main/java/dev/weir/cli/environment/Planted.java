package dev.weir.cli.environment;

import dev.weir.cli.home.DataFolder;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What is planted in an environment.
///
/// @param environment where
/// @param version     of its Python
/// @param prefix      its top folder
/// @param folder      where Python reads what is planted
/// @param home        that the planted module leads to
/// @param problems    why it does not work, a line each; empty where it does, or where nothing is planted
public record Planted(Environment environment, String version, Path prefix, Path folder, Optional<Path> home,
        List<String> problems) {

    /// How things are.
    public enum State {
        ENABLED,
        /// It works, with another build than this one.
        OTHER_BUILD,
        DAMAGED,
        OFF;

        /// The word that a user reads.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Planted {
        problems = List.copyOf(problems);
    }

    /// @param said by `plant.py status`
    static Planted of(Environment environment, JsonObject said) {
        var home = said.stringOrNull("home").map(Path::of);
        var wrong = said.get("wrong") instanceof JsonNull
                ? Optional.<List<String>>empty()
                : Optional.of(said.strings("wrong"));
        return new Planted(environment, said.string("python"), Path.of(said.string("prefix")),
                Path.of(said.string("folder")), home, wrong.map(files -> problems(files, home)).orElse(List.of()));
    }

    private static List<String> problems(List<String> files, Optional<Path> home) {
        var problems = new ArrayList<>(files.stream().map(file -> file + " is gone or changed").toList());
        home.flatMap(DataFolder::problem).ifPresent(problems::add);
        return problems;
    }

    /// How things are, seen from a build.
    ///
    /// @param current the home of that build
    public State state(Path current) {
        if (!problems.isEmpty()) {
            return State.DAMAGED;
        }
        return home.map(used -> used.equals(current) ? State.ENABLED : State.OTHER_BUILD).orElse(State.OFF);
    }

    private String line(Path current) {
        return String.join("  ", state(current).word(), prefix.toString(), "Python " + version);
    }

    /// All of it, for a program.
    public JsonObject json(Path current) {
        return JsonObject.builder()
                .put("state", state(current).word())
                .put("prefix", prefix.toString())
                .put("executable", environment.python().toString())
                .put("python", version)
                .put("folder", folder.toString())
                .put("home", home.map(Path::toString))
                .put("problems", problems)
                .build();
    }

    /// All that there is to say, a line each.
    public Stream<String> lines(Path current) {
        return Stream.concat(Stream.of(line(current)), problems.stream().map(problem -> "  " + problem));
    }
}
