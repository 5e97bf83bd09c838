package dev.weir.cli.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of cells, the columns under one another.
final class Table {

    private static final int WIDEST = 48;
    private static final String INDENT = "  ";

    private Table() {}

    static List<String> of(List<List<String>> rows) {
        return rows.stream().map(row -> line(row, rows)).toList();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        var cells = new ArrayList<String>();
        for (int column = 0; column < row.size(); column++) {
            cells.add(padded(row.get(column), width(column, rows)));
        }
        return (INDENT + String.join(INDENT, cells)).stripTrailing();
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }

    /// A cell that is longer than most stands out; the others keep to their column.
    private static int width(int column, List<List<String>> rows) {
        return rows.stream().flatMapToInt(row -> IntStream.of(row.get(column).length()))
                .filter(length -> length <= WIDEST).max().orElse(0);
    }
}
