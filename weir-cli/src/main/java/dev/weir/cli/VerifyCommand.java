package dev.weir.cli;

import dev.weir.api.Digest;
import dev.weir.journal.JournalReader;
import dev.weir.journal.JournalReader.Proof;
import dev.weir.journal.JournalReader.Sealed;
import dev.weir.journal.JournalReader.Summary;
import dev.weir.journal.StateFolder;
import dev.weir.report.Plain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// `weir verify`.
final class VerifyCommand implements Subcommand {

    private static final int FAILED = 1;
    private static final Pattern HEAD = Pattern.compile("(?:sha256:)?([0-9a-f]{64})");

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final OptionSpec head = OptionSpec.builder("--head").paramLabel("DIGEST").type(String.class)
            .description("What weir verify printed earlier: proves that nothing up to there has changed.").build();
    private final Path journal;

    VerifyCommand(Map<String, String> environment) {
        journal = StateFolder.of(environment).journal();
    }

    @Override
    public CommandSpec spec() {
        spec.usageMessage().description(
                "Walks the journal's chain, line by line, and prints the digest of the last line: the seal of the whole.",
                "Exit code 1: something does not fit, and its place is named; or there is no journal.");
        spec.addOption(head);
        spec.mixinStandardHelpOptions(true);
        return spec;
    }

    @Override
    public Integer call() {
        var wanted = Optional.<String>ofNullable(head.getValue()).map(this::hex);
        try (var _ = Notice.of("reading the journal", spec.commandLine().getErr())) {
            return wanted.isPresent() ? prove(wanted.get()) : verify();
        } catch (IOException e) {
            return Subcommand.complain(spec, FAILED, "the journal cannot be read: " + e.getMessage(),
                    "mend that, then try again");
        }
    }

    private String hex(String text) {
        var digest = HEAD.matcher(text);
        if (!digest.matches()) {
            throw new ParameterException(spec.commandLine(),
                    "--head needs 64 hexadecimal digits in lower case, with or without `sha256:` before them");
        }
        return digest.group(1);
    }

    private int verify() throws IOException {
        var summary = JournalReader.verify(journal);
        if (summary.isEmpty()) {
            return sayThatThereIsNone();
        }
        tell(summary.get());
        return summary.get().damage().isEmpty() ? passWithoutHead(summary.get()) : reportDamage();
    }

    private int passWithoutHead(Summary summary) {
        var digest = print(summary);
        return Subcommand.complain(spec, 0,
                "without --head it cannot be excluded that its end was cut off, or that all of it was computed anew",
                "keep the digest where this user cannot write, and next time: weir verify --head " + digest);
    }

    private int prove(String digest) throws IOException {
        var proof = JournalReader.verify(journal, digest);
        if (proof.isEmpty()) {
            return sayThatThereIsNone();
        }
        var summary = proof.get().summary();
        tell(summary);
        say(result(proof.get()));
        if (!summary.damage().isEmpty()) {
            return reportDamage();
        }
        if (proof.get().sealed().isEmpty()) {
            return Subcommand.complain(spec, FAILED,
                    "the end of the journal was cut off, or all of it was computed anew" + orRemoved(summary),
                    "keep a copy of " + journal + ", and compare it with a copy from before");
        }
        print(summary);
        return 0;
    }

    private static String result(Proof proof) {
        return proof.sealed().map(VerifyCommand::result).orElse("no line has this digest");
    }

    private static String result(Sealed sealed) {
        return sealed.whole()
                ? "nothing up to the line with this digest has changed; " + count(sealed.records(), "record")
                        + " came after it"
                : "there is a line with this digest, but not all before it fits";
    }

    private static String orRemoved(Summary summary) {
        return summary.retired() == 0 ? "" : "; or the line stood in a segment that retention has removed";
    }

    private void tell(Summary summary) {
        summary.damage().forEach(damage -> say(Plain.text(journal + "/" + damage)));
        say((summary.damage().isEmpty() ? "the chain is whole: " : "what can be read: ")
                + count(summary.records(), "record") + " in " + count(summary.segments(), "segment"));
        if (summary.retired() > 0) {
            say("it begins with segment " + (summary.retired() + 1) + ": retention has removed what was before");
        }
        if (summary.recovered() > 0) {
            say(count(summary.recovered(), "record") + " of damage that was found before; weir log shows what it was");
        }
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private int reportDamage() {
        spec.commandLine().getErr().println(
                "hint: weir log shows all that can be read; keep a copy of " + journal + " before you change it");
        return FAILED;
    }

    private String print(Summary summary) {
        var digest = Digest.ofHex(summary.head()).text();
        spec.commandLine().getOut().println(digest);
        return digest;
    }

    private void say(String what) {
        spec.commandLine().getErr().println("weir: " + what);
    }

    private int sayThatThereIsNone() {
        return Subcommand.complain(spec, FAILED, "there is no journal: " + journal,
                "weir pip install PACKAGE writes the first records; where there was one, it has been removed");
    }
}
