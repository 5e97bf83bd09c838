package dev.weir.engine.settings;

import java.util.List;

/// The settings cannot be used. The message has a line for each mistake, `file:line:column: what is wrong; what is allowed`.
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    private final String[] mistakes;

    SettingsException(List<String> mistakes) {
        super(message(mistakes));
        this.mistakes = mistakes.toArray(String[]::new);
    }

    /// All mistakes, in the order in which they stand in the file, a line each; never empty. The message leaves out those after the twentieth.
    public List<String> mistakes() {
        return List.of(mistakes);
    }

    /// What to do, one line.
    public String hint() {
        return "mend the settings; docs/reference/settings.md says what each key takes";
    }

    private static String message(List<String> mistakes) {
        var shown = String.join("\n", mistakes.subList(0, Math.min(SHOWN, mistakes.size())));
        return mistakes.size() <= SHOWN ? shown : shown + "\nand " + (mistakes.size() - SHOWN) + " more";
    }
}
