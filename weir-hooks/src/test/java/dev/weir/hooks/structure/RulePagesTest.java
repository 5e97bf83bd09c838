package dev.weir.hooks.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Keeps `docs/rules` in step with the code. `-Dweir.update-docs=true` writes it anew.
class RulePagesTest {

    private static final Path FOLDER = Path.of("..", "docs", "rules");

    @Test
    void documentsEveryRule() throws IOException {
        if (Boolean.getBoolean("weir.update-docs")) {
            write();
        }

        assertThat(read()).as("made by mvn -pl weir-hooks -am test -Dweir.update-docs=true").isEqualTo(RulePages.all());
    }

    private static void write() throws IOException {
        Files.createDirectories(FOLDER);
        for (var page : RulePages.all().entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        }
    }

    private static Map<String, String> read() throws IOException {
        var pages = new TreeMap<String, String>();
        try (var files = Files.list(FOLDER)) {
            for (var file : files.toList()) {
                pages.put(String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return pages;
    }
}
