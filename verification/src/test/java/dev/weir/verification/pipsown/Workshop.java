package dev.weir.verification.pipsown;

import dev.weir.testkit.python.Python;
import dev.weir.testkit.python.Tool;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Where the tests of one release run on one Python: a copy of the source, an environment with pytest and that pip, and for each side a home folder of its own.
///
/// @param folder everything lies below it
/// @param source the copy
/// @param python of the environment with pytest
/// @param jobs   how many tests run at the same time
record Workshop(Path folder, Checkout source, Path python, int jobs) {

    private static final Path OURS = Machine.checkout().resolve("verification/pips-own-tests");
    private static final String PLUGIN = "weir_in_pips_tests";

    /// Everything is allowed: no hook is asked.
    private static final String SETTINGS = """
            [hooks.structure]
            enabled = false
            [hooks.self]
            enabled = false
            """;

    /// The machine's, which would overrule those of the servers in the tests.
    private static final List<String> CERTIFICATES = List.of("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_");

    /// Makes one, with what pip's tests need, fetched from the index that this machine is configured for.
    static Workshop open(Checkout checkout, Python python, Path folder, int jobs) throws IOException {
        Files.createDirectories(folder);
        Tool.run("rm", "-rf", folder.resolve("source").toString(), folder.resolve("pytest").toString());
        Tool.run("cp", "-a", checkout.folder().toString(), folder.resolve("source").toString());
        Tool.run(python.path().toString(), "-m", "venv", folder.resolve("pytest").toString());
        var source = Checkout.in(folder.resolve("source"));
        var workshop = new Workshop(folder, source, folder.resolve("pytest/bin/python"), jobs);
        workshop.pip("install", source.requirements());
        workshop.pip("install", List.of("--no-deps", source.folder().toString()));
        Tool.run("rm", "-rf", source.wheels().toString()); // Those of another Python.
        workshop.pip("wheel", Stream.concat(Stream.of("--wheel-dir", source.wheels().toString()),
                source.commonWheels().stream()).toList());
        Files.copy(OURS.resolve(PLUGIN + ".py"), Venvs.site(folder.resolve("pytest")).resolve(PLUGIN + ".py"),
                StandardCopyOption.REPLACE_EXISTING);
        return workshop;
    }

    /// The pip that is tested is the one that fetches: it knows how its requirements are written down.
    private void pip(String command, List<String> arguments) throws IOException {
        var whole = new ArrayList<>(List.of(python.toString(), source.pip().toString(), command, "--quiet",
                "--disable-pip-version-check", "--constraint", OURS.resolve(source.constraints()).toString()));
        whole.addAll(arguments);
        Tool.run(whole.toArray(String[]::new));
    }

    /// Starts tests.
    ///
    /// @param tests files, or single tests, as pytest is told of them
    Running start(Side side, List<String> tests) throws IOException {
        var home = home(side);
        Files.createDirectories(home.resolve("tmp"));
        Files.createDirectories(home.resolve("config/weir"));
        Files.writeString(home.resolve("config/weir/weir.toml"), SETTINGS);
        Files.deleteIfExists(Running.report(home));
        var command = new ArrayList<>(List.of(python.toString(), "-m", "pytest", "--quiet", "--color=no", "--tb=short",
                "-m", "not network", "-p", "no:cacheprovider", "-n", Integer.toString(jobs),
                "-o", "junit_family=xunit1", "--junitxml=" + Running.report(home)));
        if (side == Side.WITH) {
            command.addAll(List.of("-p", PLUGIN));
        }
        command.addAll(tests);
        var builder = new ProcessBuilder(command).directory(source.folder().toFile())
                .redirectOutput(Running.output(home).toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment(side));
        return new Running(builder.start(), home);
    }

    /// A pytest that runs.
    ///
    /// @param process its process
    /// @param home    where it leaves what it has to say
    record Running(Process process, Path home) {

        private static final List<Integer> ENDS = List.of(0, 1); // All passed; some failed.

        static Path report(Path home) {
            return home.resolve("report.xml");
        }

        static Path output(Path home) {
            return home.resolve("pytest.txt");
        }

        /// Waits for its end.
        Outcomes outcomes() throws IOException {
            var end = await(process);
            if (!ENDS.contains(end)) {
                throw new IOException("pytest ended with " + end + ": see " + output(home));
            }
            return Outcomes.read(report(home));
        }
    }

    /// How many verdicts the journal of a side holds.
    long verdicts(Side side) throws IOException {
        return new JournalTail(state(side).resolve("journal"), new JournalTail.Place("", 0)).read().stream()
                .filter(entry -> entry.type().equals("weir.verdict")).count();
    }

    /// Ends what engines it has started.
    void close() throws IOException {
        Engines.in(state(Side.WITH)).forEach(ProcessHandle::destroy);
    }

    private Path home(Side side) {
        return folder.resolve(side.name().toLowerCase(Locale.ROOT));
    }

    private Path state(Side side) {
        return home(side).resolve("state/weir");
    }

    private Map<String, String> environment(Side side) {
        var environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(Sandbox::isScrubbed);
        environment.keySet().removeIf(name -> CERTIFICATES.stream().anyMatch(name::startsWith));
        environment.put("HOME", home(side).toString());
        for (var name : List.of("state", "config", "data", "cache")) {
            environment.put("XDG_" + name.toUpperCase(Locale.ROOT) + "_HOME", home(side).resolve(name).toString());
        }
        environment.put("TMPDIR", home(side).resolve("tmp").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home")); // Not every one is found without the home folder.
        if (side == Side.WITH) {
            environment.put("WEIR_PROJECT_SETTINGS", "off"); // Those of a folder above do not count.
            environment.put("WEIR_FOR_TESTS", Machine.checkout().resolve("weir-cli/target/home/bin/weir").toString());
        }
        return environment;
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("interrupted", e);
        }
    }
}
