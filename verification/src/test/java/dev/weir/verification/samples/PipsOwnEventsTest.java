package dev.weir.verification.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A pip that raises audit events of its own under our names: argument 0 tells them apart, for whoever heeds the contract.
class PipsOwnEventsTest {

    /// An event without any argument is the hardest one for hooks that look at argument 0.
    private static final String RAISES = """


            def _raising(install):
                def install_wheel(name, *args, **kwargs):
                    import sys
                    sys.audit("pip.install", name, {"version": None})
                    sys.audit("pip.write")
                    return install(name, *args, **kwargs)
                return install_wheel


            install_wheel = _raising(install_wheel)
            """;

    private static final String WRITES_DOWN = """
            import os

            def write(event, args):
                if event in ("pip.install", "pip.write"):
                    with open(os.environ["WRITTEN"], "a") as stream:
                        stream.write("%s %s\\n" % (event, type(args[0]).__name__ if args else "nothing"))
            """;

    private static final Path SAMPLES = Machine.checkout().resolve("samples");

    private final Sandbox sandbox;
    private final Path files;
    private final Path written;
    private final AuditedPip pip;

    PipsOwnEventsTest() throws IOException {
        sandbox = Sandbox.open();
        files = Files.createDirectory(sandbox.folder().resolve("files"));
        written = sandbox.folder().resolve("written");
        pip = AuditedPip.in(sandbox).with("WRITTEN", written.toString());
        var own = Files.writeString(sandbox.folder().resolve("writes_down.py"), WRITES_DOWN);
        sandbox.settings("in-process = [\"%s:write\", \"%s:check\"]\n".formatted(own,
                SAMPLES.resolve("python-hook/decoded_code.py")));
        raiseEvents();
    }

    private void raiseEvents() throws IOException {
        var wheel = Venvs.ownPip(pip.environment()).resolve("pip/_internal/operations/install/wheel.py");
        Files.writeString(wheel, RAISES, StandardOpenOption.APPEND);
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void areLeftAlone() throws IOException {
        Wheel.of("honest", "1.0").writeTo(files);
        var journal = JournalTail.from(sandbox.state().resolve("journal"));

        pip.run("install", "--no-index", "--find-links", files.toString(), "honest").orFail();

        assertThat(written).hasContent("""
                pip.install int
                pip.write int
                pip.install str
                pip.write nothing
                """);
        assertThat(journal.read()).extracting(JournalTail.Entry::type)
                .containsOnlyOnce("pip.install").containsOnlyOnce("pip.write");
    }

    @Test
    void hideNothingFromAHook() throws IOException {
        Source.read(SAMPLES.resolve("packages/weir-sample-hostile")).sdist(files);

        var result = pip.run("install", "--no-index", "--find-links", files.toString(), "weir-sample-hostile");

        assertThat(result.exit()).as(result::toString).isEqualTo(10);
        assertThat(result.err()).contains("decodes a text and runs it");
    }
}
