package dev.weir.verification.pipsown;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.benchmarks.report.Page;
import dev.weir.testkit.python.Python;
import dev.weir.verification.machine.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The functional tests of the pip in a checkout (`weir.pips-own.checkout`), in environments with and without the shim. What was tried with the same build is
/// not tried again, unless `weir.pips-own.again` is set. `weir.pips-own.python` chooses a Python by what its version begins with, `weir.pips-own.part` parts by
/// their words, separated by commas; `weir.pips-own.jobs` says how many tests run at the same time.
@Tag("pips-own")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PipsOwnSuite {

    private static final Path TARGET = Path.of("target/pips-own-tests").toAbsolutePath();
    private static final Path PAGE = Machine.checkout().resolve("docs/compatibility.md");
    private static final int TRIES = 2; // More, of what differs.

    private final Sheets sheets = new Sheets(TARGET.resolve("sheets"));
    private final String build = Machine.build();
    private final Checkout checkout = Checkout.in(Path.of(System.getProperty("weir.pips-own.checkout", "")));
    private final Python python = python();
    private final Workshop workshop;

    PipsOwnSuite() throws IOException {
        var name = checkout.release() + "-" + python.version();
        workshop = Workshop.open(checkout, python, TARGET.resolve(name), Integer.getInteger("weir.pips-own.jobs", 1));
    }

    private static Python python() {
        var begin = System.getProperty("weir.pips-own.python", "");
        return Machine.pythons().reversed().stream().filter(python -> python.version().startsWith(begin)).findFirst()
                .orElseThrow(() -> new AssertionError("no Python " + begin + " was found"));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource
    void endsAlikeWithAndWithoutTheShim(Part part) throws IOException {
        var sheet = tried(part);
        sheets.store(sheet);
        assertThat(sheet.isProven()).as("verdicts: " + sheet.verdictsWith() + " with the shim, "
                + sheet.verdictsWithout() + " without").isTrue();
        assertThat(sheet.tests()).noneMatch(Tried::differs);
    }

    Stream<Part> endsAlikeWithAndWithoutTheShim() throws IOException {
        var done = Boolean.getBoolean("weir.pips-own.again")
                ? List.<Part>of()
                : sheets.all().stream().filter(this::isOfToday).map(Sheet::part).toList();
        var chosen = System.getProperty("weir.pips-own.part", "");
        return Stream.of(Part.values()).filter(part -> !done.contains(part))
                .filter(part -> chosen.isEmpty() || List.of(chosen.split(",", -1)).contains(part.word()));
    }

    private boolean isOfToday(Sheet sheet) {
        try {
            return sheet.build().equals(build) && sheet.release().equals(checkout.release())
                    && sheet.python().equals(python.version());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Sheet tried(Part part) throws IOException {
        var files = part.files(checkout.folder());
        var without = workshop.verdicts(Side.WITHOUT);
        var with = workshop.verdicts(Side.WITH);
        var tests = files.isEmpty() ? List.<Tried>of() : agreed(together(files));
        return new Sheet(build, checkout.release(), python.version(), part,
                workshop.verdicts(Side.WITHOUT) - without, workshop.verdicts(Side.WITH) - with, tests);
    }

    /// With what differs tried again: it may be a test that does not always end alike, or one whose server listens on the same port on both sides.
    private List<Tried> agreed(List<Tried> first) throws IOException {
        var tests = first;
        for (var again = 1; again <= TRIES && tests.stream().anyMatch(Tried::differs); again++) {
            var names = tests.stream().filter(Tried::differs).map(Tried::name).toList();
            var more = inTurn(names, again).stream().collect(toMap(Tried::name, Function.identity()));
            tests = tests.stream().map(test -> more.getOrDefault(test.name(), test)).toList();
        }
        return tests;
    }

    private List<Tried> together(List<String> names) throws IOException {
        var without = workshop.start(Side.WITHOUT, names);
        var with = workshop.start(Side.WITH, names);
        return Tried.of(without.outcomes(), with.outcomes(), 0);
    }

    private List<Tried> inTurn(List<String> names, int again) throws IOException {
        var without = workshop.start(Side.WITHOUT, names).outcomes();
        var with = workshop.start(Side.WITH, names).outcomes();
        return Tried.of(without, with, again);
    }

    @AfterAll
    void writeTheTable() throws IOException {
        workshop.close();
        var table = new PipsOwnTable(sheets.all()).text();
        Files.writeString(TARGET.resolve("table.md"), table);
        Files.writeString(PAGE, new Page(Files.readString(PAGE)).with("pips-own-tests", table).text());
    }
}
