package dev.weir.cli.doctor;

import dev.weir.report.Plain;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What the doctor has found.
///
/// @param pip     that was tried
/// @param lacking the places that Weir needs and does not find in it
/// @param rows    in the order of the table
public record Diagnosis(UsersPip pip, List<String> lacking, List<Row> rows) {

    private static final int LAST_LINES = 6;

    public Diagnosis {
        lacking = List.copyOf(lacking);
        rows = List.copyOf(rows);
    }

    /// Whether all is covered that can be.
    public boolean isWell() {
        return lacking.isEmpty() && rows.stream().allMatch(row -> row.state().isWell());
    }

    /// For a reader: the table, what to do, and the result in one line.
    public List<String> text() {
        var lines = new ArrayList<String>();
        lines.add(Plain.text("Python %s, pip %s of %s".formatted(pip.python(), pip.version(), pip.from())));
        for (var section : Section.values()) {
            addTo(lines, section);
        }
        lines.add("");
        if (!lacking.isEmpty()) {
            explain(lines);
        }
        lines.add(result());
        return lines;
    }

    private void addTo(List<String> lines, Section section) {
        var own = rows.stream().filter(row -> row.section() == section).toList();
        if (!own.isEmpty()) {
            lines.add("");
            lines.add(section.title());
            own.forEach(row -> addTo(lines, row));
        }
    }

    private void addTo(List<String> lines, Row row) {
        var reason = row.reason().map(text -> ": " + text).orElse("");
        lines.add(Plain.text("  %s  %s%s".formatted(padded(row.name()), row.state().words(), reason)));
        quote(row).map(said -> Plain.text("      | " + said)).forEach(lines::add);
    }

    /// The last words of its command, unless a row above has the same.
    private Stream<String> quote(Row row) {
        if (row.said().isEmpty()) {
            return Stream.of();
        }
        var first = rows.stream().filter(other -> other.said().equals(row.said())).findFirst();
        return first.filter(row::equals).isPresent()
                ? row.said().stream().skip(Math.max(0, row.said().size() - LAST_LINES))
                : Stream.of("as above");
    }

    private String padded(String name) {
        var width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        return name + " ".repeat(width - name.length());
    }

    private void explain(List<String> lines) {
        lines.add(
                "Weir does not find these places in this pip, so nothing is installed under Weir:");
        lacking.forEach(name -> lines.add(Plain.text("  " + name)));
        lines.add("Use a pip that Weir knows, or a newer Weir.");
        lines.add("");
    }

    private String result() {
        var covered = count(State.COVERED);
        var wrong = rows.stream().filter(row -> !row.state().isWell()).count();
        var rest = "%d not here, %d that cannot be covered".formatted(count(State.NOT_HERE), count(State.LIMIT));
        return wrong == 0
                ? "all that can be covered is: %d; %s".formatted(covered, rest)
                : "NOT all is covered: %d not as it should be, %d covered; %s".formatted(wrong, covered, rest);
    }

    private long count(State state) {
        return rows.stream().filter(row -> row.state() == state).count();
    }

    /// For a program.
    public JsonObject json() {
        return JsonObject.builder()
                .put("covered", Json.of(isWell()))
                .put("python", pip.python())
                .put("pip", pip.version())
                .put("from", pip.from())
                .put("lacking", lacking)
                .put("rows", new JsonArray(rows.stream().<Json>map(Row::json).toList()))
                .build();
    }
}
