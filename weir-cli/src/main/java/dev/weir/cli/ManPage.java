package dev.weir.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A page for `man(1)`, in the macros of `man(7)`, made of the same description of a command as `--help`.
final class ManPage {

    private static final List<String> EXIT_CODES = List.of(
            "0", "Done.",
            "1", "Not all is well; the command says what.",
            "2", "It was used wrongly.",
            "10", "Something was refused.",
            "11", "Something could not be decided.");

    private final CommandSpec spec;
    private final List<String> lines = new ArrayList<>();

    private ManPage(CommandSpec spec) {
        this.spec = spec;
    }

    /// The name of a command's page: `weir-log`.
    static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    /// The page of a command.
    static String of(CommandSpec spec) {
        return new ManPage(spec).text();
    }

    private String text() {
        lines.add(".TH \"%s\" 1 \"\" \"weir\" \"Weir\"".formatted(name(spec).toUpperCase(Locale.ROOT)));
        section("NAME", escaped(name(spec)) + " \\- " + summary());
        section("SYNOPSIS", escaped(synopsis()));
        section("DESCRIPTION", paragraphs());
        arguments();
        commands();
        lines.add(".SH EXIT STATUS");
        for (var at = 0; at < EXIT_CODES.size(); at += 2) {
            term(EXIT_CODES.get(at), EXIT_CODES.get(at + 1));
        }
        return String.join("\n", lines) + "\n";
    }

    private void section(String title, String text) {
        lines.add(".SH " + title);
        lines.add(text);
    }

    private String summary() {
        var first = Arrays.stream(spec.usageMessage().description()).findFirst().orElse("");
        return escaped(first.endsWith(".") ? first.substring(0, first.length() - 1) : first);
    }

    private String synopsis() {
        var help = new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return help.synopsis(0).strip();
    }

    private String paragraphs() {
        return Arrays.stream(spec.usageMessage().description()).map(ManPage::escaped)
                .collect(Collectors.joining("\n.PP\n"));
    }

    private void arguments() {
        var shown = Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
                .filter(argument -> !argument.hidden()).toList();
        if (!shown.isEmpty()) {
            lines.add(".SH OPTIONS");
            shown.forEach(argument -> term(label(argument), String.join(" ", argument.description())));
        }
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? String.join(", ", option.names()) + (option.arity().max() > 0 ? " " + option.paramLabel() : "")
                : argument.paramLabel();
    }

    private void commands() {
        var shown = spec.subcommands().values().stream().map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden()).toList();
        if (!shown.isEmpty()) {
            lines.add(".SH COMMANDS");
            shown.forEach(
                    command -> term(name(command) + "(1)", String.join(" ", command.usageMessage().description())));
        }
    }

    private void term(String label, String text) {
        lines.add(".TP");
        lines.add(".B " + escaped(label));
        lines.add(escaped(text));
    }

    /// As `man(7)` reads it: no line begins with a control character, and a hyphen is one that can be copied.
    private static String escaped(String text) {
        var plain = text.replace("@|", "").replace("|@", "").replace("%n", " ").replace("%%", "%")
                .replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
