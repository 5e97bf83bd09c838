package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Artifact;
import dev.weir.api.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hooks that want files and no archive.
class FilesForHooksTest {

    private static final Verdict ALLOW = new Verdict.Allow();

    @TempDir
    private Path root;

    @Test
    void areInAFolderForAProgram() throws Exception {
        var program = program("[ -f \"$path/a/b.py\" ] && [ \"$form\" = tree ]");
        try (var room = open("[hooks.scan]\nprogram = [\"" + program + "\"]\ntree = true\n");
                var client = room.greeted()) {
            assertThat(client.verdict(Gates.install(Gates.wheelIn(root)))).isEqualTo(ALLOW);
        }
    }

    @Test
    void areLeftInTheArchiveForAProgramThatDoesNotAsk() throws Exception {
        var program = program("[ -f \"$path\" ] && [ \"$form\" = archive ]");
        try (var room = open("[hooks.scan]\nprogram = [\"" + program + "\"]\n"); var client = room.greeted()) {
            assertThat(client.verdict(Gates.install(Gates.wheelIn(root)))).isEqualTo(ALLOW);
        }
    }

    @Test
    void areNotThereForAProgramWhereTheReaderRefusesTheArchive() throws Exception {
        var program = program("true");
        var wheel = Files.writeString(root.resolve("a-1.0-py3-none-any.whl"), "no archive");
        try (var room = open("[hooks.scan]\nprogram = [\"" + program + "\"]\ntree = true\n");
                var client = room.greeted()) {
            assertThat(client.verdict(Gates.install(wheel))).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void areInAFolderForAHookInJava() throws Exception {
        var hook = Hooks.artifact("hook", Artifact.Form.ARCHIVE, bits -> Files.exists(bits.tree().resolve("a/b.py"))
                ? List.of(Hooks.denial("seen"))
                : List.of());
        try (var room = EngineRoom.open(root, Transport.UNIX, "", hook); var client = room.greeted()) {
            assertThat(client.verdict(Gates.install(Gates.wheelIn(root)))).isEqualTo(new Verdict.Deny("seen"));
        }
    }

    private EngineRoom open(String settings) throws IOException {
        return EngineRoom.open(root, Transport.UNIX, settings);
    }

    /// One that finds nothing where a condition holds, and fails otherwise.
    private Path program(String condition) throws IOException {
        var program = Files.writeString(root.resolve("scan"), """
                #!/bin/sh
                question=$(cat)
                path=$(printf '%%s' "$question" | sed 's/.*"artifact":{"path":"\\([^"]*\\)".*/\\1/')
                form=$(printf '%%s' "$question" | sed 's/.*"form":"\\([^"]*\\)".*/\\1/')
                %s && printf '{"schema":1,"findings":[]}'
                """.formatted(condition));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
