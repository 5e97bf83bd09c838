package dev.weir.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportTest {

    @TempDir
    private Path folder;

    @Test
    void listensWhereNoEngineHasListenedBefore() throws Exception {
        var killed = Transport.UNIX.listen(List.of(folder), "0123456789ab");
        killed.server().close();
        var other = Files.createFile(folder.resolve("ba9876543210-00000000.sock"));

        var next = Transport.UNIX.listen(List.of(folder), "0123456789ab");

        try (var _ = next.server(); var left = Files.list(folder)) {
            assertThat(next.address()).isNotEqualTo(killed.address());
            assertThat(left).containsExactlyInAnyOrder(other, next.socket().orElseThrow());
        }
    }
}
