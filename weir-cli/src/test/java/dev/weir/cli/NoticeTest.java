package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NoticeTest {

    private final StringWriter said = new StringWriter();
    private final PrintWriter err = new PrintWriter(said, true);

    @Test
    void saysWhatTakesLong() throws InterruptedException {
        try (var _ = Notice.of("reading the journal", err, true, Duration.ZERO)) {
            while (said.toString().isEmpty()) {
                Thread.onSpinWait();
            }
        }

        assertThat(said).hasToString("weir: reading the journal…" + System.lineSeparator());
    }

    @Test
    void saysNothingOfWhatIsDoneSoon() {
        Notice.of("reading the journal", err, true, Duration.ofDays(1)).close();

        assertThat(said.toString()).isEmpty();
    }

    @Test
    void saysNothingWhereNobodyReads() {
        Notice.of("reading the journal", err, false, Duration.ZERO).close();

        assertThat(said.toString()).isEmpty();
    }
}
