package dev.weir.verification.old;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.testkit.packages.Source;
import dev.weir.testkit.python.Python;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A build requirement that easy_install fetches and builds, in a process with no pip in it: on Python 3.6, whose environments have setuptools 40.6.2.
@Execution(ExecutionMode.CONCURRENT)
class SetupRequiresTest {

    private final Sandbox sandbox;
    private final Path ran;

    SetupRequiresTest() throws IOException {
        sandbox = Sandbox.open();
        ran = sandbox.folder().resolve("ran");
    }

    @BeforeEach
    void offer() throws IOException {
        var links = sandbox.folder().resolve("links");
        // It leaves its mark by another program: easy_install stops what writes a file itself.
        Source.of("dependency", "1.0").file("setup.py", """
                import subprocess
                from setuptools import setup
                subprocess.check_call(["touch", "%s"])
                setup(name="dependency", version="1.0")
                """.formatted(ran)).sdist(links);
        Source.of("parent", "1.0").file("setup.py", """
                from setuptools import setup
                setup(name="parent", version="1.0", setup_requires=["dependency"])
                """).file("setup.cfg", """
                [easy_install]
                find_links = %s
                index_url = file://%s
                """.formatted(links, links)).sdist(links);
    }

    @AfterEach
    void remove() throws IOException {
        sandbox.close();
    }

    @Test
    void runsWhereItIsAllowed() throws IOException {
        var result = install("other");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(ran).exists();
        assertThat(result.said()).contains("2 packages judged");
    }

    @Test
    void doesNotRunWhereItIsRefused() throws IOException {
        var result = install("dependency");
        assertThat(result.exit()).as(result.toString()).isEqualTo(10);
        assertThat(ran).doesNotExist();
        assertThat(result.said()).contains("'dependency 1.0' is denied");
    }

    private Result install(String denied) throws IOException {
        var python = Machine.oldPythons().stream().filter(each -> each.version().startsWith("3.6.")).findFirst();
        assumeTrue(python.isPresent(), "no Python 3.6");
        sandbox.settings("[names]\ndeny = [\"%s\"]\n".formatted(denied));
        return pip(python.orElseThrow()).run("install", "--no-index", "--find-links",
                sandbox.folder().resolve("links").toString(), "parent");
    }

    private AuditedPip pip(Python python) throws IOException {
        return AuditedPip.in(sandbox, "venv", Pip.of(python));
    }
}
