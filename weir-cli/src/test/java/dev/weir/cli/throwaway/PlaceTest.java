package dev.weir.cli.throwaway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {

    @TempDir
    Path folder;

    @Test
    void isMadeAmongTheTemporaryFilesOfItsUser() throws IOException {
        assertThat(place().folder().getParent()).isEqualTo(folder.toRealPath());
    }

    @Test
    void leavesOutSettingsOfPipAndPythonAndWeir() throws IOException {
        var user = Map.of("PIP_INDEX_URL", "x", "PYTHONPATH", "x", "WEIR_RUN", "x", "VIRTUAL_ENV", "x", "HOME", "/home",
                "WEIR_TRANSPORT", "loopback", "XDG_STATE_HOME", "x");
        var place = place();

        assertThat(place.environment(user)).doesNotContainValue("x").containsEntry("HOME", "/home")
                .containsEntry("WEIR_TRANSPORT", "loopback").containsEntry("XDG_STATE_HOME", place.state().toString());
    }

    @Test
    void knowsWhatAProgramSaidAndHowItEnded() throws IOException {
        var child = programs().start(Map.of("MORE", "said"), List.of("sh", "-c", "echo $MORE; exit 3"));

        assertThat(child.await()).isEqualTo(3);
        assertThat(child.said()).containsExactly("said");
    }

    @Test
    void endsAllProgramsAndStartsNoOther() throws IOException {
        var programs = programs();
        var child = programs.start(Map.of(), List.of("sleep", "600"));

        programs.end();

        assertThat(child.process().isAlive()).isFalse();
        assertThatThrownBy(() -> programs.start(Map.of(), List.of("true"))).isInstanceOf(IOException.class)
                .hasMessage("interrupted");
    }

    private Programs programs() throws IOException {
        var place = place();
        return new Programs(place, place.environment(Map.of("PATH", System.getenv("PATH"))));
    }

    private Place place() throws IOException {
        return Place.create("place-", Map.of("TMPDIR", folder.toString()));
    }
}
