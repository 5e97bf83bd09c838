package dev.weir.hooks.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The paths that a file of metadata lists.
public final class Listing {

    /// Where Python's `str.splitlines` splits.
    private static final Pattern LINE_END =
            Pattern.compile("\r\n|[\n\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029]");

    private Listing() {}

    /// A path.
    ///
    /// @param line of the file, from 1
    public record Row(String path, int line) {}

    /// One path a line.
    public static List<Row> plain(String text) {
        return lines(text).stream().filter(line -> !line.path().isEmpty()).toList();
    }

    /// What stands before the first `=` of a line: the names in a file of entry points.
    public static List<Row> names(String text) {
        return lines(text).stream()
                .filter(line -> line.path().contains("="))
                .map(line -> new Row(line.path().split("=", 2)[0].strip(), line.line()))
                .toList();
    }

    /// The first column of a `RECORD`, as each release of pip reads it: the older ones leave out what `pkg_resources` takes for blank or a comment.
    public static List<Row> record(String text) {
        var rows = new ArrayList<Row>();
        rows.addAll(csv(lines(text)));
        rows.addAll(csv(lines(text).stream().filter(Listing::hasContent).toList()));
        return rows.stream().distinct().toList();
    }

    private static boolean hasContent(Row line) {
        var text = line.path().strip();
        return !text.isEmpty() && !text.startsWith("#");
    }

    private static List<Row> lines(String text) {
        return rows(List.of(LINE_END.split(text, -1)));
    }

    private static List<Row> rows(List<String> texts) {
        return IntStream.range(0, texts.size()).mapToObj(index -> new Row(texts.get(index), index + 1)).toList();
    }

    private static List<Row> csv(List<Row> lines) {
        var reader = new FirstColumn();
        lines.forEach(reader::read);
        return reader.end();
    }

    /// Reads comma-separated values as Python's `csv.reader` does, which is given lines without their ends: a field in quotes goes on in the next
    /// line as if there were no end, and what follows the closing quote still belongs to it.
    private static final class FirstColumn {

        private enum State {
            START,
            PLAIN,
            QUOTED,
            AFTER_QUOTE
        }

        private final List<Row> rows = new ArrayList<>();
        private final StringBuilder field = new StringBuilder();
        private Optional<String> first = Optional.empty();
        private State state = State.START;
        private int begin;

        void read(Row line) {
            begin = state == State.QUOTED ? begin : line.line();
            line.path().chars().forEach(c -> take((char) c));
            if (state != State.QUOTED) {
                endRow();
            }
        }

        private void take(char c) {
            state = switch (state) {
                case START -> c == '"' ? State.QUOTED : takePlain(c);
                case PLAIN -> takePlain(c);
                case QUOTED -> c == '"' ? State.AFTER_QUOTE : keep(c, State.QUOTED);
                case AFTER_QUOTE -> c == '"' ? keep(c, State.QUOTED) : takePlain(c);
            };
        }

        private State takePlain(char c) {
            if (c == ',') {
                endField();
                return State.START;
            }
            return keep(c, State.PLAIN);
        }

        private State keep(char c, State next) {
            field.append(c);
            return next;
        }

        private void endField() {
            first = first.or(() -> Optional.of(field.toString()));
            field.setLength(0);
        }

        private void endRow() {
            endField();
            first.filter(path -> !path.isEmpty()).ifPresent(path -> rows.add(new Row(path, begin)));
            first = Optional.empty();
            state = State.START;
        }

        List<Row> end() {
            endRow();
            return rows;
        }
    }
}
