package dev.weir.report;

import dev.weir.api.Digest;
import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Outcome;
import dev.weir.wire.EventName;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One operation of a run: a gate, its answer, its end, and what else was said about it. Any of these may be missing.
///
/// Not safe for several threads.
final class Step {

    private static final String NOT_KNOWN = "-";
    private static final String ALLOW = "allow";
    private static final String REFUSED = "refused";
    private static final int SHORT_DIGEST = "sha256:".length() + 12;

    private final GateAction action;
    private String subject;
    private String verdict = NOT_KNOWN;
    private boolean root;
    private Optional<Done> done = Optional.empty();
    private Optional<String> digest = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private final List<String> notes = new ArrayList<>();

    /// @param event   name of the gate
    /// @param subject what it is about, where its tuple is not known
    Step(String event, String subject) {
        this.action = EventName.of(event).action();
        this.subject = Plain.text(subject);
    }

    void isAbout(Gate gate) {
        subject = Subjects.of(gate);
        if (gate instanceof Gate.DistributionGate about && digest.isEmpty()) {
            digest = about.distribution().digest().map(Digest::text);
        }
    }

    /// @param data of the record `weir.verdict`
    void isJudged(JsonObject data) {
        verdict = data.string("verdict");
        digest = data.stringOrNull("digest");
        reason = data.stringOrNull("reason");
        reason.ifPresent(text -> note("reason: " + text));
        data.objects("findings").forEach(this::finding);
        data.objects("withhold").forEach(this::withheld);
        data.objectOrNull("patch").ifPresent(patch -> note("patched, now " + shortened(patch.string("digest"))));
        data.objects("hooks").forEach(this::hook);
    }

    private void finding(JsonObject finding) {
        note("%s %s (%s)%s: %s".formatted(finding.string("action"), finding.string("rule"), finding.string("severity"),
                place(finding), finding.string("message")));
        finding.stringOrNull("help").ifPresent(help -> note("  " + help));
    }

    private static String place(JsonObject finding) {
        var line = finding.get("line") instanceof JsonInt(var number) ? ":" + number : "";
        return finding.stringOrNull("file").map(file -> " in " + file + line).orElse("");
    }

    private void withheld(JsonObject objection) {
        note("withheld " + objection.string("filename") + ": " + objection.string("reason"));
    }

    private void hook(JsonObject hook) {
        var status = hook.string("status");
        if (!status.equals("answered")) {
            note("hook " + hook.string("name") + " " + status + because(hook.stringOrNull("reason")));
        }
    }

    private static String because(Optional<String> reason) {
        return reason.map(text -> ": " + text).orElse("");
    }

    /// @param cause of the record `weir.refusal`
    void isRefusedByInstaller(JsonObject cause) {
        verdict = REFUSED;
        reason = Optional.of(cause.string("type") + ": " + cause.string("message"));
        note("refused in the installer's process by " + reason.get());
    }

    /// @param now digest of the bits since then
    void isChanged(String now) {
        note("changed in the installer's process, now " + shortened(now));
    }

    void hasEnded(Done end) {
        done = Optional.of(end);
    }

    /// It is the command that the run was begun with. Its end is that of the run.
    void isRoot() {
        root = true;
    }

    private void note(String text) {
        notes.add(Plain.text(text));
    }

    /// How it ended, where that is known.
    Optional<String> ending() {
        return done.map(end -> Plain.text(word(end) + because(end.reason())));
    }

    private static String word(Done end) {
        return end.outcome().word();
    }

    String subject() {
        return subject;
    }

    /// How it ended the run, where it did: `refused: REASON`.
    Optional<String> refusal() {
        return switch (verdict) {
            case "deny", REFUSED -> Optional.of(Plain.text(REFUSED + because(reason)));
            case "undecided" -> Optional.of(Plain.text("could not be decided" + because(reason)));
            default -> Optional.empty();
        };
    }

    /// Whether a reader of the run misses something without it. What is offered or unpacked without a word is told of again where it is
    /// installed; what the run was begun with stands above it.
    boolean matters() {
        return switch (action) {
            case INVOKED -> !root || isRemarkable();
            case CANDIDATES, UNPACK -> isRemarkable() || done.filter(end -> end.outcome() == Outcome.OK).isEmpty();
            case DOWNLOAD, INSTALL, BUILD, BUILT, WRITE, UNINSTALL -> true;
        };
    }

    private boolean isRemarkable() {
        return !verdict.equals(ALLOW) || !notes.isEmpty();
    }

    /// The lines for a reader.
    ///
    /// @param width of the column for the subject
    List<String> lines(int width) {
        var lines = new ArrayList<String>();
        var row = "%-10s %-" + width + "s  %-9s %-9s %s";
        lines.add(Plain.text(row.formatted(action.word(), subject, verdict, done.map(Step::word).orElse(NOT_KNOWN),
                digest.map(Step::shortened).orElse("")).strip()));
        notes.forEach(note -> lines.add("    " + note));
        ending().filter(_ -> isWorthTelling()).ifPresent(end -> lines.add("    " + end));
        return lines;
    }

    /// What it was judged, in one line.
    String judged() {
        return row(verdict, digest.map(text -> "  " + shortened(text)).orElse("") + because(reason));
    }

    /// That the bits were changed, in one line.
    String changed() {
        return row("changed", notes.isEmpty() ? "" : ": " + notes.getLast());
    }

    /// How it ended, in one line; empty where that is not known.
    Optional<String> ended() {
        return done.map(end -> row(word(end), because(end.reason())));
    }

    private String row(String word, String rest) {
        return Plain.text("%-10s %-9s %s%s".formatted(action.word(), word, subject, rest));
    }

    /// Whether the reason of the end has not been told yet.
    private boolean isWorthTelling() {
        return !root && done.flatMap(Done::reason).filter(text -> reason.filter(text::equals).isEmpty()).isPresent();
    }

    private static String shortened(String digest) {
        return digest.length() <= SHORT_DIGEST ? digest : digest.substring(0, SHORT_DIGEST);
    }
}
