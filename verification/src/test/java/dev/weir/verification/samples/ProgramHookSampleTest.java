package dev.weir.verification.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.verification.machine.Machine;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramHookSampleTest {

    private static final String NOTHING = "{\"schema\":1,\"findings\":[]}\n";
    private static final String INPUT = """
            {"schema":1,"hook":"decoded-code","event":"pip.install","args":[1,"26.3","sdist","x"],\
            "artifact":{"path":"%s","digest":"sha256:0","form":"tree"}}
            """;

    private final Sandbox sandbox;

    ProgramHookSampleTest() throws IOException {
        sandbox = Sandbox.open();
    }

    @AfterEach
    void close() throws IOException {
        sandbox.close();
    }

    @Test
    void objectsWithTheFileAndTheLine() throws IOException {
        var result = hook(INPUT.formatted(hostile(sandbox.work())));

        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .startsWith("{\"schema\":1,\"findings\":[{\"rule\":\"sample.decoded-code\",\"action\":\"deny\"")
                .contains("\"file\":\"setup.py\",\"line\":3,")
                .endsWith("}]}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a folder", "{brace}", "a,b:c", "'", "*"})
    void readsAPathOfManySigns(String name) throws IOException {
        assertThat(hook(INPUT.formatted(hostile(Files.createDirectory(sandbox.work().resolve(name))))).out())
                .contains("\"line\":3,");
    }

    @Test
    void readsJsonWithSpaces() throws IOException {
        var spaced = INPUT.formatted(hostile(sandbox.work())).replace("\":", "\" : ").replace("[1,", "[ 1 , ");

        assertThat(hook(spaced).out()).contains("\"line\":3,");
    }

    @Test
    void letsAnHonestTreePass() throws IOException {
        Files.writeString(sandbox.work().resolve("setup.py"), "from setuptools import setup\n");

        assertThat(hook(INPUT.formatted(sandbox.work()))).extracting(Result::exit, Result::out).containsExactly(0,
                NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "\"args\":[1,|\"args\":[2,",
            "\"args\":[1,|\"args\":[\"1\",",
            "pip.install|pip.write",
            "\"form\":\"tree\"|\"form\":\"archive\""})
    void leavesAloneWhatIsNotItsOwn(String change) throws IOException {
        var halves = change.split("\\|", -1);
        var input = INPUT.formatted(hostile(sandbox.work()));

        assertThat(hook(input.replace(halves[0], halves[1]))).extracting(Result::exit, Result::out).containsExactly(0,
                NOTHING);
    }

    @Test
    void isNotMisledByTextInsideAnArgument() throws IOException {
        var empty = Files.createDirectory(sandbox.work().resolve("empty"));
        var input = INPUT.formatted(hostile(sandbox.work()));
        var misleading = input.replace("\"x\"", "\"\\\"artifact\\\":{\\\"path\\\":\\\"" + empty + "\\\"}\"");

        assertThat(hook(misleading).out()).contains("\"line\":3,");
    }

    @Test
    void failsWhereItCannotReadThePath() throws IOException {
        assertThat(hook(INPUT.formatted("/a\\\"b")).exit()).isEqualTo(1);
        assertThat(hook(INPUT.replace("\"path\"", "\"place\"")).exit()).isEqualTo(1);
    }

    private Result hook(String input) throws IOException {
        var file = Files.writeString(sandbox.folder().resolve("input.json"), input);
        var hook = Machine.checkout().resolve("samples/program-hook/decoded-code").toString();
        return sandbox.run("sh", "-c", "exec \"$0\" < \"$1\"", hook, file.toString());
    }

    private static Path hostile(Path folder) throws IOException {
        Files.writeString(folder.resolve("setup.py"), "import base64\n\nexec(base64.b64decode('cGFzcw=='))\n");
        return folder;
    }
}
