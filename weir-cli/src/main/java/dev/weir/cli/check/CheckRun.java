package dev.weir.cli.check;

import dev.weir.api.Command;
import dev.weir.api.Digest;
import dev.weir.api.Distribution;
import dev.weir.api.Done;
import dev.weir.api.Flag;
import dev.weir.api.Gate;
import dev.weir.api.Kind;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.cli.client.Conversation;
import dev.weir.engine.bits.PrivateFolder;
import dev.weir.packaging.archive.ArchiveReader;
import dev.weir.packaging.archive.ArchiveTree;
import dev.weir.packaging.tree.TreeScope;
import dev.weir.wire.Answer;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The run of one check (`spec/events.md`, Checks): the gates that pip has for a package that is given by its path, before anything of it runs or is
/// written. For one thread.
final class CheckRun {

    private static final String INSTALLER = "pip";
    private static final String NOT_INSTALLED = "only checked, not installed";
    private static final int FLAGS = Flag.USER_REQUESTED.bit() | Flag.DIRECT_URL.bit();

    private final Conversation conversation;
    private final String version;
    private final Subject subject;
    private final String root = newOperation();
    private final List<Answer> answers = new ArrayList<>();
    private Metadata metadata;

    CheckRun(Conversation conversation, String version, Subject subject) {
        this.conversation = conversation;
        this.version = version;
        this.subject = subject;
        this.metadata = subject.metadata();
    }

    private static String newOperation() {
        var bytes = new byte[10];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// @throws IOException where an answer does not come, or cannot be believed
    Result judge() throws IOException {
        var command = new Command(version, "check", List.of("check", subject.given()), root, "{}");
        var gate = new Gate.Invoked("weir", command);
        var opening = ask(gate);
        var result = result(goesOn(opening) ? judgeBits() : opening);
        conversation.tell(endOfCommand(gate, result));
        conversation.bye(result.exit());
        return result;
    }

    private static boolean goesOn(Verdict verdict) {
        return verdict instanceof Verdict.Allow || verdict instanceof Verdict.Patched;
    }

    /// Refused or not: the command has done what it was to do.
    private static Done endOfCommand(Gate gate, Result result) {
        return result.isDecided()
                ? new Done(gate, Outcome.OK, Optional.empty())
                : new Done(gate, Outcome.FAILED, result.reason());
    }

    private Verdict judgeBits() throws IOException {
        var claim = Claim.about(subject.path(), scope());
        return switch (subject.kind()) {
            case WHEEL -> judgeWheel(claim);
            case ARCHIVE -> unpack(claim);
            case DIRECTORY, SDIST, VCS -> judge(new Gate.Install(INSTALLER, about(subject.path(), claim, extra())));
        };
    }

    /// A wheel is all that will be written: the gate of that is passed before anything else happens, too.
    private Verdict judgeWheel(Claim claim) throws IOException {
        var verdict = judge(new Gate.Install(INSTALLER, about(subject.path(), claim, extra())));
        return goesOn(verdict)
                ? judge(new Gate.Write(INSTALLER, about(subject.path(), claim, extra())))
                : verdict;
    }

    private Verdict unpack(Claim claim) throws IOException {
        var gate = new Gate.Unpack(INSTALLER, about(subject.path(), claim, extra()));
        var verdict = ask(gate);
        if (!goesOn(verdict)) {
            conversation.tell(end(gate, verdict));
            return verdict;
        }
        try (var folder = PrivateFolder.create("weir-check-")) {
            return judgeUnpacked(gate, folder.path().resolve("tree"));
        }
    }

    private Verdict judgeUnpacked(Gate.Unpack gate, Path tree) throws IOException {
        var archive = gate.distribution().digest();
        var problem = unpackInto(tree, archive);
        if (problem.isPresent()) {
            conversation.tell(end(gate, problem.get()));
            return problem.get();
        }
        conversation.tell(new Done(gate, Outcome.OK, Optional.empty()));
        metadata = Metadata.ofTree(tree).or(metadata);
        var from = JsonObject.builder().put("path", subject.path().toString()).put("digest", archive.map(Digest::text));
        var extra = extra().put("archive", from.build());
        return judge(new Gate.Install(INSTALLER, about(tree, Claim.about(tree, TreeScope.WHOLE), extra)));
    }

    private Optional<Verdict> unpackInto(Path tree, Optional<Digest> archive) {
        try (var reader = ArchiveReader.open(subject.path())) {
            ArchiveTree.ofSource(reader).unpackInto(tree);
        } catch (IOException unreadable) {
            return Optional.of(new Verdict.Undecided("it cannot be unpacked: " + unreadable.getMessage()));
        }
        return Claim.about(subject.path(), TreeScope.WHOLE).digest().equals(archive)
                ? Optional.empty()
                : Optional.of(changed());
    }

    private static Verdict changed() {
        return new Verdict.Undecided("it changed while it was judged");
    }

    private Verdict judge(Gate.ArtifactGate gate) throws IOException {
        var verdict = ask(gate);
        conversation.tell(end(gate, verdict));
        return verdict;
    }

    private Verdict ask(Gate gate) throws IOException {
        var answer = conversation.ask(gate);
        answers.add(answer);
        var isOfOtherBits = gate instanceof Gate.ArtifactGate about
                && !about.distribution().digest().equals(answer.digest());
        return goesOn(answer.found()) && isOfOtherBits ? changed() : answer.found();
    }

    private static Done end(Gate gate, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allow _,Verdict.Patched _ -> new Done(gate, Outcome.CANCELLED, Optional.of(NOT_INSTALLED));
            case Verdict.Deny(var reason) -> new Done(gate, Outcome.REFUSED, Optional.of(reason));
            case Verdict.Undecided(var reason) -> new Done(gate, Outcome.FAILED, Optional.of(reason));
            case Verdict.Withhold _ -> new Done(gate, Outcome.FAILED, Optional.empty());
        };
    }

    private JsonObject.Builder extra() {
        return JsonObject.builder().put("check", Json.of(true)).put("parent", root);
    }

    private TreeScope scope() {
        return subject.kind() == Kind.DIRECTORY ? TreeScope.USER_FOLDER : TreeScope.WHOLE;
    }

    private Distribution about(Path bits, Claim claim, JsonObject.Builder extra) {
        if (!claim.leftOut().isEmpty()) {
            extra.put("left_out", claim.leftOut());
        }
        var filename = Optional.of(subject.fileName()).filter(_ -> subject.kind() != Kind.DIRECTORY);
        return new Distribution(version, subject.kind().word(), metadata.name(), metadata.version(),
                Optional.of(subject.url()), Optional.empty(), List.of(metadata.name().orElseGet(subject::url)),
                Optional.empty(), filename, Optional.of(bits.toString()), FLAGS, claim.digest(), newOperation(),
                extra.build().encode());
    }

    private Result result(Verdict verdict) {
        var findings = Answer.strictestFirst(answers.stream().map(Answer::findings).flatMap(List::stream).distinct());
        return new Result(subject, metadata, verdict, digest(), findings, Optional.of(conversation.run()));
    }

    /// Of what lies at the path: the first bits that were judged.
    private Optional<Digest> digest() {
        return answers.stream().map(Answer::digest).flatMap(Optional::stream).findFirst();
    }
}
