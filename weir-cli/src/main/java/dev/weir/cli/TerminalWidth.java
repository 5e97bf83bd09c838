package dev.weir.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How many columns the terminal has.
final class TerminalWidth {

    private static final int USUAL = 80;
    private static final int LEAST = 40;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern SIZE = Pattern.compile("[0-9]+ ([0-9]+)\\s*");

    private TerminalWidth() {}

    /// What `COLUMNS` says, else what the terminal says, else 80; 40 at least.
    static int of(Map<String, String> environment) {
        var columns = Optional.ofNullable(environment.get("COLUMNS")).filter(text -> NUMBER.matcher(text).matches())
                .map(Integer::parseInt);
        return Math.max(columns.or(TerminalWidth::asked).filter(width -> width > 0).orElse(USUAL), LEAST);
    }

    /// Empty where the output goes elsewhere.
    private static Optional<Integer> asked() {
        return Terminal.isThere() ? size().map(Integer::parseInt) : Optional.empty();
    }

    private static Optional<String> size() {
        try {
            var stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
            var said = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return said.matches() ? Optional.of(said.group(1)) : Optional.empty();
        } catch (IOException noStty) {
            return Optional.empty();
        }
    }
}
