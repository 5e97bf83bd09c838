package dev.weir.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table of Markdown.
public final class Table {

    private final List<String> lines = new ArrayList<>();

    /// @param headings of its columns
    public Table(String... headings) {
        row(headings);
        row(Stream.of(headings).map(_ -> "---").toArray(String[]::new));
    }

    /// Adds a row.
    public void row(String... cells) {
        lines.add(Stream.of(cells).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /// The text.
    public String markdown() {
        return String.join("", lines);
    }
}
