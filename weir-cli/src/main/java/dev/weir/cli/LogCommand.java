package dev.weir.cli;

import dev.weir.journal.StateFolder;
import dev.weir.report.JournalLog;
import dev.weir.report.JournalLog.Selection;
import dev.weir.report.JournalLog.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// `weir log`.
final class LogCommand implements Subcommand {

    private static final int FAILED = 1;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec json = OptionSpec.builder("--json")
            .description("One record a line, as the journal holds it (spec/journal.md).").build();
    private final OptionSpec run = OptionSpec.builder("--run").paramLabel("ID").type(String.class)
            .description("Only runs whose id begins like this.").build();
    private final OptionSpec last = OptionSpec.builder("--last").paramLabel("N").type(Integer.class)
            .description("Only the newest N runs.").build();
    private final Path journal;

    LogCommand(Map<String, String> environment) {
        journal = StateFolder.of(environment).journal();
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Shows what the journal holds: run after run, the newest last.",
                "Exit code 1: some of it is damaged, or cannot be read.");
        spec.addOption(json).addOption(run).addOption(last);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        try {
            return show(new JournalLog(journal, selection()));
        } catch (IOException e) {
            return Subcommand.complain(spec, FAILED, "the journal cannot be read: " + e.getMessage(),
                    "mend that, then try again");
        }
    }

    private Selection selection() {
        Optional<Integer> count = Optional.ofNullable(last.getValue());
        if (count.isPresent() && count.get() < 1) {
            throw new ParameterException(spec.commandLine(), "--last needs a number from 1 on");
        }
        return new Selection(Optional.ofNullable(run.getValue()),
                count.map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private int show(JournalLog log) throws IOException {
        var out = spec.commandLine().getOut();
        var shown = isJson() ? log.json(out) : log.text(out, ZoneId.systemDefault());
        if (out.checkError()) {
            return Subcommand.complain(spec, FAILED, "not all of it could be written",
                    "the disk is full, or what reads the output has ended");
        }
        return shown.isPresent() ? report(shown.get()) : sayThatThereIsNone();
    }

    private boolean isJson() {
        return spec.commandLine().getParseResult().hasMatchedOption(json);
    }

    private int report(Shown shown) {
        var err = spec.commandLine().getErr();
        shown.problems().forEach(problem -> err.println("weir: " + problem));
        if (!shown.problems().isEmpty()) {
            err.println("hint: all that can be read is shown; keep a copy of " + journal + " before you change it");
        }
        if (shown.runs() == 0 && spec.commandLine().getParseResult().hasMatchedOption(run)) {
            return Subcommand.complain(spec, FAILED, "no run has an id that begins like this",
                    "weir log shows the ids of all runs");
        }
        return shown.problems().isEmpty() ? 0 : FAILED;
    }

    private int sayThatThereIsNone() {
        return Subcommand.complain(spec, 0, "there is no journal yet: " + journal,
                "weir pip install PACKAGE writes the first records");
    }
}
