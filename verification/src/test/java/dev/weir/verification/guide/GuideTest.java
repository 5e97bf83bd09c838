package dev.weir.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Types all commands of `docs/laptop-ci-team.md`, in their order, as a user whose home folder is empty.
@Tag("network")
class GuideTest {

    private static final Path GUIDE = Machine.checkout().resolve("docs/laptop-ci-team.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXPECTED_TO_FAIL = Pattern.compile("(?m)^! (.*)$");

    /// A shell passes such a failure by under `set -e`, and what went well too.
    private static final String MUST_FAIL = "if $1; then echo 'the command above was to fail' >&2; exit 99; fi";

    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.open();
    }

    @AfterEach
    void close() throws IOException {
        Engines.in(user().resolve(".local/state/weir")).forEach(ProcessHandle::destroyForcibly);
        sandbox.close();
    }

    @Test
    void canBeTypedAsItStands() throws IOException {
        var script = sandbox.folder().resolve("typed.sh");
        Files.writeString(script, newcomer() + commands());

        var result = sandbox.run("/bin/sh", script.toString());

        assertThat(result.exit()).as(result::toString).isZero();
    }

    /// A home that is empty, and nothing that leads elsewhere.
    private String newcomer() throws IOException {
        return """
                set -eux
                unset XDG_STATE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_RUNTIME_DIR
                export HOME='%s'
                cd '%s'
                """.formatted(user(), Machine.checkout());
    }

    private static String commands() throws IOException {
        var text = BLOCK.matcher(Files.readString(GUIDE)).results().map(block -> block.group(1))
                .collect(Collectors.joining());
        assertThat(text).contains("weir enable", "! ~/venv/bin/pip install");
        return EXPECTED_TO_FAIL.matcher(text).replaceAll(MUST_FAIL);
    }

    private Path user() throws IOException {
        return Files.createDirectories(sandbox.folder().resolve("user"));
    }
}
