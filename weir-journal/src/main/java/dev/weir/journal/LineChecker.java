package dev.weir.journal;

import dev.weir.journal.CheckedLine.Fit;
import dev.weir.wire.json.JsonException;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.Optional;

/// Follows the chain through one segment. For one thread.
final class LineChecker {

    private final int segment;
    private Optional<String> head;

    /// @param head digest of the line before; empty where that is not known
    LineChecker(int segment, Optional<String> head) {
        this.segment = segment;
        this.head = head;
    }

    /// The digest of the line checked last.
    Optional<String> head() {
        return head;
    }

    /// Checks the line that follows, and goes on behind it.
    CheckedLine check(RawLine line) {
        var checked = look(line);
        pass(line);
        return checked;
    }

    /// Checks the line that follows, and goes on behind it. A line whose digest stands in the line behind it is as it was written, and is
    /// not read.
    CheckedLine check(RawLine line, Optional<RawLine> behind) {
        if (isHeader(line) || !follows(line)) {
            return check(line);
        }
        var before = head;
        pass(line);
        if (behind.filter(this::follows).isPresent()) {
            return new CheckedLine(line, Fit.FITS, "", Optional.empty());
        }
        head = before;
        return check(line);
    }

    private boolean follows(RawLine line) {
        return line.whole() && !line.tooLong()
                && head.filter(digest -> LineForm.carries(line.bytes(), digest)).isPresent();
    }

    /// Goes on behind a line.
    void pass(RawLine line) {
        head = Optional.of(Chain.digest(line.bytes()));
    }

    /// Checks the line that follows, and stays before it.
    CheckedLine look(RawLine line) {
        if (!line.whole()) {
            return unreadable(line, "the line is cut off");
        }
        if (line.tooLong()) {
            return unreadable(line, "the line is too long");
        }
        try {
            return checkPlace(line, read(line));
        } catch (JsonException problem) {
            return unreadable(line, (isHeader(line) ? "no header: " : "no record: ") + problem.getMessage());
        }
    }

    private static CheckedLine unreadable(RawLine line, String problem) {
        return new CheckedLine(line, Fit.UNREADABLE, problem, Optional.empty());
    }

    private static boolean isHeader(RawLine line) {
        return line.number() == 1;
    }

    private JsonObject read(RawLine line) {
        var json = JsonReader.read(line.bytes()).asObject("the line");
        if (isHeader(line)) {
            LineForm.requireHeader(json);
        } else {
            LineForm.requireRecord(json);
        }
        return json;
    }

    private CheckedLine checkPlace(RawLine line, JsonObject json) {
        var problem = misplaced(line, json);
        return new CheckedLine(
                line,
                problem.isPresent() ? Fit.MISPLACED : Fit.FITS,
                problem.orElse(""),
                Optional.of(json));
    }

    private Optional<String> misplaced(RawLine line, JsonObject json) {
        if (!head.orElse(json.string("chain")).equals(json.string("chain"))) {
            return Optional.of("the chain is broken: this line was not written behind the line before it");
        }
        var place = isHeader(line) ? Integer.toString(segment) : LineForm.id(segment, line.number());
        var found = isHeader(line) ? Long.toString(json.integer("segment")) : json.string("id");
        return found.equals(place)
                ? Optional.empty()
                : Optional.of("this line says that it is " + found + ", not " + place);
    }
}
