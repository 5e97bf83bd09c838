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

    private static boolean isOld(Storage storage, Keeping keeping, List<Integer> numbers, Instant now)
            throws IOException {
        return keeping.age().isPresent()
                && lastTime(storage, numbers).filter(time -> time.plus(keeping.age().get()).isBefore(now)).isPresent();
    }

    /// When the last line of the first segment was written; where that cannot be read, when a segment after it was begun.
    private static Optional<Instant> lastTime(Storage storage, List<Integer> numbers) throws IOException {
        var time = Survey.lastTime(storage, numbers.getFirst());
        for (int index = 1; index < numbers.size() && time.isEmpty(); index++) {
            time = Survey.created(storage, numbers.get(index));
        }
        return time;
    }

    private static boolean isTooMuch(Storage storage, Keeping keeping, List<Integer> numbers) throws IOException {
        if (keeping.size().isEmpty()) {
            return false;
        }
        long bytes = 0;
        for (int number : numbers) {
            bytes += storage.size(Segments.name(number));
        }
        return bytes > keeping.size().get();
    }
}
