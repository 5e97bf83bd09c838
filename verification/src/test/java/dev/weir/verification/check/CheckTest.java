package dev.weir.verification.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.spec.Schema;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `weir check` with a real engine, by the same hooks as a real pip.
@Execution(ExecutionMode.CONCURRENT)
class CheckTest {

    private static final Path SAMPLES = Machine.checkout().resolve("samples");

    private final Sandbox sandbox;
    private final Path hostile;
    private final Path denied;
    private final Path good;
    private final Path folder;

    CheckTest() throws IOException {
        sandbox = Sandbox.open();
        hostile = Source.read(SAMPLES.resolve("packages/weir-sample-hostile")).sdist(sandbox.work());
        denied = Wheel.of("evil", "1.0").writeTo(sandbox.work());
        good = Wheel.of("good", "1.0").file("good.py", "").writeTo(sandbox.work());
        folder = Source.of("in-folder", "1.0").file("setup.py", "").tree().writeTo(sandbox.work().resolve("folder"));
    }

    @BeforeEach
    void writeSettings() throws IOException {
        sandbox.settings("""
                [names]
                deny = ["evil", "in-folder>=2"]

                [hooks.decoded-code]
                program = ["%s"]
                """.formatted(SAMPLES.resolve("program-hook/decoded-code")));
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void judgesEachAsAnInstallationWouldAndRunsNothing() throws IOException {
        var marker = sandbox.folder().resolve("marker");
        var before = before();

        var checked = check(good, hostile, denied, folder);

        assertThat(checked.exit()).as(checked::toString).isEqualTo(10);
        assertThat(objects(checked)).extracting(each -> each.string("result"), each -> each.string("name"),
                each -> each.string("kind"))
                .containsExactly(
                        tuple("ok", "good", "wheel"),
                        tuple("refused", "weir-sample-hostile", "archive"),
                        tuple("refused", "evil", "wheel"),
                        tuple("ok", "in-folder", "directory"));
        assertThat(objects(checked).get(1).objects("findings")).singleElement()
                .satisfies(found -> assertThat(found.string("file") + ":" + found.integer("line"))
                        .isEqualTo("setup.py:5"));
        assertThat(marker).doesNotExist();
        assertThat(before()).isEqualTo(before);
    }

    /// Of all that is checked nothing stays in the folders for temporary files and for work.
    private List<Path> before() throws IOException {
        try (var temporary = Files.walk(sandbox.tmp()); var work = Files.walk(sandbox.work())) {
            return Stream.concat(temporary, work).sorted().toList();
        }
    }

    @Test
    void saysTheSameAsPipAndSharesItsEngine() throws IOException {
        var pip = AuditedPip.in(sandbox);

        for (var path : List.of(good, denied, hostile)) {
            var installed = pip.run("install", "--no-index", "--no-deps", path.toString());
            assertThat(check(path).exit()).as(installed::toString).isEqualTo(installed.exit());
        }

        assertThat(Engines.in(sandbox.state())).hasSize(1);
    }

    @Test
    void asksAtTheGatesOfPip() throws IOException {
        var journal = JournalTail.from(sandbox.state().resolve("journal"));

        check(good).orFail();
        check(hostile);
        check(folder).orFail();

        var schema = Schema.of("journal.schema.json");
        var records = journal.read();
        assertThat(records).allSatisfy(record -> assertThat(schema.problems(record.json())).isEmpty());
        assertThat(records).extracting(JournalTail.Entry::type).filteredOn(type -> !type.equals("weir.verdict"))
                .containsExactly(
                        "weir.invoked", "pip.install", "pip.install.done", "pip.write", "pip.write.done",
                        "weir.invoked.done",
                        "weir.invoked", "pip.unpack", "pip.unpack.done", "pip.install", "pip.install.done",
                        "weir.invoked.done",
                        "weir.invoked", "pip.install", "pip.install.done", "weir.invoked.done");
        assertThat(records).extracting(record -> record.json().string("run")).doesNotContainNull()
                .satisfies(runs -> assertThat(runs.stream().distinct()).hasSize(3));
    }

    @Test
    void refusesWhatCannotBeRead() throws IOException {
        var cut = Files.write(sandbox.work().resolve("cut-1.0-py3-none-any.whl"),
                Arrays.copyOf(Files.readAllBytes(good), 50));
        var junk = Files.writeString(sandbox.work().resolve("junk.tar.gz"), "junk");

        assertThat(check(good, cut, junk)).satisfies(checked -> {
            assertThat(checked.exit()).as(checked::toString).isEqualTo(10);
            assertThat(objects(checked)).extracting(each -> each.string("result"))
                    .containsExactly("ok", "refused", "refused");
        });
    }

    @Test
    void tellsUndecidedFromRefused() throws IOException {
        sandbox.settings("nonsense = 1\n");
        assertThat(check(good)).satisfies(checked -> {
            assertThat(checked.exit()).isEqualTo(11);
            assertThat(objects(checked)).singleElement().satisfies(each -> assertThat(each.string("reason"))
                    .startsWith("the engine says: ").contains("'nonsense' is no key"));
        });
    }

    @Test
    void judgesNothingWhereAPathIsWrong() throws IOException {
        var checked = check(good, sandbox.work().resolve("gone"));

        assertThat(checked.exit()).isEqualTo(2);
        assertThat(checked.out()).isEmpty();
        assertThat(checked.err()).startsWith("weir: ").contains("gone: is not there", "\nhint: ");
        assertThat(check().exit()).isEqualTo(2);
        assertThat(sandbox.state()).doesNotExist();
    }

    private Result check(Path... paths) throws IOException {
        var command = Stream.of(Machine.weir().toString(), "check", "--json");
        return sandbox.run(Stream.concat(command, Stream.of(paths).map(Path::toString)).toList());
    }

    private static List<JsonObject> objects(Result checked) {
        return checked.out().lines().map(line -> JsonReader.read(line).asObject("a check")).toList();
    }
}
