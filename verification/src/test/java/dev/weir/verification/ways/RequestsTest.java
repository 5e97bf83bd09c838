package dev.weir.verification.ways;

import static dev.weir.verification.ways.Birds.TAME;
import static dev.weir.verification.ways.Birds.WILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.tree.Sha256;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What newer pips can be asked with, besides names and addresses.
@Tag("network")
@Execution(ExecutionMode.CONCURRENT)
class RequestsTest {

    private final Sandbox sandbox;
    private final Birds birds;
    private final String python;

    RequestsTest() throws IOException {
        sandbox = Sandbox.open();
        birds = Birds.in(sandbox);
        python = Birds.python(birds.enabled("venv", Pip.fetched(Machine.python(), ">=26.1")));
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void coversALock() throws IOException {
        var allowed = pip("lock", "--no-index", "--find-links", birds.files().toString(), TAME).orFail();
        assertThat(birds.entries("pip.install")).as(allowed.toString()).hasSize(1);

        birds.assertRefused(pip("lock", "--no-index", "--find-links", birds.files().toString(), WILD));
    }

    @Test
    void coversADependencyGroup() throws IOException {
        Files.writeString(sandbox.work().resolve("pyproject.toml"), """
                [dependency-groups]
                tame = ["%s"]
                wild = ["%s"]
                """.formatted(TAME, WILD));

        birds.assertAllowed(group("tame"));
        birds.assertRefused(group("wild"));
    }

    @Test
    void coversALockFile() throws IOException {
        birds.assertAllowed(pip("install", "-r", lock(TAME, "ourtame-1.0-py3-none-any.whl", "[[packages.wheels]]")));
        birds.assertRefused(pip("install", "-r", lock(WILD, "ourwild-1.0.tar.gz", "[packages.sdist]")));
    }

    private Result group(String name) throws IOException {
        return pip("install", "--no-index", "--find-links", birds.files().toString(), "--group", name);
    }

    private String lock(String project, String file, String table) throws IOException {
        var archive = birds.files().resolve(file);
        return Files.writeString(sandbox.work().resolve("pylock." + project + ".toml"), """
                lock-version = "1.0"
                created-by = "this test"

                [[packages]]
                name = "%s"
                version = "1.0"

                %s
                name = "%s"
                path = "%s"
                hashes = {sha256 = "%s"}
                """.formatted(project, table, file, archive, Sha256.of(Files.readAllBytes(archive)).hex())).toString();
    }

    private Result pip(String... arguments) throws IOException {
        return sandbox.run(Birds.words(List.of(python, "-m", "pip"), arguments));
    }
}
