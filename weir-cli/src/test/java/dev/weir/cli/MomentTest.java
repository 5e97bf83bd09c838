package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    @ParameterizedTest
    @CsvSource({
            "2026-11-24T09:30:00Z, 2026-11-24T09:30:00Z",
            "2026-11-24 09:30:00.5+02:00, 2026-11-24T07:30:00.5Z",
            "2026-11-24, 2026-11-23T18:30:00Z",
            "90s, 2026-11-24T09:58:30Z",
            "30m, 2026-11-24T09:30:00Z",
            "2h, 2026-11-24T08:00:00Z",
            "7d, 2026-11-17T10:00:00Z",
            "1w, 2026-11-17T10:00:00Z",
            "0s, 2026-11-24T10:00:00Z"})
    void readsAMoment(String text, Instant expected) {
        assertThat(Moment.read(text, NOW, ZONE)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2 h", "2", "-2h", "2y", "9999999d", "2026-11-24T10:00:00", "2026-13-01",
            "10:00", "2026-11-24T25:00:00Z"})
    void knowsWhatIsNoMoment(String text) {
        assertThat(Moment.read(text, NOW, ZONE)).isEqualTo(Optional.empty());
    }
}
