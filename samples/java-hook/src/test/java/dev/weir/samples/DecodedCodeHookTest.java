package dev.weir.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Artifact;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Finding;
import dev.weir.api.Gate;
import dev.weir.api.Hook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecodedCodeHookTest {

    private static final String HOSTILE = "import base64\n\nexec(base64.b64decode('cGFzcw=='))\n";

    @Test
    void objectsToASetupPyThatRunsWhatItDecodes() throws IOException {
        var findings = inspect(Artifact.Form.TREE, Map.of("setup.py", HOSTILE));

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().file()).contains("setup.py");
        assertThat(findings.getFirst().line()).isEqualTo(OptionalInt.of(3));
    }

    @Test
    void letsAnHonestSetupPyPass() throws IOException {
        assertThat(inspect(Artifact.Form.TREE, Map.of("setup.py", "from setuptools import setup\n"))).isEmpty();
    }

    @Test
    void readsNoOtherFile() throws IOException {
        assertThat(inspect(Artifact.Form.TREE, Map.of("tests/setup.py", HOSTILE))).isEmpty();
        assertThat(inspect(Artifact.Form.ARCHIVE, Map.of("setup.py", HOSTILE))).isEmpty();
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Hook.class)).hasAtLeastOneElementOfType(DecodedCodeHook.class);
    }

    private static List<Finding> inspect(Artifact.Form form, Map<String, String> files) throws IOException {
        return new DecodedCodeHook().inspect(new Gate.Install("pip", distribution()), new Bits(form, files));
    }

    private static Distribution distribution() {
        return new Distribution(
                "26.3", "sdist", Optional.of("any"), Optional.empty(), Optional.empty(), Optional.empty(),
                List.of("any"),
                Optional.empty(), Optional.empty(), Optional.of("/bits"), 0, Optional.empty(), "o-1", "{}");
    }

    private record Bits(Artifact.Form form, Map<String, String> files) implements Artifact {

        @Override
        public Digest digest() {
            return Digest.ofHex("0".repeat(64));
        }

        @Override
        public Stream<Entry> entries() {
            return files.keySet().stream().map(path -> new Entry(path, Entry.Type.FILE, 0));
        }

        @Override
        public InputStream open(Entry entry) {
            return new ByteArrayInputStream(files.getOrDefault(entry.path(), "").getBytes(StandardCharsets.UTF_8));
        }
    }
}
