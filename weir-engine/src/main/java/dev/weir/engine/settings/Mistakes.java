package dev.weir.engine.settings;

import dev.weir.packaging.text.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.tomlj.TomlPosition;

/// What is wrong in a file. For one thread.
final class Mistakes {

    private record Mistake(TomlPosition place, String text) {}

    private static final Comparator<Mistake> BY_PLACE =
            Comparator.<Mistake>comparingInt(mistake -> mistake.place.line())
                    .thenComparingInt(mistake -> mistake.place.column());

    private final Source source;
    private final Path file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(Source source, Path file) {
        this.source = source;
        this.file = file;
    }

    /// Whose file it is.
    Source source() {
        return source;
    }

    /// A place in the file, for a reader.
    Place place(TomlPosition position) {
        return new Place.InFile(source, file, position.line());
    }

    /// Adds one.
    ///
    /// @param text what is wrong, and what is allowed
    void add(TomlPosition place, String text) {
        found.add(new Mistake(place, text));
    }

    /// Reads a text. Where `form` throws, its message is a mistake.
    <T> Optional<T> read(TomlPosition place, String text, Function<String, T> form) {
        try {
            return Optional.of(form.apply(text));
        } catch (IllegalArgumentException problem) {
            add(place, Objects.requireNonNull(problem.getMessage()));
            return Optional.empty();
        }
    }

    /// A line for each, in the order of the file.
    List<String> lines() {
        return found.stream().sorted(BY_PLACE).map(this::line).toList();
    }

    /// @throws SettingsException where there are any
    void check() {
        if (!found.isEmpty()) {
            throw new SettingsException(source, lines());
        }
    }

    /// That the file cannot be read at all.
    SettingsException unreadable(String reason) {
        return new SettingsException(source,
                List.of(Quoted.oneLine(file + ": the settings cannot be read: " + reason)));
    }

    private String line(Mistake mistake) {
        return Quoted.oneLine(
                file + ":" + mistake.place.line() + ":" + mistake.place.column() + ": " + mistake.text);
    }
}
