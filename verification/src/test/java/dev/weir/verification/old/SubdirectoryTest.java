package dev.weir.verification.old;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.testkit.packages.GitRepository;
import dev.weir.testkit.packages.Source;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs.Pip;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// A package in a folder of a repository. Old pips make an empty folder beside its `setup.py` before they run that: on Python 3.6, which brings pip 18.1.
class SubdirectoryTest {

    @Test
    void isNoTampering() throws IOException {
        var python = Machine.oldPythons().stream().filter(each -> each.version().startsWith("3.6.")).findFirst();
        assumeTrue(python.isPresent(), "no Python 3.6");
        try (var sandbox = Sandbox.open()) {
            var source = Source.of("inner", "1.0").setupPy("").file("src/inner/__init__.py", "").tree().into("inner");
            var repository = GitRepository.of(source, sandbox.folder().resolve("outer"));
            var pip = AuditedPip.in(sandbox, "venv", Pip.of(python.orElseThrow()));
            var result = pip.run("install", "--no-index", repository.url() + "#egg=inner&subdirectory=inner");
            assertThat(result.exit()).as(result.toString()).isZero();
        }
    }
}
