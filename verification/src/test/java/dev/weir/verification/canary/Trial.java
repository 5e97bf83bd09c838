package dev.weir.verification.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.Outcome;
import dev.weir.testkit.packages.Canary.Mark;
import dev.weir.verification.machine.JournalTail;
import dev.weir.verification.machine.JournalTail.Place;
import dev.weir.verification.machine.Result;
import dev.weir.verification.machine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One cell, carried out; and what must be so afterwards.
///
/// @param bench  what was there
/// @param result how the command ended
/// @param before the traces before it
/// @param after  the traces after it
/// @param story  what the journal tells
record Trial(Bench bench, Result result, List<String> before, List<String> after, Story story) {

    private static final int REFUSED = 10;

    private static final String VERSION = """
            try:
                from importlib.metadata import version
            except ImportError:
                from pkg_resources import get_distribution
                version = lambda name: get_distribution(name).version
            print(version("PROJECT"))
            import PROJECT
            """;

    Trial {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /// Carries a cell out and checks it.
    static void check(Cell cell, Desk desk) throws IOException {
        try (var sandbox = Sandbox.open()) {
            Run.of(cell, desk, sandbox).trial().check();
        }
    }

    /// Carries a cell out and says what came of it. Where pip did not end as it should, the same cell is run without Weir too; and where pip without Weir
    /// cannot make what the cell begins with, that is all that can be said.
    static CellResult tryOut(Cell cell, Desk desk) throws IOException {
        try (var sandbox = Sandbox.open()) {
            var run = Run.of(cell, desk, sandbox);
            if (!run.endedWell() && run.bench().canary().marks().isEmpty()) {
                return CellResult.compare(run.result(), bare(cell));
            }
            run.trial().check();
            return CellResult.GREEN;
        } catch (Unprepared bare) {
            return CellResult.explained(bare.result());
        } catch (AssertionError | RuntimeException wrong) {
            return CellResult.red(wrong.toString());
        }
    }

    private static Result bare(Cell cell) throws IOException {
        try (var sandbox = Sandbox.open()) {
            return Bench.make(cell.unwatched(), sandbox, sandbox.state()).bare();
        }
    }

    /// A command that has ended, of which the journal may not tell anything yet.
    private record Run(Bench bench, JournalTail journal, List<String> before, Result result, List<String> after) {

        static Run of(Cell cell, Desk desk, Sandbox sandbox) throws IOException {
            var place = desk.journal(cell.answer());
            var bench = Bench.make(cell, desk.at(sandbox, cell.answer()), place);
            var journal = JournalTail.from(place);
            var before = bench.traces();
            return new Run(bench, journal, before, bench.weir(), bench.traces());
        }

        boolean endedWell() {
            return result.exit() == (bench.cell().answer().isRefusal() ? REFUSED : 0);
        }

        Trial trial() throws IOException {
            return new Trial(bench, result, before, after, Story.of(journal, bench.environment()));
        }
    }

    private void check() throws IOException {
        if (bench.cell().answer().isRefusal()) {
            checkRefused();
        } else {
            checkAllowed();
        }
    }

    private void checkRefused() throws IOException {
        assertThat(result.exit()).as(toString()).isEqualTo(REFUSED);
        assertThat(bench.canary().marks()).as(toString()).isEmpty();
        assertThat(after).as(toString()).isEqualTo(withoutCachedWheels(before));
        assertThat(result.said()).as(toString()).contains("weir refused: ").doesNotContain("Traceback");
        checkRefusalIsTheEnd(story.steps().getLast(), story.steps().subList(0, story.steps().size() - 1));
    }

    /// The only wheel in pip's cache is that of the canary: refused, it does not stay there.
    private static List<String> withoutCachedWheels(List<String> traces) {
        return traces.stream().filter(trace -> !trace.contains("/cache/pip/wheels/")).toList();
    }

    private void checkRefusalIsTheEnd(Step last, List<Step> earlier) {
        assertThat(last).as(toString()).matches(step -> bench.cell().refusedAt().contains(step.event()))
                .matches(step -> step.isAbout(Bench.NAME) && step.verdict().equals("deny"))
                .matches(step -> step.outcomes().equals(List.of(Outcome.REFUSED)));
        assertThat(earlier).as(toString()).allMatch(step -> step.verdict().equals("allow"))
                .allMatch(step -> step.outcomes().size() == 1)
                .noneMatch(step -> step.outcomes().contains(Outcome.REFUSED));
    }

    private void checkAllowed() throws IOException {
        assertThat(result.exit()).as(toString()).isZero();
        assertThat(story.steps()).as(toString()).allMatch(step -> step.verdict().equals("allow"))
                .allMatch(step -> step.outcomes().equals(List.of(Outcome.OK)));
        assertThat(bench.canary().marks().isEmpty()).as(toString()).isEqualTo(!bench.cell().form().runsOnTheWay());
        for (var mark : bench.canary().marks()) {
            assertThat(allowed("pip.install", mark)).as("%s%n%s", mark, this).isTrue();
            assertThat(allowed("pip.build", mark)).as("%s%n%s", mark, this).isTrue();
        }
        assertThat(gates()).as(toString()).containsAll(bench.cell().gates());
        checkCarriedOut();
    }

    /// Whether the canary had passed a gate of this name when the mark was left; the very hook, where the mark names one.
    private boolean allowed(String event, Mark mark) {
        var seen = new Place(mark.segment(), mark.size());
        return story.named(event).stream()
                .filter(step -> event.equals("pip.build") ? isHook(step, mark.what()) : step.isAbout(Bench.NAME))
                .anyMatch(step -> step.allowed().filter(allowed -> allowed.compareTo(seen) <= 0).isPresent());
    }

    /// Whether a step runs what left a mark; the backend of an editable wheel calls that of a plain one.
    private static boolean isHook(Step step, String mark) {
        return mark.contains(" ") || mark.equals("setup.py")
                || step.extra("hook")
                        .filter(hook -> hook.replace("editable", "wheel").equals(mark.replace("editable", "wheel")))
                        .isPresent();
    }

    /// Every gate that a distribution has passed, `pip.install canary`.
    private Set<String> gates() {
        return story.steps().stream().flatMap(step -> List.of(Bench.NAME, Bench.PARENT).stream()
                .filter(step::isAbout).map(project -> step.event() + " " + project)).collect(Collectors.toSet());
    }

    private void checkCarriedOut() throws IOException {
        var way = bench.cell().way();
        if (way == Way.UNINSTALL) {
            assertThat(bench.python("import " + bench.project()).exit()).as(toString()).isNotZero();
        } else if (way.installs()) {
            var said = bench.python(VERSION.replace("PROJECT", bench.project())).orFail();
            assertThat(said.out().strip()).as(toString()).isEqualTo(Bench.NEW);
            assertThat(bench.canary().marks()).as(toString()).isNotEmpty();
        } else if (way == Way.DRY_RUN) {
            assertThat(result.out()).contains("Would install " + bench.project() + "-" + Bench.NEW);
        } else if (way == Way.DOWNLOAD && bench.cell().form() == Form.FOLDER) {
            assertThat(made()).as("pip does not copy a folder").isEmpty();
        } else {
            assertThat(made()).as(toString()).anyMatch(file -> file.startsWith(bench.project() + "-" + Bench.NEW));
        }
    }

    private List<String> made() throws IOException {
        try (var files = Files.list(bench.out())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public String toString() {
        var changed = new ArrayList<>(after);
        changed.removeAll(before);
        return "%s%n%s%n--- journal%n%s--- new%n%s%n".formatted(bench.cell(), result, story,
                String.join("\n", changed));
    }
}
