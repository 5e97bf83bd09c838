package dev.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Writes the pages for `man(1)`, one for each command that `--help` shows. The build calls it.
public final class ManPages {

    private ManPages() {}

    /// Called with the folder of section 1, `…/man/man1`.
    public static void main(String[] args) throws IOException {
        var folder = Files.createDirectories(Path.of(args[0]));
        for (var command : commands().toList()) {
            Files.writeString(folder.resolve(ManPage.name(command) + ".1"), ManPage.of(command));
        }
    }

    /// All commands that are shown, the first one is `weir` itself.
    static Stream<CommandSpec> commands() {
        return commands(Main.commandLine(Map.of()).getCommandSpec());
    }

    private static Stream<CommandSpec> commands(CommandSpec command) {
        return Stream.concat(Stream.of(command), command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(below -> !below.usageMessage().hidden())
                .flatMap(ManPages::commands));
    }
}
