package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

class ManPageTest {

    @TempDir
    Path folder;

    static Stream<CommandSpec> commands() {
        return ManPages.commands();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void saysOfEachOptionWhatTheHelpSays(CommandSpec command) {
        var page = ManPage.of(command).replace("\\-", "-");

        assertThat(page).startsWith(".TH \"WEIR").contains(".SH NAME\n" + ManPage.name(command) + " - ");
        for (var option : command.options()) {
            assertThat(page).contains(option.names())
                    .contains(String.join(" ", option.description()).replace("\\", "\\e"));
        }
        assertThat(page.lines()).noneMatch(line -> line.startsWith("'"))
                .allMatch(line -> !line.startsWith(".") || line.matches("\\.(TH|SH|TP|PP|B)( .*)?"));
    }

    @Test
    void isThereForEveryCommandThatTheHelpNames() throws IOException {
        ManPages.main(new String[]{folder.toString()});

        var shown = Main.commandLine(Map.of()).getSubcommands().values().stream()
                .map(command -> command.getCommandSpec())
                .filter(command -> !command.usageMessage().hidden())
                .map(command -> folder.resolve(ManPage.name(command) + ".1")).toList();
        assertThat(shown).contains(folder.resolve("weir-log.1")).allMatch(Files::isRegularFile);
        assertThat(Files.readString(folder.resolve("weir.1"))).contains("weir\\-log(1)", ".SH EXIT STATUS");
    }

    @Test
    void keepsAwayFromTheMacrosOfMan() {
        var spec = CommandSpec.create().name("x");
        spec.usageMessage().description(".so /etc/passwd", "'s", "a\\b");

        assertThat(ManPage.of(spec)).contains("\n\\&.so /etc/passwd\n", "\n\\&'s\n", "a\\eb");
    }
}
