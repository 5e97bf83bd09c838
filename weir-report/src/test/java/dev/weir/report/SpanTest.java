package dev.weir.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "59999, 59.9 s", "60000, 1:00 min", "3599999, 59:59 min",
            "3600000, 1:00 h", "90000000, 25:00 h"})
    void tellsHowLongItTook(long milliseconds, String expected) {
        var span = new Span(Optional.of(Instant.EPOCH), Optional.of(Instant.ofEpochMilli(milliseconds)));

        assertThat(span.text()).contains(expected);
        assertThat(span.milliseconds()).contains(milliseconds);
    }

    @Test
    void doesNotKnowHowLongWithoutAnEnd() {
        assertThat(new Span(Optional.of(Instant.EPOCH), Optional.empty()).text()).isEmpty();
        assertThat(new Span(Optional.empty(), Optional.of(Instant.EPOCH)).milliseconds()).isEmpty();
    }
}
