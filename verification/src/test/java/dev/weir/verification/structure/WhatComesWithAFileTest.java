package dev.weir.verification.structure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Backend;
import dev.weir.testkit.packages.Source;
import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Index;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import dev.weir.verification.machine.Venvs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Archives that are right, from an index that says something else, and into an environment in which another has its place.
@Execution(ExecutionMode.CONCURRENT)
class WhatComesWithAFileTest {

    private static final String METADATA = "Metadata-Version: 2.1\nName: alpha\nVersion: 1.0\n";
    private static final String WHEEL = "alpha-1.0-py3-none-any.whl";

    private final Sandbox sandbox;
    private final AuditedPip pip;
    private final Index index;

    WhatComesWithAFileTest() throws IOException {
        sandbox = Sandbox.open();
        pip = AuditedPip.in(sandbox);
        index = new Index(sandbox.folder().resolve("files"));
    }

    @AfterEach
    void close() throws IOException {
        index.close();
        sandbox.close();
    }

    @Test
    void refusesMetadataThatAreNotThoseOfTheWheel() throws IOException {
        var wheel = Wheel.of("alpha", "1.0").file("alpha.py", "");
        wheel.writeTo(files());
        index.serveMetadata(WHEEL, bytes(METADATA + "Summary: another\n"));
        var before = pip.traces();

        assertRefused(install("alpha"), "structure.served-metadata");
        assertThat(pip.traces()).isEqualTo(before);

        index.serveMetadata(WHEEL, bytes(wheel.project().metadata()));
        install("alpha").orFail();
    }

    @Test
    void refusesMetadataReadFromAfarThatAreNotThoseOfTheWheel() throws IOException {
        var honest = Wheel.of("alpha", "1.0").file("alpha.py", "");
        index.serveInParts(WHEEL, honest.bytes());
        Wheel.of("alpha", "1.0", "beta").file("alpha.py", "").writeTo(files());
        var before = pip.traces();

        assertRefused(install("--use-feature=fast-deps", "alpha"), "structure.served-metadata");
        assertThat(pip.traces()).isEqualTo(before);

        honest.writeTo(files());
        install("--use-feature=fast-deps", "alpha").orFail();
    }

    @Test
    void refusesAnotherNameInAHeader() throws IOException {
        Wheel.of("alpha", "1.0").file("alpha.py", "").writeTo(files());
        index.serveDisposition(WHEEL, "attachment; filename=../" + WHEEL);

        assertRefused(install("alpha"), "structure.served-name");

        index.serveDisposition(WHEEL, "attachment; filename=" + WHEEL);
        install("--no-cache-dir", "alpha").orFail();
    }

    @Test
    void refusesASourceThatIsServedAsAnotherFormat() throws IOException {
        var source = Source.of("beta", "1.0").builtBy(Backend.plain()).sdist(files());
        var name = String.valueOf(source.getFileName());
        index.serveType(name, "application/zip");

        assertRefused(install("beta"), "structure.format-mismatch");

        index.serveType(name, "application/x-gzip");
        install("--no-cache-dir", "beta").orFail();
    }

    @Test
    void refusesToReplaceAFileOfAnother() throws IOException {
        Wheel.of("alpha", "1.0").file("alpha-1.0.data/data/share/it", "1").writeTo(files());
        Wheel.of("beta", "1.0").file("beta-1.0.data/data/share/it", "2").writeTo(files());
        Wheel.of("alpha", "2.0").file("alpha-2.0.data/data/share/it", "3").writeTo(files());
        install("alpha==1.0").orFail();

        assertRefused(install("beta"), "structure.others-file");
        assertThat(pip.environment().resolve("share/it")).hasContent("1");
        assertThat(Venvs.site(pip.environment()).resolve("beta-1.0.dist-info")).doesNotExist();

        install("--upgrade", "alpha").orFail();
        assertThat(pip.environment().resolve("share/it")).hasContent("3");
    }

    @Test
    void refusesToReplaceAFileOfAnotherInAFolderOfItsOwn() throws IOException {
        Wheel.of("alpha", "1.0").file("alpha-1.0.data/data/share/it", "1").writeTo(files());
        Wheel.of("beta", "1.0").file("beta-1.0.data/data/share/it", "2").writeTo(files());
        var target = sandbox.folder().resolve("target").toString();
        install("--target", target, "alpha").orFail();

        assertRefused(install("--upgrade", "--target", target, "beta"), "structure.others-file");
        install("beta").orFail();
    }

    private static void assertRefused(Result result, String rule) {
        assertThat(result.exit()).as(result::toString).isEqualTo(10);
        assertThat(result.err()).contains("weir refused: ", rule);
    }

    private Result install(String... asked) throws IOException {
        var command = new ArrayList<>(List.of("install", "--index-url", index.url()));
        command.addAll(List.of(asked));
        return pip.run(command.toArray(String[]::new));
    }

    private Path files() {
        return sandbox.folder().resolve("files");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
