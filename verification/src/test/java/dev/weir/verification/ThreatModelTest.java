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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each promise of the threat model, and each way into pip, names the tests that show it.
class ThreatModelTest {

    private static final Path ROOT = Path.of("..");
    private static final Set<String> HEADS = Set.of("promise", "way in");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:\\.py)?)`");

    @ParameterizedTest
    @ValueSource(strings = {"threat-model.md", "ways-in.md"})
    void namesOnlyTestsThatExist(String page) throws IOException {
        var tests = tests();

        assertThat(rows(page)).isNotEmpty().allSatisfy(promise -> {
            var named = TEST.matcher(shownBy(promise)).results().map(found -> found.group(1)).toList();
            assertThat(named).as(promise).isNotEmpty().isSubsetOf(tests);
        });
    }

    private static List<String> rows(String page) throws IOException {
        return Files.readAllLines(ROOT.resolve("docs").resolve(page)).stream()
                .filter(line -> line.startsWith("| "))
                .filter(line -> !HEADS.contains(line.split("\\|", -1)[1].strip()))
                .toList();
    }

    /// The last column.
    private static String shownBy(String row) {
        var columns = row.split("\\|", -1);
        return columns[columns.length - 2];
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
