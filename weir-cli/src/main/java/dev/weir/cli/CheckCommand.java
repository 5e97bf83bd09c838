package dev.weir.cli;

import dev.weir.cli.check.Check;
import dev.weir.cli.check.Result;
import dev.weir.cli.check.Subject;
import dev.weir.cli.client.EngineFinder;
import dev.weir.cli.home.HomeLayout;
import dev.weir.engine.Places;
import dev.weir.engine.settings.SettingsPlaces;
import dev.weir.report.Plain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `weir check`.
final class CheckCommand implements Subcommand {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int UNDECIDED = 11;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec json = OptionSpec.builder("--json")
            .description("One object a line, one for each path (docs/reference/json.md).").build();
    private final PositionalParamSpec paths =
            PositionalParamSpec.builder().paramLabel("PATH").arity("1..*").required(true)
                    .type(List.class).auxiliaryTypes(String.class).description("A wheel, a source archive or a folder.")
                    .build();
    private final Map<String, String> environment;

    CheckCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Judges packages where they lie, by the hooks and settings of an installation, and installs nothing.",
                "Exit code 10: at least one is refused. Else 11: at least one could not be decided.");
        spec.addOption(json).addPositional(paths);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        var subjects = new ArrayList<Subject>();
        for (var given : paths.<List<String>>getValue()) {
            try {
                subjects.add(Subject.at(given));
            } catch (IOException | InvalidPathException nothing) {
                return Subcommand.complain(spec, WRONG_USAGE, given + ": " + nothing.getMessage(),
                        "name wheels, source archives or folders; nothing was judged");
            }
        }
        return check(subjects);
    }

    private int check(List<Subject> subjects) {
        var home = Optional.ofNullable(environment.get("WEIR_HOME")).map(Path::of);
        if (home.isEmpty()) {
            return Subcommand.complain(spec, WRONG_USAGE, "WEIR_HOME is not set",
                    "start the script `weir` of a checkout");
        }
        try {
            return print(new Check(engines(home.get()), Version.number()), subjects);
        } catch (IOException | IllegalArgumentException problem) {
            return Subcommand.complain(spec, UNDECIDED, "nothing could be judged: " + problem.getMessage(),
                    "mend that, then try again");
        }
    }

    private EngineFinder engines(Path home) throws IOException {
        var build = Files.readString(home.resolve(HomeLayout.BUILD_ID)).strip();
        return new EngineFinder(Places.of(environment, SettingsPlaces.of(environment), build), environment);
    }

    private int print(Check check, List<Subject> subjects) {
        var results = new ArrayList<Result>();
        for (var subject : subjects) {
            var result = judge(check, subject);
            results.add(result);
            print(result);
        }
        var exit = Result.exit(results);
        return spec.commandLine().getOut().checkError()
                ? Subcommand.complain(spec, exit == 0 ? FAILED : exit, "not all of it could be written",
                        "the disk is full, or what reads the output has ended")
                : exit;
    }

    private Result judge(Check check, Subject subject) {
        try (var _ = Notice.of("judging " + Plain.text(subject.given()), spec.commandLine().getErr())) {
            return check.judge(subject);
        }
    }

    private void print(Result result) {
        var out = spec.commandLine().getOut();
        if (spec.commandLine().getParseResult().hasMatchedOption(json)) {
            out.println(result.json().encode());
        } else {
            result.text().forEach(out::println);
        }
    }
}
