package dev.weir.verification.canary;

import dev.weir.verification.machine.Result;
import java.util.List;

/// What came of a cell.
///
/// @param kind  in a word
/// @param words why it is not green; empty where it is
public record CellResult(Kind kind, String words) {

    /// What may come of a cell.
    public enum Kind {
        /// All that it asks for is so.
        GREEN,
        /// pip cannot do what it asks for: the same command without Weir ended in the same way, or what it begins with could not be made without Weir.
        EXPLAINED,
        /// Something is wrong.
        RED
    }

    static final CellResult GREEN = new CellResult(Kind.GREEN, "");

    static CellResult red(String words) {
        return new CellResult(Kind.RED, words);
    }

    /// Of two commands of which none of the canary has run.
    static CellResult compare(Result audited, Result bare) {
        return bare.exit() != 0 && bare.exit() == audited.exit()
                ? explained(bare)
                : red("audited: %s%nbare: %s".formatted(audited, bare));
    }

    /// Of what failed without Weir.
    static CellResult explained(Result bare) {
        return new CellResult(Kind.EXPLAINED, "exit %d, `%s`".formatted(bare.exit(), lastLine(bare)));
    }

    /// Of what it says on standard error, without what differs from run to run.
    private static String lastLine(Result bare) {
        List<String> lines = bare.err().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.isEmpty()
                ? ""
                : lines.getLast().replaceAll("(file:)?/[^\\s'\"`]+", "…").replaceAll(" \\(choose from .*", "")
                        .replace("|", "/").replace("`", "'");
    }
}
