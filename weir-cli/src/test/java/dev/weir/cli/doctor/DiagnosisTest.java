package dev.weir.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.wire.json.JsonReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final UsersPip PIP = new UsersPip("3.14.0", "26.3", "/site", Optional.empty(), "");
    private static final Row COVERED = new Row(Section.WAYS, "weir pip install", State.COVERED, Optional.empty(),
            List.of());
    private static final Row NOT_HERE = new Row(Section.ISOLATION, "x", State.NOT_HERE, Optional.of("too old"),
            List.of());
    private static final Row LIMIT = new Row(Section.LIMITS, "-S", State.LIMIT, Optional.empty(), List.of());
    private static final Row OPEN = new Row(Section.WAYS, "pip", State.OPEN, Optional.of("its code ran"),
            List.of("1", "2", "3", "4", "5", "6", "a \u001b[31mred\u001b[0m line"));

    @Test
    void isATableWithAPartForEachSection() {
        var diagnosis = new Diagnosis(PIP, List.of(), List.of(COVERED, NOT_HERE, LIMIT));

        assertThat(diagnosis.isWell()).isTrue();
        assertThat(diagnosis.text()).containsExactly(
                "Python 3.14.0, pip 26.3 of /site",
                "",
                "Ways in",
                "  weir pip install  covered",
                "",
                "How pip keeps builds apart",
                "  x                 not here: too old",
                "",
                "What no audit can reach",
                "  -S                cannot be covered",
                "",
                "all that can be covered is: 1; 1 not here, 1 that cannot be covered");
    }

    @Test
    void showsTheLastWordsWhereARowIsNotAsItShouldBe() {
        var diagnosis = new Diagnosis(PIP, List.of(), List.of(COVERED, OPEN));

        assertThat(diagnosis.isWell()).isFalse();
        assertThat(diagnosis.text()).containsSequence(
                "  pip               NOT COVERED: its code ran",
                "      | 2").contains(
                        "      | a \\x1b[31mred\\x1b[0m line",
                        "NOT all is covered: 1 not as it should be, 1 covered; 0 not here, 0 that cannot be covered");
    }

    @Test
    void saysTheSameOnlyOnce() {
        var again = new Row(Section.GATES, "gate", State.NOT_JUDGED, Optional.of("why"), OPEN.said());

        assertThat(new Diagnosis(PIP, List.of(), List.of(OPEN, COVERED, again)).text())
                .containsOnlyOnce("      | 6").contains("      | as above");
    }

    @Test
    void namesWhatWeirDoesNotFindInAPip() {
        var diagnosis = new Diagnosis(PIP, List.of("pip._internal.gone"), List.of(COVERED));

        assertThat(diagnosis.isWell()).isFalse();
        assertThat(diagnosis.text()).contains("  pip._internal.gone", "Use a pip that Weir knows, or a newer Weir.");
    }

    @Test
    void isOneObjectForAProgram() {
        assertThat(new Diagnosis(PIP, List.of(), List.of(COVERED, NOT_HERE)).json()).isEqualTo(JsonReader.read("""
                {"covered": true, "python": "3.14.0", "pip": "26.3", "from": "/site", "lacking": [], "rows": [
                  {"section": "ways", "name": "weir pip install", "state": "covered", "reason": null, "said": []},
                  {"section": "isolation", "name": "x", "state": "not-here", "reason": "too old", "said": []}]}
                """));
    }
}
