package dev.weir.verification.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.HookJar;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A hook of a distributor changes a package before it is built, as GraalPy has to.
class PatchedInstallTest {

    private static final String HOOK = """
            import dev.weir.api.*;
            import java.nio.charset.StandardCharsets;
            import java.util.*;

            public final class Fix implements Hook.PatchHook {
                public String name() {
                    return "fix";
                }

                public Set<GateAction> gates() {
                    return Set.of(GateAction.INSTALL);
                }

                public Optional<Patch> patch(Gate.Install gate, Artifact bits) {
                    var text = "def word():\\n    return 'patched'\\n".getBytes(StandardCharsets.UTF_8);
                    return Optional.of(new Patch(Map.of("src/alpha/__init__.py", text), Set.of()));
                }
            }
            """;

    private final Sandbox sandbox;
    private final AuditedPip pip;
    private final Path packages;

    PatchedInstallTest() throws IOException {
        sandbox = Sandbox.open();
        pip = AuditedPip.in(sandbox);
        packages = sandbox.folder().resolve("packages");
        var jar = HookJar.make(sandbox.folder(), "Fix", HOOK);
        sandbox.settings("jars = [\"" + jar + "\"]\n");
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void installsWhatTheHookMadeOfASourceArchive() throws IOException {
        alpha().sdist(packages);

        pip.run("install", "--no-index", "--find-links", packages.toString(), "alpha").orFail();

        assertThat(word()).isEqualTo("patched");
    }

    @Test
    void leavesAUsersOwnFolderAsItIs() throws IOException {
        var folder = packages.resolve("alpha");
        alpha().tree().writeTo(folder);

        pip.run("install", "--no-index", folder.toString()).orFail();

        assertThat(word()).isEqualTo("original");
        assertThat(Files.readString(folder.resolve("src/alpha/__init__.py"))).contains("original");
    }

    private static Source alpha() {
        return Source.of("alpha", "1.0")
                .file("src/alpha/__init__.py", "def word():\n    return 'original'\n")
                .builtBy(Backend.plain());
    }

    private String word() throws IOException {
        return sandbox.run(pip.python(), "-c", "import alpha; print(alpha.word())").orFail().out().strip();
    }
}
