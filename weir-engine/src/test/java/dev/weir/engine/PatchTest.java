package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Artifact;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Hook;
import dev.weir.api.Patch;
import dev.weir.api.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {

    @TempDir
    private Path root;

    @Test
    void answersWithAChangedTree() throws Exception {
        try (var room = open(patching("fix", "setup.py", "patched\n")); var client = room.greeted()) {
            var tree = tree();
            var patched = (Verdict.Patched) client.verdict(Gates.install("vcs", tree));

            assertThat(patched.path().resolve("setup.py")).hasContent("patched\n");
            assertThat(patched.path().resolve("README")).hasContent("read me\n");
            assertThat(tree.resolve("setup.py")).hasContent("original\n");
        }
    }

    @Test
    void leavesTheRestOfTheTreeForTheInstallerToWriteTo() throws Exception {
        try (var room = open(patching("fix", "src/new.py", "new\n")); var client = room.greeted()) {
            var patched = (Verdict.Patched) client.verdict(Gates.install("vcs", tree()));

            assertThat(Files.writeString(patched.path().resolve("README"), "changed")).exists();
            assertThat(Files.getPosixFilePermissions(patched.path()).toString()).contains("OWNER_WRITE");
        }
    }

    @Test
    void removesTheChangedTreeWhenTheRunIsOver() throws Exception {
        try (var room = open(patching("fix", "setup.py", "patched\n"))) {
            Path path;
            try (var client = room.greeted()) {
                path = ((Verdict.Patched) client.verdict(Gates.install("vcs", tree()))).path();
            }
            room.engine().close();
            assertThat(path).doesNotExist();
        }
    }

    @Test
    void judgesTheChangedTreeAgain() throws Exception {
        var judge = Hooks.artifact("judge", bits -> text(bits).equals("patched\n")
                ? List.of(Hooks.denial("worse than before"))
                : List.of());
        try (var room = open(patching("fix", "setup.py", "patched\n"), judge); var client = room.greeted()) {
            assertThat(client.verdict(Gates.install("vcs", tree())))
                    .isEqualTo(new Verdict.Deny("worse than before"));
        }
    }

    @Test
    void changesNothingThatIsDeniedAsItIs() throws Exception {
        var judge = Hooks.artifact("judge", bits -> text(bits).equals("original\n")
                ? List.of(Hooks.denial("hostile"))
                : List.of());
        try (var room = open(patching("fix", "setup.py", "patched\n"), judge); var client = room.greeted()) {
            assertThat(client.verdict(Gates.install("vcs", tree()))).isEqualTo(new Verdict.Deny("hostile"));
        }
    }

    @Test
    void givesEachHookWhatThoseBeforeItHaveMade() throws Exception {
        var first = patching("a-first", "setup.py", "one ");
        var second = new Patching("b-second", bits -> new Patch(
                Map.of("setup.py", (text(bits) + "two").getBytes(StandardCharsets.UTF_8)), Set.of("README")));
        try (var room = open(first, second); var client = room.greeted()) {
            var patched = (Verdict.Patched) client.verdict(Gates.install("vcs", tree()));

            assertThat(patched.path().resolve("setup.py")).hasContent("one two");
            assertThat(patched.path().resolve("README")).doesNotExist();
        }
    }

    @Test
    void leavesAUsersOwnFolderAlone() throws Exception {
        try (var room = open(patching("fix", "setup.py", "patched\n")); var client = room.greeted()) {
            assertThat(client.verdict(Gates.install("directory", tree()))).isEqualTo(new Verdict.Allow());
        }
    }

    @Test
    void cannotDecideWhenAPatchThrows() throws Exception {
        var broken = new Patching("broken", _ -> {
            throw new IOException("no idea");
        });
        try (var room = open(broken); var client = room.greeted()) {
            assertThat(client.verdict(Gates.install("vcs", tree()))).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/etc/outside", "src/../../outside", "link/outside", "link"})
    void cannotDecideOnAPatchThatLeadsOutOfTheTree(String path) throws Exception {
        var tree = tree();
        Files.createSymbolicLink(tree.resolve("link"), root);
        try (var room = open(patching("fix", path, "x")); var client = room.greeted()) {
            assertThat(client.verdict(Gates.install("vcs", tree))).isInstanceOf(Verdict.Undecided.class);
            assertThat(root.resolve("outside")).doesNotExist();
        }
    }

    private EngineRoom open(Hook... hooks) throws IOException {
        return EngineRoom.open(root, Transport.UNIX, "", hooks);
    }

    private Path tree() throws IOException {
        var tree = Files.createDirectories(root.resolve("tree"));
        Files.writeString(tree.resolve("setup.py"), "original\n");
        Files.writeString(tree.resolve("README"), "read me\n");
        return tree;
    }

    private static String text(Artifact bits) throws IOException {
        try (var content = bits.open(new Artifact.Entry("setup.py", Artifact.Entry.Type.FILE, 0))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Hook patching(String name, String path, String content) {
        return new Patching(name,
                _ -> new Patch(Map.of(path, content.getBytes(StandardCharsets.UTF_8)), Set.of()));
    }

    private interface Change {
        Patch of(Artifact bits) throws IOException;
    }

    private record Patching(String name, Change change) implements Hook.PatchHook {

        @Override
        public Set<GateAction> gates() {
            return Set.of(GateAction.INSTALL);
        }

        @Override
        public Optional<Patch> patch(Gate.Install gate, Artifact bits) throws Exception {
            return Optional.of(change.of(bits));
        }
    }
}
