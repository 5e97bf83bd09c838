package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

    @TempDir
    Path folder;

    @Test
    void completesCommandsAndOptionsInBash() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash");
        var script = Files.writeString(folder.resolve("weir.bash"), completion());

        assertThat(complete(script, "weir", "ver")).containsExactly("verify");
        assertThat(complete(script, "weir", "log", "--js")).containsExactly("--json");
    }

    private static String completion() {
        var out = new StringWriter();
        assertThat(Main.commandLine(Map.of()).setOut(new PrintWriter(out)).execute("completion")).isZero();
        return out.toString();
    }

    private static Iterable<String> complete(Path script, String... words) throws IOException, InterruptedException {
        var typed = String.join(" ", words);
        var bash = new ProcessBuilder("/bin/bash", "-c", """
                . "$1"; COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$2; COMP_POINT=${#COMP_LINE}
                _complete_weir weir "${COMP_WORDS[COMP_CWORD]}"; printf '%s\\n' "${COMPREPLY[@]}"
                """, "bash", script.toString(), typed).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().map(String::strip).toList();
    }
}
