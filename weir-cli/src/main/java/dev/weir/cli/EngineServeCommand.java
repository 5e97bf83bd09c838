package dev.weir.cli;

import dev.weir.cli.home.HomeInUse;
import dev.weir.cli.home.HomeLayout;
import dev.weir.engine.Engine;
import dev.weir.engine.Places;
import dev.weir.engine.settings.SettingsPlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `weir engine serve`, which the shim starts.
final class EngineServeCommand implements Subcommand {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Map<String, String> environment;

    EngineServeCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage()
                .description(
                        "Judges installers until nobody has needed it for a while. `weir pip` starts it by itself.")
                .hidden(true);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        var home = Optional.ofNullable(environment.get("WEIR_HOME")).map(Path::of);
        if (home.isEmpty()) {
            return Subcommand.complain(spec, WRONG_USAGE, "WEIR_HOME is not set",
                    "start the script `weir` of a checkout");
        }
        try {
            return serve(home.get());
        } catch (IOException | IllegalArgumentException problem) {
            return Subcommand.complain(spec, FAILED, "the engine cannot go on: " + problem.getMessage(),
                    "mend that, then try again");
        }
    }

    private int serve(Path home) throws IOException, InterruptedException {
        var build = Files.readString(home.resolve(HomeLayout.BUILD_ID)).strip();
        var places = Places.of(environment, SettingsPlaces.of(environment), build);
        var started = Engine.start(places, BuiltInHooks::of);
        if (started.isEmpty()) {
            return Subcommand.complain(spec, 0, "an engine of this build and these settings is running already",
                    "nothing is to be done");
        }
        try (var _ = HomeInUse.hold(home); var engine = started.get()) {
            letOthersStart();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> close(engine)));
            engine.await();
        }
        return 0;
    }

    /// The shim gives its lock for starting as standard input: whoever waits for it finds this engine now.
    private static void letOthersStart() throws IOException {
        System.in.close();
    }

    private static void close(Engine engine) {
        try {
            engine.close();
        } catch (IOException problem) {
            System.getLogger(EngineServeCommand.class.getName())
                    .log(System.Logger.Level.WARNING, "the engine could not end in order", problem);
        }
    }
}
