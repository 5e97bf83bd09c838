package dev.weir.verification.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `/etc/weir/weir.toml`, in a copy of `/etc` that only the programs of this test see.
class SystemSettingsTest {

    /// Runs the other arguments where the first one stands in the place of `/etc`.
    private static final String INSIDE =
            "exec unshare --user --map-root-user --mount sh -c 'mount --bind \"$1\" /etc && shift && exec \"$@\"' sh \"$@\"";

    private final Sandbox sandbox;
    private final AuditedPip pip;
    private final Path files;
    private final Path etc;

    SystemSettingsTest() throws IOException {
        sandbox = Sandbox.open();
        pip = AuditedPip.in(sandbox);
        files = sandbox.folder().resolve("files");
        etc = sandbox.folder().resolve("etc");
        Wheel.of("alpha", "1.0").writeTo(files);
    }

    @BeforeEach
    void copiesEtc() throws IOException {
        sandbox.run("cp", "-a", "/etc", etc.toString());
        Files.createDirectories(etc.resolve("weir"));
        assumeThat(inside("true").exit()).as("a mount of one's own is possible").isZero();
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void holdsWhateverTheUserAndHisEnvironmentSay() throws IOException {
        Files.writeString(etc.resolve("weir/weir.toml"), "[names]\ndeny = [\"alpha\"]\n");
        sandbox.settings("mode = \"observe\"\n[names]\nallow = [\"alpha\"]\n[rules]\n\"names.denied\" = \"note\"\n");

        var result = inside("env", "WEIR_MODE=observe", "WEIR_PROJECT_SETTINGS=off", Machine.weir().toString(),
                "--python", pip.python(), "pip", "install", "--no-index", "--find-links", files.toString(), "alpha");
        assertThat(result.exit()).as(result::toString).isEqualTo(10);
        assertThat(result.err()).contains("out of `deny` in /etc/weir/weir.toml:2");

        var shown = inside(Machine.weir().toString(), "policy", "show").orFail().out();
        assertThat(shown).containsPattern("mode +\"enforce\" +/etc/weir/weir.toml:2\n +overrides \"observe\" ")
                .containsPattern("rules\\.\"names\\.denied\" +\"note\" +.*/config/weir/weir.toml:5\n"
                        + " +loosens no hook of the system");
    }

    private Result inside(String... command) throws IOException {
        var inside = Stream.of("sh", "-c", INSIDE, "sh", etc.toString());
        return sandbox.run(Stream.concat(inside, Stream.of(command)).toList());
    }
}
