package dev.weir.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each promise of the threat model names the tests that show it.
class ThreatModelTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:\\.py)?)`");

    @Test
    void namesOnlyTestsThatExist() throws IOException {
        var tests = tests();

        assertThat(promises()).isNotEmpty().allSatisfy(promise -> {
            var named = TEST.matcher(shownBy(promise)).results().map(found -> found.group(1)).toList();
            assertThat(named).as(promise).isNotEmpty().isSubsetOf(tests);
        });
    }

    private static List<String> promises() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs").resolve("threat-model.md")).stream()
                .filter(line -> line.startsWith("| "))
                .filter(line -> !line.startsWith("| promise "))
                .toList();
    }

    private static String shownBy(String promise) {
        return promise.split("\\|", -1)[3];
    }

    private static Set<String> tests() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.filter(ThreatModelTest::isTest)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isTest(Path file) {
        var path = ROOT.relativize(file).toString();
        return Stream.of("src/test/java/", "python/tests/").anyMatch(path::contains);
    }
}
