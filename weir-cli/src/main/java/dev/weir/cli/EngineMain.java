package dev.weir.cli;

import dev.weir.cli.home.HomeInUse;
import dev.weir.cli.home.HomeLayout;
import dev.weir.cli.rehearsal.Rehearsal;
import dev.weir.cli.rehearsal.Stage;
import dev.weir.engine.Engine;
import dev.weir.engine.Places;
import dev.weir.engine.settings.SettingsPlaces;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The process of an engine: `weir engine serve`, which shims start, and `weir engine rehearse FOLDER`,
/// by which a home is made ready ([Rehearsal]). It is kept apart from
/// the other commands because an installer waits for it: nothing of the command line is loaded.
///
/// Exit codes: 0 done, 1 it could not go on, 2 wrong usage.
public final class EngineMain {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final Map<String, String> environment;
    private final PrintStream err;

    private EngineMain(Map<String, String> environment, PrintStream err) {
        this.environment = Map.copyOf(environment);
        this.err = err;
    }

    public static void main(String[] args) throws InterruptedException {
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new EngineMain(System.getenv(), err).run(List.of(args)));
    }

    private int run(List<String> command) throws InterruptedException {
        var home = Optional.ofNullable(environment.get("WEIR_HOME")).map(Path::of);
        if (home.isEmpty()) {
            return complain(WRONG_USAGE, "WEIR_HOME is not set", "start the script `weir`");
        }
        try {
            var build = Files.readString(home.get().resolve(HomeLayout.BUILD_ID)).strip();
            return isRehearsal(command) ? rehearse(Path.of(command.getLast()), build) : serve(home.get(), build);
        } catch (IOException | IllegalArgumentException problem) {
            return complain(FAILED, "the engine cannot go on: " + problem.getMessage(), "mend that, then try again");
        }
    }

    /// The launcher starts this class for these two commands only.
    private static boolean isRehearsal(List<String> command) {
        return command.size() == 3 && command.subList(0, 2).equals(List.of("engine", "rehearse"));
    }

    private int complain(int code, String what, String hint) {
        err.println("weir: " + what);
        err.println("hint: " + hint);
        return code;
    }

    /// Serves in a folder until its standard input ends, then begins once more: on a journal that is there.
    private static int rehearse(Path folder, String build) throws IOException {
        var places = new Stage(folder).places(build);
        try (var _ = start(places)) {
            System.out.println(Rehearsal.READY);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        start(places).close();
        return 0;
    }

    private static Engine start(Places places) throws IOException {
        return Engine.start(places, BuiltInHooks::of).orElseThrow(() -> new IOException("an engine is there already"));
    }

    private int serve(Path home, String build) throws IOException, InterruptedException {
        var places = Places.of(environment, SettingsPlaces.of(environment), build);
        var started = Engine.start(places, BuiltInHooks::of);
        if (started.isEmpty()) {
            return complain(0, "an engine of this build and these settings is running already",
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
            System.getLogger(EngineMain.class.getName())
                    .log(System.Logger.Level.WARNING, "the engine could not end in order", problem);
        }
    }
}
