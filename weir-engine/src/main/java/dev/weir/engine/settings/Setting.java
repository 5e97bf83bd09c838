package dev.weir.engine.settings;

import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A value in the file. What is asked of it and is not so becomes a mistake, and no value.
///
/// @param name  what messages call it
/// @param type  what is allowed
/// @param place where it begins
record Setting(String name, String type, Object value, TomlPosition place, Mistakes mistakes) {

    Optional<Boolean> flag() {
        return as(Boolean.class);
    }

    Optional<Duration> seconds(Range range) {
        return number(range).map(Duration::ofSeconds);
    }

    Optional<Long> number(Range range) {
        return as(Long.class).filter(number -> isIn(range, number));
    }

    /// A string in the form that `form` reads.
    <T> Optional<T> text(Function<String, T> form) {
        return as(String.class).flatMap(text -> mistakes.read(place, text, form));
    }

    /// The strings of an array, none of them twice.
    <T> List<T> texts(Function<String, T> form) {
        return each(form).stream().map(Stated::value).toList();
    }

    /// The strings of an array with their places, none of them twice.
    <T> List<Stated<T>> each(Function<String, T> form) {
        Map<T, Setting> first = new HashMap<>();
        List<Stated<T>> read = new ArrayList<>();
        for (var item : items()) {
            item.stated(setting -> setting.text(form))
                    .filter(stated -> item.isNew(stated.value(), first))
                    .ifPresent(read::add);
        }
        return List.copyOf(read);
    }

    /// What `form` makes of this, with its place.
    <T> Optional<Stated<T>> stated(Function<Setting, Optional<T>> form) {
        return form.apply(this).map(read -> new Stated<>(read, json(value), mistakes.place(place)));
    }

    /// A value of the file, for a reader.
    static Json json(Object value) {
        return switch (value) {
            case String text -> Json.of(text);
            case Long number -> Json.of(number);
            case Boolean flag -> Json.of(flag);
            case TomlArray array -> new JsonArray(array.toList().stream().map(Setting::json).toList());
            default -> Json.of(value.toString()); // A mistake, which nobody is shown as a value.
        };
    }

    /// The path of a program and its arguments.
    List<String> command() {
        var items = items();
        return IntStream.range(0, items.size())
                .mapToObj(index -> items.get(index).text(index == 0 ? Forms::program : Forms::argument))
                .flatMap(Optional::stream)
                .toList();
    }

    /// A file, or a program and its arguments.
    Optional<CopyTo> copyTo() {
        return value instanceof String
                ? text(Forms::absolutePath).map(CopyTo.ToFile::new)
                : filled().map(Setting::command).filter(command -> !command.isEmpty()).map(CopyTo.ToProgram::new);
    }

    /// This, unless it is an array with nothing in it.
    Optional<Setting> filled() {
        if (value instanceof TomlArray array && array.isEmpty()) {
            wrong("%s is empty; allowed: %s".formatted(name, type));
            return Optional.empty();
        }
        return Optional.of(this);
    }

    /// A table.
    Optional<TomlTable> table() {
        return as(TomlTable.class);
    }

    void wrong(String what) {
        mistakes.add(place, what);
    }

    private List<Setting> items() {
        return as(TomlArray.class).map(this::items).orElse(List.of());
    }

    private List<Setting> items(TomlArray array) {
        return IntStream.range(0, array.size()).mapToObj(index -> item(array, index)).toList();
    }

    private Setting item(TomlArray array, int index) {
        var place = Objects.requireNonNull(array.inputPositionOf(index));
        return new Setting("item %d of %s".formatted(index + 1, name), type, array.get(index), place, mistakes);
    }

    private <T> boolean isNew(T read, Map<T, Setting> first) {
        var earlier = Optional.ofNullable(first.putIfAbsent(read, this));
        earlier.ifPresent(same -> wrong("%s is the same as %s; allowed: each once".formatted(name, same.name)));
        return earlier.isEmpty();
    }

    private boolean isIn(Range range, long number) {
        if (range.contains(number)) {
            return true;
        }
        wrong("%s is %d; allowed: %s".formatted(name, number, range));
        return false;
    }

    private <T> Optional<T> as(Class<T> wanted) {
        if (wanted.isInstance(value)) {
            return Optional.of(wanted.cast(value));
        }
        wrong("%s is %s; allowed: %s".formatted(name, kind(), type));
        return Optional.empty();
    }

    private String kind() {
        return switch (value) {
            case String _ -> "a string";
            case Long _ -> "a whole number";
            case Double _ -> "a number with a fraction";
            case Boolean _ -> "a truth value";
            case TomlArray _ -> "an array";
            case TomlTable _ -> "a table";
            default -> "a date or time";
        };
    }
}
