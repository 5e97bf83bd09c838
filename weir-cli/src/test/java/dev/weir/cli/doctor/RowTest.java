package dev.weir.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.api.GateAction;
import dev.weir.cli.doctor.Line.LeftOut;
import dev.weir.cli.doctor.Line.Promise;
import dev.weir.cli.doctor.Line.Trial;
import dev.weir.cli.throwaway.Records.Judged;
import dev.weir.testkit.packages.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowTest {

    private static final Judged REFUSED = Sample.judged(Sample.install("canary-install-3"), "deny");
    private static final Judged ALLOWED = Sample.judged(Sample.install("canary-install-3"), "allow");

    @TempDir
    Path folder;

    @Test
    void isCoveredWhereAVerdictStoppedItAndNothingIsLeft() throws IOException {
        assertThat(row(Promise.REFUSED, 10, Set.of("pip", "canary_install_33"), REFUSED))
                .isEqualTo(new Row(Section.WAYS, "x", State.COVERED, Optional.empty(), List.of()));
    }

    @Test
    void isOpenWhereItSang() throws IOException {
        sing();

        var row = row(Promise.REFUSED, 10, Set.of(), REFUSED);

        assertThat(row.state()).isEqualTo(State.OPEN);
        assertThat(row.reason()).contains("its code ran; exit code 10");
        assertThat(row.said()).containsExactly("said");
    }

    @Test
    void mayHaveSungWhereItWasBuiltBefore() throws IOException {
        sing();

        assertThat(row(Promise.REFUSED_ONCE_BUILT, 10, Set.of(), REFUSED).state()).isEqualTo(State.COVERED);
    }

    @Test
    void isOpenWhereItIsInstalled() throws IOException {
        for (var name : List.of("canary_install_3", "canary_install_3-1.0.dist-info", "nest_3-1.0.dist-info")) {
            assertThat(row(Promise.REFUSED, 10, Set.of(name), REFUSED).state()).isEqualTo(State.OPEN);
        }
    }

    @Test
    void isNotJudgedWhereNoVerdictStoppedIt() throws IOException {
        assertThat(row(Promise.REFUSED, 11, Set.of()).state()).isEqualTo(State.NOT_JUDGED);
        assertThat(row(Promise.REFUSED, 10, Set.of(), ALLOWED).state()).isEqualTo(State.NOT_JUDGED);
        assertThat(row(Promise.REFUSED, 1, Set.of(), REFUSED).reason())
                .contains("it was refused, and the exit code is 1");
    }

    @Test
    void isNotJudgedWhereAnotherGateRefusedIt() throws IOException {
        var before = Sample.judged(Sample.candidates("canary-install-3"), "deny");

        assertThat(row(Promise.REFUSED, 10, Set.of(), before).reason())
                .contains("something else refused it before, at pip.candidates");
    }

    @Test
    void mustStillBeThereWhereItsRemovalWasRefused() throws IOException {
        assertThat(row(Promise.KEPT, 10, Set.of("canary_install_3"), REFUSED).state()).isEqualTo(State.COVERED);
        assertThat(row(Promise.KEPT, 0, Set.of()).state()).isEqualTo(State.OPEN);
        assertThat(row(Promise.KEPT, 10, Set.of(), REFUSED).state()).isEqualTo(State.OPEN);
        assertThat(row(Promise.KEPT, 11, Set.of()).state()).isEqualTo(State.NOT_JUDGED);
    }

    @Test
    void mustSingWhereNobodyRefusesIt() throws IOException {
        assertThat(row(Promise.SINGS, 0, Set.of()).state()).isEqualTo(State.SILENT);
        assertThat(row(Promise.ALLOWED, 0, Set.of(), ALLOWED).state()).isEqualTo(State.SILENT);
        sing();

        assertThat(row(Promise.SINGS, 0, Set.of()).state()).isEqualTo(State.SINGS);
        assertThat(row(Promise.ALLOWED, 0, Set.of(), ALLOWED).state()).isEqualTo(State.SINGS);
        assertThat(row(Promise.ALLOWED, 0, Set.of()).state()).isEqualTo(State.SILENT);
    }

    @Test
    void isALimitOnlyWhereItGetsThrough() throws IOException {
        assertThat(row(Promise.NONE, 0, Set.of("canary_install_3")).state()).isEqualTo(State.LIMIT);
        assertThat(row(Promise.NONE, 10, Set.of(), REFUSED).state()).isEqualTo(State.COVERED);
        assertThat(row(Promise.NONE, 1, Set.of()).state()).isEqualTo(State.NOT_HERE);
    }

    @Test
    void saysWhatIsNotHere() throws IOException {
        var nothing = new Evidence(List.of(), Set.of());

        assertThat(Row.of(new LeftOut(Section.WAYS, "x", "too old"), Ended.NOTHING, nothing))
                .isEqualTo(new Row(Section.WAYS, "x", State.NOT_HERE, Optional.of("too old"), List.of()));
    }

    private Row row(Promise promise, int exit, Set<String> names, Judged... judged) throws IOException {
        var bird = new Bird(3, "canary-install-3", Canary.alone(folder.resolve("marks")), List.of());
        var trial = new Trial(Section.WAYS, "x", promise, Optional.of(GateAction.INSTALL), bird, List.of(), Map.of());
        return Row.of(trial, new Ended(exit, List.of("said")), new Evidence(List.of(judged), names));
    }

    private void sing() throws IOException {
        Files.writeString(folder.resolve("marks"), "import||0\n");
    }
}
