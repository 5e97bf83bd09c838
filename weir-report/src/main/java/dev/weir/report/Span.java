package dev.weir.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long something took.
record Span(Optional<Instant> began, Optional<Instant> ended) {

    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    static Span of(Step step) {
        return new Span(step.began(), step.hasEnded());
    }

    Optional<Long> milliseconds() {
        return duration().map(Duration::toMillis);
    }

    /// For a reader: `12 ms`, `3.4 s`, `2:05 min`, `1:30 h`; empty where the begin or the end is not known.
    Optional<String> text() {
        return duration().map(Span::text);
    }

    private Optional<Duration> duration() {
        return began.flatMap(from -> ended.map(to -> Duration.between(from, to)));
    }

    private static String text(Duration took) {
        var seconds = took.toSeconds();
        if (seconds == 0) {
            return took.toMillis() + " ms";
        }
        if (seconds < MINUTE) {
            return seconds + "." + took.toMillisPart() / 100 + " s";
        }
        return seconds < HOUR
                ? "%d:%02d min".formatted(took.toMinutes(), took.toSecondsPart())
                : "%d:%02d h".formatted(took.toHours(), took.toMinutesPart());
    }
}
