package dev.weir.verification.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a real pip, the engine, program hooks and `weir log` say fits the schemas of `spec/`.
class WrittenByPipTest {

    private static final String RECORDER = """
            input=$(cat)
            printf '%s' "$input" > "${0%/*}/question-$$"
            case $input in
                *'"pip.install"'*'"evil"'*) finding='{"rule":"test.evil","action":"deny","message":"is evil"}' ;;
                *) finding= ;;
            esac
            printf '{"schema":1,"findings":[%s]}' "$finding"
            """;

    private final Schema question = Schema.of("program-hook.schema.json").definition("question");
    private final Schema journal = Schema.of("journal.schema.json");
    private final Sandbox sandbox;
    private final Path links;
    private final Path hooks;
    private final String python;

    WrittenByPipTest() throws IOException {
        sandbox = Sandbox.open();
        links = sandbox.folder().resolve("links");
        hooks = Files.createDirectory(sandbox.folder().resolve("hooks"));
        python = Venvs.copy(Venvs.Pip.of(Machine.python()), sandbox.folder().resolve("venv")).toString();
    }

    @BeforeEach
    void offerPackagesAndHook() throws IOException {
        Wheel.of("base", "1.0").file("base.py", "").writeTo(links);
        Source.of("app", "1.0", "base").file("src/app.py", "").builtBy(Backend.plain()).sdist(links);
        Wheel.of("evil", "1.0").file("evil.py", "").writeTo(links);
        var recorder = Files.writeString(hooks.resolve("recorder"), RECORDER);
        sandbox.settings("""
                [hooks.recorder]
                program = ["/bin/sh", "%s"]
                gates = ["pip.invoked", "pip.candidates", "pip.download", "pip.unpack", "pip.install", "pip.build", "pip.built", "pip.write", "pip.uninstall"]
                """.formatted(recorder));
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void fitsTheSchemas() throws IOException {
        pip("install", "--no-index", "--find-links", links.toString(), "app").orFail();
        pip("uninstall", "--yes", "base").orFail();
        assertThat(pip("install", "--no-index", "--find-links", links.toString(), "evil").exit()).isEqualTo(10);

        assertThat(questions()).allSatisfy(asked -> assertThat(question.problems(asked)).isEmpty())
                .extracting(asked -> asked.string("event"))
                .contains("pip.invoked", "pip.candidates", "pip.unpack", "pip.install", "pip.build", "pip.built",
                        "pip.write", "pip.uninstall");
        assertThat(records()).allSatisfy(record -> assertThat(journal.problems(record)).isEmpty())
                .extracting(record -> record.asObject("a record").string("type"))
                .contains("pip.invoked", "pip.write.done", "pip.uninstall.done", "weir.verdict");
        assertThat(log().out()).contains(": ok\n  pip install ", "base 1.0 (wheel) ",
                ": refused: is evil\n", "deny test.evil (medium): is evil\n");
        assertThat(log("--json", "--package", "EVIL", "--verdict", "deny").out().lines()).hasSize(3);
        assertThat(weir("verify").out()).startsWith("sha256:");
        showsWhatStartedTheBuild();
    }

    private void showsWhatStartedTheBuild() throws IOException {
        var run = records().getFirst().asObject("a record").string("run");
        var steps = JsonReader.read(weir("show", "--json", run).out()).asObject("a run").objects("operations");
        var install = steps.stream().filter(step -> step.string("event").equals("pip.install")).findFirst();
        var build = steps.stream().filter(step -> step.string("event").equals("pip.build")).findFirst();

        assertThat(steps.getFirst().string("event")).isEqualTo("pip.invoked");
        assertThat(build.orElseThrow().string("parent")).isEqualTo(install.orElseThrow().string("operation"));
        assertThat(build.get().integer("depth")).isEqualTo(2);
        assertThat(weir("show", build.get().string("operation")).out()).contains(" hook: get_requires_for_build_",
                "operation " + build.get().string("operation") + ": allow, ok\n");
    }

    private Result pip(String... arguments) throws IOException {
        var command = Stream.of(Machine.weir().toString(), "--python", python, "pip");
        return sandbox.run(Stream.concat(command, Stream.of(arguments)).toList());
    }

    private Result log(String... options) throws IOException {
        return weir(Stream.concat(Stream.of("log"), Stream.of(options)).toArray(String[]::new));
    }

    private Result weir(String... arguments) throws IOException {
        return sandbox.run(Stream.concat(Stream.of(Machine.weir().toString()), Stream.of(arguments)).toList()).orFail();
    }

    private List<Json> records() throws IOException {
        return log("--json").out().lines().map(JsonReader::read).toList();
    }

    private List<JsonObject> questions() throws IOException {
        try (var files = Files.list(hooks)) {
            return files.filter(file -> !file.endsWith("recorder")).map(WrittenByPipTest::read).toList();
        }
    }

    private static JsonObject read(Path file) {
        try {
            return JsonReader.read(Files.readAllBytes(file)).asObject("a question");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
