package dev.weir.journal;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A segment that is no longer to be kept. It is never the last one.
///
/// @param reason the setting that says so
record Expendable(int number, String reason) {

    /// The oldest segment, where it is no longer to be kept.
    static Optional<Expendable> first(Storage storage, Keeping keeping, Instant now) throws IOException {
        var numbers = Segments.numbers(storage.names());
        if (numbers.size() < 2) {
            return Optional.empty();
        }
        if (isOld(storage, keeping, numbers, now)) {
            return Optional.of(new Expendable(numbers.getFirst(), "keep-days"));
        }
        return isTooMuch(storage, keeping, numbers)
                ? Optional.of(new Expendable(numbers.getFirst(), "keep-size"))
                : Optional.empty();
    }

    /// When the next segment was begun, no record of the first was younger.
    private static boolean isOld(Storage storage, Keeping keeping, List<Integer> numbers, Instant now)
            throws IOException {
        if (keeping.age().isEmpty()) {
            return false;
        }
        var created = Optional.<Instant>empty();
        for (int index = 1; index < numbers.size() && created.isEmpty(); index++) {
            created = Survey.created(storage, numbers.get(index));
        }
        return created.filter(time -> !time.plus(keeping.age().get()).isAfter(now)).isPresent();
    }

    private static boolean isTooMuch(Storage storage, Keeping keeping, List<Integer> numbers) throws IOException {
        if (keeping.size().isEmpty()) {
            return false;
        }
        long bytes = 0;
        for (int number : numbers) {
            bytes += storage.size(Segments.name(number));
        }
        return bytes > keeping.size().getAsLong();
    }
}
