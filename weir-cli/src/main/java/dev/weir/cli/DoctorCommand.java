package dev.weir.cli;

import dev.weir.cli.doctor.Diagnosis;
import dev.weir.cli.doctor.Doctor;
import dev.weir.cli.environment.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `weir doctor`.
final class DoctorCommand implements Subcommand {

    private static final int FAILED = 1;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec json = OptionSpec.builder("--json")
            .description("One JSON object (docs/reference/json.md).").build();
    private final PositionalParamSpec environmentOrPython =
            PositionalParamSpec.builder().paramLabel(ChosenEnvironments.LABEL).arity("0..1")
                    .type(String.class)
                    .description(ChosenEnvironments.DESCRIPTION)
                    .build();
    private final Map<String, String> environment;

    DoctorCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Tries, in a throw-away environment with your Python and your pip, whether a package that must be refused is, by every way in, every isolation mode and every gate.",
                "Exit code 1: not all that can be covered is, or nothing could be tried.");
        spec.addOption(json).addPositional(environmentOrPython);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        var named = Optional.<String>ofNullable(environmentOrPython.getValue()).stream().toList();
        return Subcommand.withHome(spec, environment, home -> ChosenEnvironments.choose(spec, environment, named,
                chosen -> examine(chosen.getFirst(), home)));
    }

    private int examine(Environment chosen, Path home) {
        try (var doctor = new Doctor(home, environment, this::tell)) {
            return print(doctor.examine(chosen.itself().python()));
        } catch (IOException problem) {
            return Subcommand.complain(spec, FAILED, "nothing could be tried: " + problem.getMessage(),
                    "mend that, then try again");
        }
    }

    private void tell(int done, int all) {
        if (Terminal.isThere()) {
            var err = spec.commandLine().getErr();
            err.print(done < all ? "\rweir: tried %d of %d".formatted(done, all) : "\r\u001b[K");
            err.flush();
        }
    }

    private int print(Diagnosis diagnosis) {
        var out = spec.commandLine().getOut();
        if (spec.commandLine().getParseResult().hasMatchedOption(json)) {
            out.println(diagnosis.json().encode());
        } else {
            diagnosis.text().forEach(out::println);
        }
        if (!diagnosis.isWell()) {
            spec.commandLine().getErr()
                    .println("hint: docs/guide.md, \"See that it works here\", says what each word means");
        }
        return diagnosis.isWell() ? 0 : FAILED;
    }
}
