package dev.weir.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Keeps the page of the audit events, and the tables of the contract, in step with the code. `-Dweir.update-docs=true` writes the page anew.
class AuditEventsReferenceTest {

    private static final Path PAGE = Spec.ROOT.resolve("docs/reference/audit-events.md");
    private static final String CONTRACT = Spec.text("events.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\d+ \\| (?<name>\\w+) \\| (?<type>[^|]+) \\|");
    private static final Pattern LINK = Pattern.compile("\\]\\((?<file>\\.\\./[^)#]*)(?:#(?<anchor>[^)]*))?\\)");

    @Test
    void documentsEveryEvent() throws IOException {
        var page = AuditEventsPage.write();
        if (Boolean.getBoolean("weir.update-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("made by mvn -pl weir-wire -am test -Dweir.update-docs=true").content().isEqualTo(page);
    }

    @Test
    void linksToWhatIsThere() {
        assertThat(LINK.matcher(AuditEventsPage.write()).results()).isNotEmpty().allSatisfy(link -> {
            var file = PAGE.resolveSibling(link.group("file"));
            assertThat(file).exists();
            assertThat(link.group("anchor")).satisfiesAnyOf(
                    anchor -> assertThat(anchor).isNull(),
                    anchor -> assertThat(anchors(file)).contains(anchor));
        });
    }

    /// As a page of Markdown makes them of its headings.
    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = "CANDIDATE", mode = Mode.EXCLUDE)
    void hasTheArgumentsOfTheContract(TupleKind kind) {
        var heading = "## The " + kind.word() + " tuple\n";
        var section = CONTRACT.substring(CONTRACT.indexOf(heading) + heading.length());
        var rows = ROW.matcher(section.substring(0, section.indexOf("\n## "))).results()
                .map(row -> row.group("name") + ": " + row.group("type"));

        assertThat(rows).isEqualTo(
                kind.arguments().stream().map(argument -> argument.name() + ": " + argument.type().words()).toList());
    }

    @Test
    void hasTheFormatThatTheContractAndTheSampleName() throws IOException {
        var format = TupleKind.DISTRIBUTION.format();

        assertThat(CONTRACT).contains("`PyArg_ParseTuple` format: `" + format + "`",
                "a `.done` has `" + TupleKind.format(TupleKind.DONE) + "` more");
        assertThat(Spec.ROOT.resolve("samples/c-hook/decoded_code.c")).content().contains("\"" + format + "\"");
    }
}
