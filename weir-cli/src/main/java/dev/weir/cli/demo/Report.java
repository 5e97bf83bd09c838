package dev.weir.cli.demo;

import java.io.PrintWriter;
import java.util.List;

/// What the user reads, and whether all of it came true.
final class Report {

    private final PrintWriter out;
    private boolean allTrue = true;

    Report(PrintWriter out) {
        this.out = out;
    }

    void chapter(String text) {
        out.printf("%n%s%n", text);
        out.flush();
    }

    void line(String text) {
        out.println("   " + text);
        out.flush();
    }

    void quote(List<String> lines) {
        lines.forEach(text -> line("| " + text));
    }

    /// Says what should be so, and whether it is.
    void check(boolean holds, String statement) {
        allTrue &= holds;
        line((holds ? "ok   " : "NOT SO: ") + statement);
    }

    boolean allTrue() {
        return allTrue;
    }
}
