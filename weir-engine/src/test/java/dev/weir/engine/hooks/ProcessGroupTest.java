package dev.weir.engine.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessGroupTest {

    private final ProcessGroup group = ProcessGroup.ofThisPlatform();

    @Test
    void leavesWhatWasWrittenToBeRead() throws Exception {
        var leader = new ProcessBuilder(group.command(List.of("/bin/echo", "answer"))).start();
        leader.waitFor();

        group.kill(leader);

        assertThat(leader.getInputStream().readAllBytes()).asString().isEqualTo("answer\n");
    }
}
