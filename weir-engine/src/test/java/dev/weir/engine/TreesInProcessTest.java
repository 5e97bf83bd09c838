package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Digest;
import dev.weir.api.Verdict;
import dev.weir.packaging.tree.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreesInProcessTest {

    private static final String NOTHING_HELD =
            "in-process = ['/a/hook.py:hook']\nin-process-trees = true\n[engine]\nheld-size = 0\n";

    @TempDir
    private Path root;

    @Test
    void areThereUntilTheGateWasJudged() throws Exception {
        var wheel = Gates.wheelIn(root);
        try (var room = open(NOTHING_HELD); var client = room.greeted()) {
            var gate = Gates.install(wheel, digest(wheel));
            var tree = client.unpack(gate).orElseThrow();

            assertThat(tree.resolve("a/b.py")).hasContent("b = 1\n");
            assertThat(client.verdict(gate)).isEqualTo(new Verdict.Allow());
            assertThat(tree).doesNotExist();
        }
    }

    @Test
    void areGoneAfterARunThatDoesNotAsk() throws Exception {
        var wheel = Gates.wheelIn(root);
        try (var room = open(NOTHING_HELD)) {
            Path tree;
            try (var client = room.greeted()) {
                tree = client.unpack(Gates.install(wheel, digest(wheel))).orElseThrow();
                client.bye();
                client.shim().awaitEnd();
            }
            room.engine().close();
            assertThat(tree).doesNotExist();
        }
    }

    @Test
    void areRefusedWithTheGateWhereTheReaderRefusesTheArchive() throws Exception {
        var wheel = Files.writeString(root.resolve("a-1.0-py3-none-any.whl"), "no archive");
        try (var room = open(NOTHING_HELD); var client = room.greeted()) {
            var gate = Gates.install(wheel, digest(wheel));

            assertThat(client.unpack(gate)).isEmpty();
            assertThat(client.verdict(gate)).isInstanceOfSatisfying(Verdict.Deny.class,
                    deny -> assertThat(deny.reason()).startsWith("the archive cannot be unpacked: "));
        }
    }

    @Test
    void areOfTheBitsThatTheInstallerSaw() throws Exception {
        var wheel = Gates.wheelIn(root);
        try (var room = open(NOTHING_HELD); var client = room.greeted()) {
            var gate = Gates.install(wheel, Digest.ofHex("0".repeat(64)));

            assertThat(client.unpack(gate)).isEmpty();
            assertThat(client.verdict(gate)).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "in-process = ['/a/h.py:h']; false", "in-process-trees = true; false",
            "in-process = ['/a/h.py:h']@in-process-trees = true; true"})
    void areForHooksThatWantThem(String settings, boolean wanted) throws Exception {
        try (var room = open(settings.replace('@', '\n')); var client = room.greeted()) {
            assertThat(client.ready().trees()).isEqualTo(wanted);
        }
    }

    private EngineRoom open(String settings) throws IOException {
        return EngineRoom.open(root, Transport.UNIX, settings);
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.ofHex(Sha256.ofFile(file).hex());
    }
}
