package dev.weir.cli.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterTest {

    @TempDir
    Path folder;

    @Test
    void takesThePythonThatWeirPipTakes() throws IOException {
        var python = executable("python");
        var environment = Map.of("PATH", folder.toString());
        assertThat(Interpreter.find(environment)).contains(python);
        var python3 = executable("python3");
        assertThat(Interpreter.find(environment)).contains(python3);

        assertThat(Interpreter.find(Map.of("PATH", folder.toString(), "VIRTUAL_ENV", "/v", "CONDA_PREFIX", "/c")))
                .contains(Path.of("/v/bin/python"));
        assertThat(Interpreter.find(Map.of("PATH", "", "CONDA_PREFIX", "/c"))).contains(Path.of("/c/bin/python"));
        assertThat(Interpreter.find(Map.of())).isEmpty();
    }

    @Test
    void takesThatOfAnEnvironmentOrTheOneNamed() throws IOException {
        Files.createDirectory(folder.resolve("bin"));
        var python = executable("bin/python");

        assertThat(Interpreter.at(folder)).contains(python);
        assertThat(Interpreter.at(python)).contains(python);
        assertThat(Interpreter.at(folder.resolve("bin"))).isEmpty();
        assertThat(Interpreter.at(folder.resolve("absent"))).isEmpty();
    }

    private Path executable(String name) throws IOException {
        var file = Files.createFile(folder.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
