package dev.weir.cli;

import dev.weir.cli.doctor.Diagnosis;
import dev.weir.cli.doctor.Doctor;
import dev.weir.cli.environment.Environment;
import dev.weir.cli.environment.Interpreter;
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
    private static final int WRONG_USAGE = 2;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec json = OptionSpec.builder("--json")
            .description("One JSON object (docs/reference/json.md).").build();
    private final PositionalParamSpec environmentOrPython =
            PositionalParamSpec.builder().paramLabel("ENV").arity("0..1")
                    .type(String.class)
                    .description(
                            "Folder of an environment, or path of an interpreter. Without one, that of `weir pip`.")
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
        var home = Optional.ofNullable(environment.get("WEIR_HOME")).map(Path::of);
        if (home.isEmpty()) {
            return Subcommand.complain(spec, WRONG_USAGE, "WEIR_HOME is not set", "start the script `weir`");
        }
        var place = Optional.<String>ofNullable(environmentOrPython.getValue()).map(Path::of)
                .or(() -> Interpreter.find(environment));
        if (place.isEmpty()) {
            return Subcommand.complain(spec, WRONG_USAGE, "no python3 or python on PATH", "name an environment");
        }
        return Environment.at(place.get()).map(found -> examine(found, home.get()))
                .orElseGet(() -> Subcommand.complain(spec, WRONG_USAGE,
                        place.get() + " is no environment and no interpreter",
                        "name the folder of an environment, or the path of a Python"));
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
