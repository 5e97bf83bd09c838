package dev.weir.verification.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A hook in pip's process that reads files and no archive.
class FilesInProcessTest {

    private static final String HOOK = """
            import json, os

            def hook(event, arguments):
                if event == "pip.install":
                    tree = json.loads(arguments[14])["tree"]
                    with open(os.path.join(tree, "alpha", "__init__.py")) as module:
                        if "evil" in module.read():
                            raise ValueError("evil in " + os.path.relpath(module.name, tree))
            """;

    private final Sandbox sandbox;
    private final AuditedPip pip;
    private final Path packages;

    FilesInProcessTest() throws IOException {
        sandbox = Sandbox.open();
        pip = AuditedPip.in(sandbox);
        packages = Files.createDirectories(sandbox.folder().resolve("packages"));
        var hook = Files.writeString(sandbox.folder().resolve("files.py"), HOOK);
        sandbox.settings("in-process = [\"%s:hook\"]\nin-process-trees = true\n".formatted(hook));
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void allowsByWhatItReads() throws IOException {
        Wheel.of("alpha", "1.0").file("alpha/__init__.py", "good = 1\n").writeTo(packages);

        install().orFail();
    }

    @Test
    void refusesByWhatItReads() throws IOException {
        Wheel.of("alpha", "1.0").file("alpha/__init__.py", "evil = 1\n").writeTo(packages);

        var result = install();

        assertThat(result.exit()).as(result.toString()).isEqualTo(10);
        assertThat(result.err()).contains("evil in alpha/__init__.py");
    }

    private Result install() throws IOException {
        return pip.run("install", "--no-index", "--no-cache-dir", "--find-links", packages.toString(), "alpha");
    }
}
