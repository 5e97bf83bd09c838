package dev.weir.cli;

import dev.weir.journal.JournalWatch;
import dev.weir.journal.StateFolder;
import dev.weir.report.JournalLog;
import dev.weir.report.JournalLog.Shown;
import dev.weir.report.LiveLog;
import dev.weir.report.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `weir log`.
final class LogCommand implements Subcommand {

    private static final int FAILED = 1;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec json = OptionSpec.builder("--json")
            .description("One record a line, as the journal holds it (spec/journal.md).").build();
    private final OptionSpec follow = OptionSpec.builder("-f", "--follow")
            .description("Goes on with what is being written, a line for each step, until interrupted.").build();
    private final LogOptions options = new LogOptions(spec, InstantSource.system());
    private final Path journal;

    LogCommand(Map<String, String> environment) {
        journal = StateFolder.of(environment).journal();
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Shows what the journal holds: run after run, the newest last.",
                "Exit code 1: some of it is damaged, or cannot be read.");
        spec.addOption(json).addOption(follow);
        options.addTo(spec);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            var selection = options.selection();
            return has(follow) ? follow(selection) : show(selection);
        } catch (IOException e) {
            return Subcommand.complain(spec, FAILED, "the journal cannot be read: " + e.getMessage(),
                    "mend that, then try again");
        }
    }

    private boolean has(OptionSpec option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private int show(Selection selection) throws IOException {
        var log = new JournalLog(journal, selection);
        var out = spec.commandLine().getOut();
        var shown = has(json) ? log.json(out) : log.text(out, ZoneId.systemDefault());
        if (out.checkError()) {
            return Subcommand.complain(spec, FAILED, "not all of it could be written",
                    "the disk is full, or what reads the output has ended");
        }
        return shown.isPresent()
                ? report(shown.get(), selection)
                : sayThatThereIsNone("weir pip install PACKAGE writes the first records");
    }

    private int report(Shown shown, Selection selection) {
        report(shown.problems());
        if (shown.runs() == 0 && options.choosesOnlyARun()) {
            return Subcommand.complain(spec, FAILED, "no run has an id that begins like this",
                    "weir log shows the ids of all runs");
        }
        if (shown.runs() == 0 && !selection.equals(Selection.ALL)) {
            Subcommand.complain(spec, 0, "no run fits", "leave out an option to see more");
        }
        return shown.problems().isEmpty() ? 0 : FAILED;
    }

    private void report(List<String> problems) {
        var err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println("weir: " + problem));
        if (!problems.isEmpty()) {
            err.println("hint: all that can be read is shown; keep a copy of " + journal + " before you change it");
        }
    }

    private int sayThatThereIsNone(String hint) {
        return Subcommand.complain(spec, 0, "there is no journal yet: " + journal, hint);
    }

    /// Ends where nobody reads any more.
    private int follow(Selection selection) throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        if (Files.notExists(journal)) {
            sayThatThereIsNone("waiting for the first records");
        }
        try (var log = live(selection); var watch = JournalWatch.of(journal)) {
            report(log.more(out));
            while (!out.checkError()) {
                watch.await();
                report(log.more(out));
            }
        }
        return 0;
    }

    private LiveLog live(Selection selection) throws IOException {
        return has(json)
                ? LiveLog.json(journal, selection)
                : LiveLog.text(journal, selection, ZoneId.systemDefault());
    }
}
