package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Artifact;
import dev.weir.api.Hook;
import dev.weir.api.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreesTest {

    private static final Verdict ALLOW = new Verdict.Allow();

    @TempDir
    private Path root;

    private Path tree;
    private Path archive;

    @BeforeEach
    void pack() throws Exception {
        archive = Gates.archiveIn(root);
        tree = root.resolve("simple-1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdist", "archive"})
    void allowsTheTreeThatTheArchiveHolds(String kind) throws Exception {
        try (var room = open(); var client = room.greeted()) {
            var digest = client.ask(Gates.unpack(kind, archive)).digest().orElseThrow();
            Files.delete(archive);

            assertThat(client.verdict(Gates.install(kind, tree, digest))).isEqualTo(ALLOW);
        }
    }

    @Test
    void deniesATreeThatWasChangedSince() throws Exception {
        try (var room = open(); var client = room.greeted()) {
            var digest = client.ask(Gates.unpack("sdist", archive)).digest().orElseThrow();
            Files.writeString(tree.resolve("setup.py"), "steal()\n");

            assertThat(client.verdict(Gates.install("sdist", tree, digest))).isEqualTo(new Verdict.Deny(
                    "the tree at " + tree + " is not what its archive holds: setup.py is not what the archive holds"));
        }
    }

    @Test
    void deniesAChangedTreeBeforeAHookSeesIt() throws Exception {
        var hook = Hooks.artifact("hook", Artifact.Form.TREE, _ -> List.of(Hooks.denial("seen")));
        try (var room = open(hook); var client = room.greeted()) {
            var digest = client.ask(Gates.unpack("sdist", archive)).digest().orElseThrow();
            Files.writeString(tree.resolve("more.py"), "");

            assertThat(client.verdict(Gates.install("sdist", tree, digest)))
                    .isInstanceOfSatisfying(Verdict.Deny.class, deny -> assertThat(deny.reason())
                            .endsWith("more.py is not in the archive"));
        }
    }

    @Test
    void deniesATreeOfAnArchiveThatWasNotJudgedInThisRun() throws Exception {
        try (var room = open(); var client = room.greeted(); var other = room.greeted()) {
            var digest = other.ask(Gates.unpack("sdist", archive)).digest().orElseThrow();

            assertThat(client.verdict(Gates.install("sdist", tree, digest))).isEqualTo(new Verdict.Deny(
                    "the tree at " + tree + " is of no archive that was judged in this run"));
        }
    }

    @Test
    void deniesATreeWhoseArchiveIsNotNamed() throws Exception {
        try (var room = open(); var client = room.greeted()) {
            client.ask(Gates.unpack("sdist", archive));

            assertThat(client.verdict(Gates.install("sdist", tree))).isInstanceOf(Verdict.Deny.class);
        }
    }

    /// The built-in hook that refuses it is not in this room.
    @Test
    void comparesNothingWhereTheReaderRefusesAnArchiveThatIsAllowed() throws Exception {
        Files.writeString(archive, "no archive");
        try (var room = open(); var client = room.greeted()) {
            var digest = client.ask(Gates.unpack("sdist", archive)).digest().orElseThrow();

            assertThat(client.verdict(Gates.install("sdist", tree, digest))).isEqualTo(ALLOW);
        }
    }

    private EngineRoom open(Hook... hooks) throws IOException {
        return EngineRoom.open(root, Transport.UNIX, "", hooks);
    }
}
