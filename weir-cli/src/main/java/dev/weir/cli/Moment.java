package dev.weir.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/// A moment as it is written on the command line.
final class Moment {

    /// What may be written.
    static final String FORMS = "a time such as 2026-11-24T10:00:00Z, a day such as 2026-11-24, "
            + "or how long ago it was, such as 90s, 30m, 2h, 7d, 4w";

    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhdw])");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Moment() {}

    /// Reads a time ([RFC 3339](https://www.rfc-editor.org/rfc/rfc3339)), a day, which stands for its beginning, or how long before `now` it was. Empty where it is none of these.
    ///
    /// @param zone of a day
    static Optional<Instant> read(String text, Instant now, ZoneId zone) {
        try {
            var ago = AGO.matcher(text);
            return Optional.of(ago.matches()
                    ? now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)))
                    : DAY.matcher(text).matches()
                            ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                            : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Duration duration(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(count * 7);
        };
    }
}
