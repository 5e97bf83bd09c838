package dev.weir.cli;

import dev.weir.cli.policy.PackageView;
import dev.weir.cli.policy.Project;
import dev.weir.cli.policy.SettingsView;
import dev.weir.cli.policy.View;
import dev.weir.engine.settings.EffectiveSettings;
import dev.weir.engine.settings.SettingsException;
import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.report.Plain;
import dev.weir.wire.Switches;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// `weir policy show`.
final class PolicyCommand implements Subcommand {

    private static final int FAILED = 1;

    private final CommandSpec show = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec ofPackage = OptionSpec.builder("--package").paramLabel("NAME[==VERSION]")
            .type(String.class)
            .description(
                    "What the lists and the rules say of this package, and where they say so. Hooks that look at the bits are not asked.")
            .build();
    private final OptionSpec json = OptionSpec.builder("--json").description("One JSON object.").build();
    private final SettingsPlaces places;
    private final Path folder;
    private final Switches switches;

    /// @param folder where the project's settings are looked for, upward
    PolicyCommand(SettingsPlaces places, Path folder, Map<String, String> environment) {
        this.places = places;
        this.folder = folder;
        this.switches = Switches.in(environment);
    }

    @Override
    public CommandSpec spec() {
        show.usageMessage().description(
                "Shows each setting in force for a command started here, and the file and line that it stands in.",
                "Exit code 1: the settings have mistakes; all are named.");
        show.addOption(ofPackage).addOption(json);
        show.mixinStandardHelpOptions(true);
        var policy = CommandSpec.create().mixinStandardHelpOptions(true).addSubcommand("show", show);
        policy.usageMessage().description("What is refused, and by which setting.");
        return policy;
    }

    @Override
    public Integer call() {
        var project = project();
        try {
            var effective = EffectiveSettings.read(places, folder.toString(), switches);
            return print(project
                    .<View>map(named -> new PackageView(named, effective,
                            BuiltInHooks.names(effective.settings().names())))
                    .orElseGet(() -> new SettingsView(effective)));
        } catch (SettingsException mistaken) {
            return complain(mistaken);
        }
    }

    private int print(View view) {
        var out = show.commandLine().getOut();
        if (show.commandLine().getParseResult().hasMatchedOption(json)) {
            out.println(view.json().encode());
        } else {
            view.lines().forEach(out::println);
        }
        return out.checkError()
                ? Subcommand.complain(show, FAILED, "not all of it could be written",
                        "the disk is full, or what reads the output has ended")
                : 0;
    }

    private int complain(SettingsException mistaken) {
        var err = show.commandLine().getErr();
        mistaken.mistakes().forEach(mistake -> err.println("weir: " + Plain.text(mistake)));
        err.println("hint: " + mistaken.hint());
        return FAILED;
    }

    private Optional<Project> project() {
        return Optional.ofNullable(ofPackage.<String>getValue()).map(text -> Project.parse(text)
                .orElseThrow(
                        () -> new ParameterException(show.commandLine(), "--package needs NAME or NAME==VERSION")));
    }
}
