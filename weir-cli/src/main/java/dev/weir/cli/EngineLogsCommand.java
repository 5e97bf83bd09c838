package dev.weir.cli;

import dev.weir.engine.Places;
import dev.weir.engine.Transport;
import dev.weir.journal.StateFolder;
import dev.weir.report.Plain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `weir engine logs`.
final class EngineLogsCommand implements Subcommand {

    private static final int FAILED = 1;

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec follow = OptionSpec.builder("-f", "--follow")
            .description("Go on with what is written from now on, until interrupted.").build();
    private final Map<String, String> environment;

    EngineLogsCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Shows what your engine has said, and on standard error where it is kept. Starts none.",
                "What was said before it grew to 1 MiB is in the file beside it that ends with .1.");
        spec.addOption(follow);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            var transport = Transport.of(Optional.ofNullable(environment.get("WEIR_TRANSPORT")));
            return show(Places.log(StateFolder.of(environment), transport));
        } catch (IOException | IllegalArgumentException e) {
            return Subcommand.complain(spec, FAILED, "the log cannot be shown: " + e.getMessage(),
                    "mend that, then try again");
        }
    }

    private int show(Path log) throws IOException, InterruptedException {
        if (Files.notExists(log)) {
            return Subcommand.complain(spec, 0, "there is no log yet: " + log,
                    "weir pip install PACKAGE starts an engine");
        }
        spec.commandLine().getErr().println(log);
        if (!spec.commandLine().getParseResult().hasMatchedOption(follow)) {
            try (var lines = open(log)) {
                print(lines);
            }
            return 0;
        }
        try (var watcher = log.getFileSystem().newWatchService()) {
            log.resolveSibling("").register(
                    watcher, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
            follow(log, watcher);
        }
        return 0;
    }

    /// Until the output goes nowhere. A log that takes the place of one that has grown too large is shown from its beginning.
    private void follow(Path log, WatchService watcher) throws IOException, InterruptedException {
        while (!isOutputGone()) {
            try (var lines = open(log)) {
                follow(log, lines, watcher);
            } catch (NoSuchFileException betweenTwo) {
                await(watcher);
            }
        }
    }

    private void follow(Path log, BufferedReader lines, WatchService watcher) throws IOException, InterruptedException {
        var opened = key(log);
        while (opened.equals(key(log)) && !isOutputGone()) {
            print(lines);
            await(watcher);
        }
        print(lines);
    }

    private boolean isOutputGone() {
        return spec.commandLine().getOut().checkError();
    }

    private static void await(WatchService watcher) throws InterruptedException {
        var key = watcher.poll(1, TimeUnit.SECONDS);
        if (key != null) {
            key.pollEvents();
            key.reset();
        }
    }

    /// What tells a file from another one of the same name; empty where there is none.
    private static Optional<Object> key(Path log) throws IOException {
        try {
            return Optional.ofNullable(Files.readAttributes(log, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException betweenTwo) {
            return Optional.empty();
        }
    }

    private static BufferedReader open(Path log) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8));
    }

    private void print(BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            spec.commandLine().getOut().println(Plain.text(line));
        }
        spec.commandLine().getOut().flush();
    }
}
