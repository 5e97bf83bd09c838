package dev.weir.report;

import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonString;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Attributes of a record that may be missing, or of another kind: a journal may hold records that are not understood.
final class Attributes {

    private static final String DONE = ".done";
    private static final Pattern NAME = Pattern.compile("pkg:(?:[^/@?#]*/)+([^/@?#]+).*");
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    private Attributes() {}

    /// A member that is a string.
    static Optional<String> string(JsonObject object, String name) {
        return object.find(name).flatMap(value -> value instanceof JsonString(var text)
                ? Optional.of(text)
                : Optional.empty());
    }

    static Optional<String> run(JsonObject record) {
        return string(record, "run");
    }

    static Optional<String> operation(JsonObject record) {
        return string(record, "operation");
    }

    static Optional<Instant> time(JsonObject record) {
        return string(record, "time").flatMap(Attributes::instant);
    }

    /// Whether it is the last record of a step.
    static boolean isEnd(JsonObject record) {
        return string(record, "type").filter(type -> type.endsWith(DONE)).isPresent();
    }

    /// The gate that the record is about: `pip.install` for the event, its verdict and its end.
    static Optional<String> gate(JsonObject record) {
        return data(record, "event").or(() -> string(record, "type"))
                .map(type -> type.endsWith(DONE) ? type.substring(0, type.length() - DONE.length()) : type);
    }

    /// The verdict that the record holds; `refused` where it tells of a refusal in the installer's process.
    static Optional<String> verdict(JsonObject record) {
        return string(record, "type").filter("weir.refusal"::equals).map(_ -> "refused")
                .or(() -> data(record, "verdict"));
    }

    /// The name of the project that it is about, in the normal form of PEP 503.
    static Optional<String> project(JsonObject record) {
        return string(record, "subject")
                .map(NAME::matcher)
                .filter(name -> name.matches())
                .map(name -> SEPARATORS.matcher(name.group(1)).replaceAll("-").toLowerCase(Locale.ROOT));
    }

    private static Optional<String> data(JsonObject record, String name) {
        return record.find("data").flatMap(data -> data instanceof JsonObject object
                ? string(object, name)
                : Optional.empty());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException strange) {
            return Optional.empty();
        }
    }
}
