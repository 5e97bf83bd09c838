package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportTest {

    @TempDir
    private Path folder;

    @Test
    void listensWhereNoEngineHasListenedBefore() throws Exception {
        try (var killed = Transport.UNIX.listen(List.of(folder), "0123456789ab");
                var next = Transport.UNIX.listen(List.of(folder), "0123456789ab")) {
            assertThat(next.address()).isNotEqualTo(killed.address());
            assertThat(next.socket().orElseThrow()).hasParent(folder).exists();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void passesOverAFolderWhosePathIsTooLong() throws Exception {
        var deep = folder.resolve("x".repeat(100));

        try (var listening = Transport.UNIX.listen(List.of(deep, folder), "0123456789ab")) {
            assertThat(listening.socket().orElseThrow()).hasParent(folder);
        }
        assertThat(deep).doesNotExist();
    }

    @Test
    void makesAFolderOfItsOwnWhereEveryPathIsTooLong() throws Exception {
        var listening = Transport.UNIX.listen(List.of(folder.resolve("x".repeat(100))), "0123456789ab");
        var own = listening.socket().orElseThrow().resolveSibling("");
        try (listening) {
            assertThat(Files.getPosixFilePermissions(own)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(Transport.UNIX.answers(listening.address())).isTrue();
        }
        assertThat(own).doesNotExist();
    }

    @Test
    void passesOverAFolderThatOthersCanChange() throws Exception {
        var open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        try (var listening = Transport.UNIX.listen(List.of(open, folder), "0123456789ab")) {
            assertThat(listening.socket().orElseThrow()).hasParent(folder);
        }
    }

    @Test
    void passesOverWhatIsNoFolder() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        try (var listening = Transport.UNIX.listen(List.of(file.resolve("weir"), folder), "0123456789ab")) {
            assertThat(listening.socket().orElseThrow()).hasParent(folder);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersOnlyWhileItListens(Transport transport) throws Exception {
        var listening = transport.listen(List.of(folder), "0123456789ab");
        try (listening) {
            assertThat(transport.answers(listening.address())).isTrue();
        }
        assertThat(transport.answers(listening.address())).isFalse();
    }
}
