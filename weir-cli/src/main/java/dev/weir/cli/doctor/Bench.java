package dev.weir.cli.doctor;

import dev.weir.cli.environment.Environment;
import dev.weir.cli.home.DataFolder;
import dev.weir.cli.throwaway.Place;
import dev.weir.cli.throwaway.Programs;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A copy of this build, settings that refuse canaries, and environments with a copy of the user's pip.
///
/// @param place    all of it is in here
/// @param home     the copy of this build
/// @param programs all that runs here
record Bench(Place place, Path home, Programs programs) {

    /// Nothing of Weir is in it.
    static final String BARE = "bare";
    /// Weir is switched on in it.
    static final String ENABLED = "enabled";
    /// The same, each with a pip that a trial of its own takes away.
    static final String UPGRADED = "upgraded";
    static final String REPLACED = "replaced";
    /// No pip under Weir works in it: it would report what one without has done there.
    static final String UNWATCHED = "unwatched";
    /// It sees what is installed for its user. Nothing of Weir is in it.
    static final String USER = "user";

    private static final String WIDE = "10000"; // So that no line of help is broken.
    private static final String LOOPBACK = "127.0.0.1";

    /// @param place    an empty one
    /// @param home     that of the build which runs now
    /// @param programs started there, with [#variables]
    static Bench set(Place place, Path home, Programs programs) throws IOException {
        var copy = new DataFolder(place.data().resolve("weir")).copy(home);
        place.settings("""
                # Made by `weir doctor`.
                jars = ["%s"]

                [engine]
                idle-timeout = 60
                """.formatted(Place.tomlEscaped(copy.resolve("lib").resolve(jarOfTheHook()))));
        return new Bench(place, copy, programs);
    }

    /// The environment of all that runs in a place: that of its user, and no proxy stands before the canaries.
    static Map<String, String> variables(Place place, Map<String, String> user) {
        var variables = new HashMap<>(place.environment(user));
        variables.put("no_proxy", LOOPBACK);
        variables.put("NO_PROXY", LOOPBACK);
        return variables;
    }

    private static Path jarOfTheHook() throws IOException {
        try {
            return Path.of(CanaryHook.class.getProtectionDomain().getCodeSource().getLocation().toURI()).getFileName();
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }

    /// Makes the environments, and switches Weir on in one of them.
    ///
    /// @param python the user's
    /// @throws IOException where that cannot be done
    UsersPip furnish(Path python) throws IOException {
        var said = ask(python, "throwaway.py", environments().toString());
        for (var environment : List.of(ENABLED, UPGRADED, REPLACED)) {
            new Environment(python(environment)).enable(home);
        }
        return UsersPip.of(said, help("--help") + help("--use-feature=?"));
    }

    /// What pip says of its options. To a feature that it does not have it answers with the names of those that it has.
    private String help(String option) throws IOException {
        var child = programs.start(Map.of("COLUMNS", WIDE),
                List.of(python(BARE).toString(), "-m", "pip", "install", option));
        child.await();
        return String.join("\n", child.said());
    }

    /// What the shim needs and does not find in the pip of these environments.
    List<String> lacking() throws IOException {
        return ask(python(BARE), "lacking.py").strings("lacking");
    }

    private JsonObject ask(Path python, String script, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(python.toString(), "-E", "-B",
                home.resolve("python", "weir_shim", script).toString()));
        command.addAll(List.of(arguments));
        var child = programs.start(Map.of(), command);
        child.await();
        var said = child.said();
        try {
            var answer = JsonReader.read(said.isEmpty() ? "" : said.getLast()).asObject("the answer");
            var error = answer.optionalString("error");
            if (error.isPresent()) {
                throw new IOException(python + ": " + error.get());
            }
            return answer;
        } catch (JsonException noAnswer) {
            throw new IOException("%s does not run as a Python does: %s".formatted(python, String.join("; ", said)),
                    noAnswer);
        }
    }

    /// The program `weir`.
    String weir() {
        return home.resolve("bin", "weir").toString();
    }

    /// Where all is that a pip may write to.
    Path environments() {
        return place.folder().resolve("environments");
    }

    /// The Python of an environment.
    Path python(String environment) {
        return environments().resolve(environment).resolve("bin").resolve("python");
    }

    /// The folder that an environment's pip is in.
    Path site(String environment) throws IOException {
        try (var libraries = Files.list(environments().resolve(environment).resolve("lib"))) {
            return libraries.map(library -> library.resolve("site-packages")).filter(Files::isDirectory).findFirst()
                    .orElseThrow(() -> new IOException("no site-packages in the environment " + environment));
        }
    }

    /// The names of all files and folders in the environments.
    Set<String> names() throws IOException {
        try (var paths = Files.walk(environments())) {
            return paths.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
