package dev.weir.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script `weir`, copied beside a home of our own making, among programs of our own making.
class LauncherTest {

    private static final List<String> TOOLS = List.of("basename", "cat", "dirname", "mkdir", "readlink", "sed");

    /// Says what it was called with, one thing a line.
    private static final String ECHO = """
            #!/bin/sh
            echo "$0"
            for argument; do echo "<$argument>"; done
            echo "home $WEIR_HOME"
            echo "launcher $WEIR_LAUNCHER"
            """;

    @TempDir
    Path temporary;

    private Path folder;
    private Path bin;
    private Path home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void makeACheckout() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("a checkout"));
        Files.copy(Path.of("..", "weir"), folder.resolve("weir"));
        home = Files.createDirectories(folder.resolve("weir-cli/target/home"));
        bin = Files.createDirectory(folder.resolve("bin"));
        for (var tool : TOOLS) {
            write("bin/" + tool, "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
        }
        environment.put("PATH", bin.toString());
    }

    @Test
    void givesPipItsArgumentsUntouched() throws Exception {
        program("bin/python3");

        var said = weir("pip", "install", "", "a b", "--python", "*", "$HOME", "\"");

        assertThat(said.lines()).containsExactly(
                bin + "/python3",
                "<" + home + "/python/weir_shim/launch.py>",
                "<install>", "<>", "<a b>", "<--python>", "<*>", "<$HOME>", "<\">",
                "home " + home,
                "launcher " + folder + "/weir");
    }

    @Test
    void startsPipWithoutArguments() throws Exception {
        program("bin/python3");

        assertThat(weir("pip").lines()).contains("<" + home + "/python/weir_shim/launch.py>").hasSize(4);
    }

    @Test
    void choosesThePythonThatIsNamedFirst() throws Exception {
        program("venv/bin/python");
        program("conda/bin/python");
        program("bin/python3");
        program("bin/python");
        var named = program("named python");
        environment.put("VIRTUAL_ENV", folder + "/venv");
        environment.put("CONDA_PREFIX", folder + "/conda");

        assertThat(weir("--python", named.toString(), "pip").lines()).first().isEqualTo(named.toString());
        assertThat(weir("pip").lines()).first().isEqualTo(folder + "/venv/bin/python");
        environment.remove("VIRTUAL_ENV");
        assertThat(weir("pip").lines()).first().isEqualTo(folder + "/conda/bin/python");
        environment.remove("CONDA_PREFIX");
        assertThat(weir("pip").lines()).first().isEqualTo(bin + "/python3");
        Files.delete(bin.resolve("python3"));
        assertThat(weir("pip").lines()).first().isEqualTo(bin + "/python");
    }

    @Test
    void refusesAPythonThatIsNoProgramInPlaceOfTakingAnother() throws Exception {
        program("bin/python3");
        environment.put("VIRTUAL_ENV", folder + "/gone");

        assertThat(weir("pip")).isEqualTo(new Said(2, List.of(
                "weir: " + folder + "/gone/bin/python is not a program",
                "hint: name a Python: weir --python PATH pip ...")));
        assertThat(weir("--python", folder.toString(), "pip").lines()).first()
                .isEqualTo("weir: " + folder + " is not a program");
    }

    @Test
    void saysThatThereIsNoPython() throws Exception {
        assertThat(weir("pip", "list")).isEqualTo(new Said(2, List.of(
                "weir: no python3 or python on PATH",
                "hint: name one: weir --python PATH pip ...")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--python", "--python ", "--python x", "--python x log"})
    void explainsItselfWhereAPythonIsNamedForAnythingButPip(String arguments) throws Exception {
        var said = weir(arguments.split(" ", -1));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines()).contains("usage: weir [--python PATH] pip ARGS...");
    }

    @Test
    void startsTheCommandLineOnTheJavaOfJavaHome() throws Exception {
        environment.put("JAVA_HOME", jdk("jdk", "25.0.3").toString());

        assertThat(weir("log", "a b").lines()).containsExactly(
                folder + "/jdk/bin/java",
                "<-Xshare:auto>", "<-Xlog:disable>", "<-XX:+UseSerialGC>", "<-XX:-UsePerfData>",
                "<-XX:TieredStopAtLevel=1>",
                "<-cp>", "<" + home + "/lib/*>", "<dev.weir.cli.Main>", "<log>", "<a b>",
                "home " + home,
                "launcher " + folder + "/weir");
    }

    @Test
    void passesOverAnOlderJava() throws Exception {
        environment.put("JAVA_HOME", jdk("old", "24.0.2").toString());
        Files.createSymbolicLink(bin.resolve("java"), jdk("new", "26").resolve("bin/java"));

        assertThat(weir("log").lines()).first().isEqualTo(folder + "/new/bin/java");
    }

    @Test
    void asksAJavaThatHasNoReleaseFile() throws Exception {
        var jdk = folder.resolve("jdk");
        write("jdk/bin/java",
                "#!/bin/sh\n[ $1 = -version ] && echo 'openjdk version \"25-ea\" 2025' >&2 || echo ran\n");
        environment.put("JAVA_HOME", jdk.toString());

        assertThat(weir("log")).isEqualTo(new Said(0, List.of("ran")));
    }

    @Test
    void isFoundThroughLinks() throws Exception {
        program("bin/python3");
        Files.createDirectory(folder.resolve("links"));
        Files.createSymbolicLink(folder.resolve("links/weir"), Path.of("../bin/weir"));
        Files.createSymbolicLink(bin.resolve("weir"), folder.resolve("weir"));

        assertThat(run(folder.resolve("links/weir"), "pip").lines()).contains("launcher " + folder + "/weir");
    }

    @Test
    void runsFromAHomeOfItsOwn() throws Exception {
        program("bin/python3");
        var own = Files.createDirectories(folder.resolve("homes/0123"));
        write("homes/0123/build-id", "0123\n");
        Files.createDirectory(own.resolve("bin"));
        Files.copy(folder.resolve("weir"), own.resolve("bin/weir"));
        Files.createSymbolicLink(folder.resolve("current"), Path.of("homes/0123"));

        assertThat(run(folder.resolve("current/bin/weir"), "pip").lines()).containsExactly(
                bin + "/python3",
                "<" + own + "/python/weir_shim/launch.py>",
                "home " + own,
                "launcher " + own + "/bin/weir");
    }

    @Test
    void buildsOnFirstUse() throws Exception {
        Files.delete(home);
        program("bin/python3");
        write("bin/mvn", "#!/bin/sh\nmkdir -p weir-cli/target/home\necho noise\necho \"$@\" > called\n");

        var said = weir("pip");

        assertThat(said.lines()).startsWith("weir: building (first use)…", bin + "/python3");
        assertThat(folder.resolve("called")).hasContent("-q -B -DskipTests -pl weir-cli -am package");
    }

    @Test
    void showsWhatTheBuildSaidWhereItFails() throws Exception {
        Files.delete(home);
        program("bin/python3");
        write("bin/mvn", "#!/bin/sh\necho broken\nexit 1\n");

        assertThat(weir("pip")).isEqualTo(new Said(2, List.of(
                "weir: building (first use)…",
                "broken",
                "weir: the build failed; what it said is above",
                "hint: mend that, then try again; the same is in " + folder + "/weir-cli/target/first-build.log")));
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Files.delete(home);
        program("bin/python3");

        assertThat(weir("pip")).isEqualTo(new Said(2, List.of(
                "weir: not built yet, and mvn is not on PATH",
                "hint: install Maven 3.8 or newer, then try again")));
    }

    private record Said(int code, List<String> lines) {}

    private Said weir(String... arguments) throws Exception {
        return run(folder.resolve("weir"), arguments);
    }

    private Said run(Path program, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), output.lines().toList());
    }

    private Path jdk(String name, String version) throws IOException {
        program(name + "/bin/java");
        write(name + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return folder.resolve(name);
    }

    private Path program(String name) throws IOException {
        return write(name, ECHO);
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static Path find(String tool) {
        return List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
