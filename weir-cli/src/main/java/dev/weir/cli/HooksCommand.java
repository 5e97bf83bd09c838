package dev.weir.cli;

import dev.weir.engine.hooks.HookSet;
import dev.weir.engine.hooks.HookSetException;
import dev.weir.engine.settings.Settings;
import dev.weir.engine.settings.SettingsException;
import dev.weir.journal.StateFolder;
import dev.weir.report.HookHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `weir hooks`. It reads the settings and the journal, and starts no engine.
final class HooksCommand implements Subcommand {

    private static final int FAILED = 1;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec json = OptionSpec.builder("--json")
            .description("One object a line, one for each hook (docs/reference/json.md).").build();
    private final Map<String, String> environment;
    private final Path journal;

    HooksCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        journal = StateFolder.of(environment).journal();
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Lists the hooks in the order in which they are asked: where each comes from, what is set for it, and what it has done last. Then what only watches.",
                "Exit code 1: the settings or the hooks cannot be used, or a part of the journal is damaged.");
        spec.addOption(json);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        try {
            return show(SettingsHere.read(environment).settings());
        } catch (SettingsException mistakes) {
            return Subcommand.complain(spec, FAILED, "the settings cannot be used:\n" + mistakes.getMessage(),
                    mistakes.hint());
        } catch (HookSetException unusable) {
            return Subcommand.complain(spec, FAILED, "the hooks cannot be used: " + unusable.getMessage(),
                    "mend the settings: until then nothing can be decided");
        } catch (IOException e) {
            return Subcommand.complain(spec, FAILED, "the journal cannot be read: " + e.getMessage(),
                    "mend that, then try again");
        }
    }

    private int show(Settings settings) throws IOException {
        var history = HookHistory.read(journal);
        lines(settings, history).forEach(this::print);
        if (spec.commandLine().getOut().checkError()) {
            return Subcommand.complain(spec, FAILED, "not all of it could be written",
                    "the disk is full, or what reads the output has ended");
        }
        return report(history.problems());
    }

    private int report(List<String> problems) {
        var err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println("weir: " + problem));
        if (!problems.isEmpty()) {
            err.println("hint: what the hooks did last is told as far as it can be read");
        }
        return problems.isEmpty() ? 0 : FAILED;
    }

    private static List<HookLine> lines(Settings settings, HookHistory history) {
        var ofEngine = HookSet.known(settings, BuiltInHooks.of(settings)).stream()
                .map(hook -> new HookLine.OfEngine(hook, Optional.ofNullable(history.last().get(hook.name()))));
        var inProcess = settings.inProcess().stream().map(HookLine.InProcess::new);
        var observers = HookSet.knownObservers(settings).stream().map(HookLine.Watching::new);
        return Stream.of(ofEngine, observers, inProcess).<HookLine>flatMap(lines -> lines).toList();
    }

    private void print(HookLine hook) {
        var out = spec.commandLine().getOut();
        if (spec.commandLine().getParseResult().hasMatchedOption(json)) {
            out.println(hook.json().encode());
        } else {
            hook.text(ZoneId.systemDefault()).forEach(out::println);
        }
    }
}
