package dev.weir.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    @TempDir
    Path folder;

    @Test
    void seesThePythonBehindAProgramThatChoosesOne() throws IOException {
        var python = program("python", "echo '" + folder.resolve("chosen") + "'");
        var chosen = program("chosen", "exit 0");

        assertThat(new Environment(python).itself()).isEqualTo(new Environment(chosen));
    }

    @Test
    void saysWhatIsNoPython() throws IOException {
        var silent = new Environment(program("python", "exit 0"));

        assertThatThrownBy(silent::itself).isInstanceOf(IOException.class)
                .hasMessage(silent.python() + " does not run as a Python does");
    }

    private Path program(String name, String script) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
