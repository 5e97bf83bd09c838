package dev.weir.engine.settings;

import dev.weir.wire.Switches;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The settings cannot be used. The message has a line for each mistake, `file:line:column: what is wrong; what is allowed`.
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;
    private static final String PAGE = "docs/reference/settings.md says what each key takes";
    private static final String WITHOUT_PROJECT = Switches.PROJECT_SETTINGS + "=off";

    private final EnumSet<Source> sources;
    private final String[] mistakes;

    SettingsException(Source source, List<String> mistakes) {
        this(EnumSet.of(source), mistakes);
    }

    /// @param sources those with a mistake in them
    SettingsException(Set<Source> sources, List<String> mistakes) {
        super(message(mistakes));
        this.sources = EnumSet.copyOf(sources);
        this.mistakes = mistakes.toArray(String[]::new);
    }

    /// All mistakes, source by source in the order in which they stand there, a line each; never empty. The message leaves out those after the twentieth.
    public List<String> mistakes() {
        return List.of(mistakes);
    }

    /// What to do, one line.
    public String hint() {
        if (sources.equals(EnumSet.of(Source.ENVIRONMENT))) {
            return "mend the variable, or unset it";
        }
        if (sources.equals(EnumSet.of(Source.PROJECT))) {
            return "mend the project's settings, or go on without them: " + WITHOUT_PROJECT;
        }
        var alsoProject = sources.contains(Source.PROJECT) ? "; " + WITHOUT_PROJECT + " leaves out the project's" : "";
        return "mend the settings; " + PAGE + alsoProject;
    }

    private static String message(List<String> mistakes) {
        var shown = String.join("\n", mistakes.subList(0, Math.min(SHOWN, mistakes.size())));
        return mistakes.size() <= SHOWN ? shown : shown + "\nand " + (mistakes.size() - SHOWN) + " more";
    }
}
