package dev.weir.cli;

import dev.weir.journal.StateFolder;
import dev.weir.packaging.text.Quoted;
import dev.weir.report.Ids;
import dev.weir.report.JournalShow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `weir show`.
final class ShowCommand implements Subcommand {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NAMED = 20;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec json = OptionSpec.builder("--json").description("One JSON object.").build();
    private final PositionalParamSpec id = PositionalParamSpec.builder().paramLabel("ID").index("0").required(true)
            .type(String.class).description("A run or an operation: its id, or how that begins.").build();
    private final Map<String, String> environment;
    private final Path journal;

    ShowCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.journal = StateFolder.of(environment).journal();
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Shows one run: what started what, how long it took, what was found. Or one operation, with its arguments, and what it started.",
                "Exit code 1: there is none with this id, or some of the journal is damaged.");
        spec.addOption(json).addPositional(id);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        try {
            return find(Objects.requireNonNull(id.<String>getValue()));
        } catch (IOException e) {
            return Subcommand.complain(spec, FAILED, "the journal cannot be read: " + e.getMessage(),
                    "mend that, then try again");
        }
    }

    private int find(String wanted) throws IOException {
        var ids = Ids.of(journal);
        if (ids.isEmpty()) {
            return Subcommand.complain(spec, FAILED, "there is no journal yet: " + journal,
                    "weir pip install PACKAGE writes the first records");
        }
        var found = ids.get().beginningWith(wanted);
        return switch (found.size()) {
            case 0 -> Subcommand.complain(spec, FAILED,
                    "no run and no operation has an id that begins with " + Quoted.quote(wanted),
                    "weir log shows the ids of all runs, weir show RUN those of its operations");
            case 1 -> show(found.getFirst());
            default -> nameAll(found, wanted);
        };
    }

    private int nameAll(List<Ids.Id> found, String wanted) {
        var err = spec.commandLine().getErr();
        err.println("weir: %d ids begin with %s:".formatted(found.size(), Quoted.quote(wanted)));
        found.stream().limit(NAMED).forEach(each -> err.println("  " + each.about()));
        if (found.size() > NAMED) {
            err.println("  and " + (found.size() - NAMED) + " more");
        }
        err.println("hint: give more of the id");
        return WRONG_USAGE;
    }

    private int show(Ids.Id chosen) throws IOException {
        var show = JournalShow.read(journal, chosen);
        var out = spec.commandLine().getOut();
        if (spec.commandLine().getParseResult().hasMatchedOption(json)) {
            out.println(show.json().encode());
        } else {
            show.text(out, ZoneId.systemDefault(), TerminalWidth.of(environment));
        }
        if (out.checkError()) {
            return Subcommand.complain(spec, FAILED, "not all of it could be written",
                    "the disk is full, or what reads the output has ended");
        }
        return report(show);
    }

    private int report(JournalShow show) {
        var err = spec.commandLine().getErr();
        show.problems().forEach(problem -> err.println("weir: " + problem));
        if (!show.problems().isEmpty()) {
            err.println("hint: all that can be read is shown; keep a copy of " + journal + " before you change it");
        }
        return show.problems().isEmpty() ? 0 : FAILED;
    }
}
