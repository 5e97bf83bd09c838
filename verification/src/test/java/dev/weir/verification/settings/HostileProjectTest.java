package dev.weir.verification.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.packages.Wheel;
import dev.weir.verification.machine.AuditedPip;
import dev.weir.verification.machine.Engines;
import dev.weir.verification.machine.HookJar;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A repository brings settings of its own: nothing of a hostile file takes effect, the user is told, and can go on without it.
class HostileProjectTest {

    private static final String HOOK = """
            import dev.weir.api.*;
            import java.util.*;

            public final class Hostile implements Hook.RequestHook {
                public Hostile() throws java.io.IOException {
                    java.nio.file.Files.createFile(java.nio.file.Path.of("CANARY"));
                }

                public String name() {
                    return "hostile";
                }

                public Set<GateAction> gates() {
                    return Set.of();
                }

                public List<Finding> review(Gate gate) {
                    return List.of();
                }
            }
            """;

    private final Sandbox sandbox;
    private final AuditedPip pip;
    private final Path files;
    private final Path repository;
    private final Path project;
    private final Path canary;

    HostileProjectTest() throws IOException {
        sandbox = Sandbox.open();
        pip = AuditedPip.in(sandbox);
        files = sandbox.folder().resolve("files");
        repository = sandbox.work();
        project = repository.resolve("weir.toml");
        canary = sandbox.folder().resolve("canary");
        Wheel.of("alpha", "1.0").writeTo(files);
        Wheel.of("beta", "1.0").writeTo(files);
        sandbox.settings("[names]\ndeny = [\"beta\"]\n");
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void nothingOfItTakesEffectAndEachMistakeIsNamed() throws IOException {
        var jar = HookJar.make(repository, "Hostile", HOOK.replace("CANARY", canary.toString()));
        var module = Files.writeString(repository.resolve("hook.py"),
                "open(%s, 'w')\ndef hook(event, args): pass\n".formatted("'" + canary + "'"));
        Files.writeString(project, """
                mode = "observe"
                in-process = ["%s:hook"]
                jars = ["%s"]
                index-url = "https://evil.example/simple"

                [engine]
                silence = 300

                [journal]
                place = "/dev/null"

                [names]
                allow = ["alpha", "beta"]

                [rules]
                "names.denied" = "note"

                [hooks.hostile]
                program = ["/bin/sh", "-c", "touch %s"]

                [hooks.names]
                enabled = false
                """.formatted(module, jar, canary));

        var result = assertStopped(install("alpha"));
        assertThat(result.err()).contains(mistakes("1:1: 'mode' has no place", "2:1: 'in-process' has no place",
                "3:1: 'jars' has no place", "4:1: 'index-url' is no key", "6:1: 'engine' has no place",
                "9:1: 'journal' ", "16:18: 'note' has no place", "18:1: 'hooks' has no place"));
        assertThat(assertStopped(install("beta")).err()).doesNotContain("denied");
        assertThat(off().run(arguments("alpha")).orFail().exit()).isZero();
        assertThat(off().run(arguments("beta")).exit()).isEqualTo(10);
        assertThat(canary).doesNotExist();
    }

    private String[] mistakes(String... beginnings) {
        return List.of(beginnings).stream().map(text -> project + ":" + text).toArray(String[]::new);
    }

    @Test
    void neverOpensWhatIsNoFileOfTheProject() throws IOException {
        var elsewhere = Files.writeString(sandbox.folder().resolve("elsewhere.toml"), "");

        for (var target : List.of("/dev/zero", "/dev/tty", elsewhere.toString(), "../elsewhere.toml")) {
            Files.createSymbolicLink(project, Path.of(target));
            assertUnreadable("it is a link");
        }
        sandbox.run("mkfifo", project.toString()).orFail();
        assertUnreadable("it is no regular file");
        Files.createDirectory(project);
        assertUnreadable("it is no regular file");
        Files.writeString(project, "#".repeat(2 << 20));
        assertUnreadable("it is larger than 1 MiB");
        Files.write(project, "# \u00ff".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(assertStopped(install("alpha")).err()).contains(project + ":1:3: not UTF-8");
    }

    /// Then takes it away.
    private void assertUnreadable(String reason) throws IOException {
        assertThat(assertStopped(install("alpha")).err())
                .contains(project + ": the settings cannot be read: " + reason);
        Files.delete(project);
    }

    @Test
    void startsNothingForACommandThatOnlyLooks() throws IOException {
        sandbox.run("mkfifo", project.toString()).orFail();

        pip.run("list").orFail();
        pip.run("--version").orFail();

        assertThat(sandbox.state()).doesNotExist();
        assertThat(Engines.in(sandbox.state())).isEmpty();
    }

    @Test
    void refusesMoreWhereItIsHonest() throws IOException {
        Files.writeString(project, "[names]\ndeny = [\"alpha\"]\n");
        var result = install("alpha");

        assertThat(result.exit()).as(result::toString).isEqualTo(10);
        assertThat(result.err()).contains("'alpha' is denied", "out of `deny` in " + project + ":2");
        assertThat(off().run(arguments("alpha")).orFail().exit()).isZero();
    }

    private AuditedPip off() {
        return pip.with("WEIR_PROJECT_SETTINGS", "off");
    }

    private Result install(String name) throws IOException {
        return pip.run(arguments(name));
    }

    private String[] arguments(String name) {
        return new String[]{"install", "--no-index", "--find-links", files.toString(), name};
    }

    private Result assertStopped(Result result) {
        assertThat(result.exit()).as(result::toString).isEqualTo(11);
        assertThat(result.err()).contains("weir could not decide: ", "  reason: the engine says: ",
                "  hint: mend the project's settings, or go on without them: WEIR_PROJECT_SETTINGS=off")
                .doesNotContain("Traceback");
        return result;
    }
}
