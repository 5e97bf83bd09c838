package dev.weir.report;

import dev.weir.api.Digest;
import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.api.GateAction;
import dev.weir.api.Outcome;
import dev.weir.wire.EventName;
import dev.weir.wire.Mode;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonObject;
import java.time.Instant;
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

    private final String id;
    private final String event;
    private final GateAction action;
    private String subject;
    private String verdict = NOT_KNOWN;
    private boolean root;
    private Optional<Gate> gate = Optional.empty();
    private Optional<Done> done = Optional.empty();
    private Optional<JsonObject> client = Optional.empty();
    private Optional<JsonObject> judgement = Optional.empty();
    private Optional<JsonObject> cause = Optional.empty();
    private Optional<JsonObject> coverage = Optional.empty();
    private Optional<String> difference = Optional.empty();
    private Optional<Instant> began = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private final List<String> changes = new ArrayList<>();
    private Optional<String> digest = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private final List<String> notes = new ArrayList<>();

    private Step(String id, String event, GateAction action, String subject) {
        this.id = id;
        this.event = event;
        this.action = action;
        this.subject = Plain.text(subject);
    }

    /// The step that a record is about, of which nothing else is known yet.
    ///
    /// @throws dev.weir.wire.json.JsonException where it is about none
    static Step of(JsonObject record) {
        var event = Attributes.gate(record).orElseGet(() -> record.string("type"));
        var action = EventName.of(event).action();
        return new Step(record.string("operation"), event, action, record.optionalString("subject").orElse("?"));
    }

    /// Takes the next record of it.
    ///
    /// @throws dev.weir.wire.json.JsonException or [java.time.DateTimeException] where it is not understood
    void take(JsonObject record) {
        var data = record.object("data");
        var time = Instant.parse(record.string("time"));
        client = client.or(() -> data.find("client").map(found -> found.asObject("client")));
        switch (record.string("type")) {
            case "weir.verdict" -> isJudged(data);
            case "weir.refusal" -> isRefusedByInstaller(gate(data), data.object("cause"));
            case "weir.coverage" -> isCompared(data);
            case "weir.changed" -> isChanged(gate(data), data.string("digest"));
            case String event when EventName.of(event).done() ->
                hasEnded(Tuples.done(event, data.array("args")), time);
            case String event -> hasBegun(Tuples.gate(event, data.array("args")), time);
        }
    }

    private static Gate gate(JsonObject data) {
        return Tuples.gate(data.string("event"), data.array("args"));
    }

    private void hasBegun(Gate about, Instant time) {
        isAbout(about);
        began = Optional.of(time);
    }

    private void isAbout(Gate about) {
        subject = Subjects.of(about);
        gate = Optional.of(about);
        if (about instanceof Gate.DistributionGate distribution && digest.isEmpty()) {
            digest = distribution.distribution().digest().map(Digest::text);
        }
    }

    /// @param data of the record `weir.verdict`
    private void isJudged(JsonObject data) {
        verdict = data.string("verdict");
        digest = data.stringOrNull("digest");
        reason = data.stringOrNull("reason");
        reason.ifPresent(text -> note("reason: " + text));
        data.objects("findings").forEach(this::finding);
        data.objects("withhold").forEach(this::withheld);
        data.objectOrNull("patch")
                .ifPresent(patch -> note(had("patched") + ", now " + shortened(patch.string("digest"))));
        data.objects("hooks").forEach(this::hook);
        judgement = Optional.of(data);
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
        note(had("withheld") + " " + objection.string("filename") + ": " + objection.string("reason"));
    }

    /// What was done, or what would have been.
    private String had(String done) {
        return isObserved() ? "would have " + done : done;
    }

    /// Whether nothing came of what was found.
    private boolean isObserved() {
        return client.flatMap(found -> Attributes.string(found, "mode")).filter(Mode.OBSERVE.word()::equals)
                .isPresent();
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

    /// @param raised of the record `weir.refusal`
    private void isRefusedByInstaller(Gate about, JsonObject raised) {
        isAbout(about);
        cause = Optional.of(raised);
        verdict = REFUSED;
        reason = Optional.of(raised.string("type") + ": " + raised.string("message"));
        note(had("refused") + " in the installer's process by " + reason.get());
    }

    /// @param now digest of the bits since then
    private void isChanged(Gate about, String now) {
        isAbout(about);
        changes.add(now);
        note("changed in the installer's process, now " + shortened(now));
    }

    /// @param data of the record `weir.coverage`
    private void isCompared(JsonObject data) {
        coverage = Optional.of(data);
        difference = data.stringOrNull("reason");
        difference.ifPresent(text -> note(had("failed") + ": " + text));
    }

    private void hasEnded(Done end, Instant time) {
        isAbout(end.gate());
        done = Optional.of(end);
        ended = Optional.of(time);
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

    String id() {
        return id;
    }

    GateAction action() {
        return action;
    }

    /// Name of the gate: `pip.install`.
    String event() {
        return event;
    }

    /// The gate, where its tuple is known.
    Optional<Gate> gate() {
        return gate;
    }

    Optional<Done> done() {
        return done;
    }

    /// Who and where; empty where nothing is known.
    Optional<JsonObject> client() {
        return client;
    }

    /// The data of the record of its verdict.
    Optional<JsonObject> judgement() {
        return judgement;
    }

    /// What was raised where the installer's process refused it.
    Optional<JsonObject> cause() {
        return cause;
    }

    /// The data of the record that compares what it left with what was judged.
    Optional<JsonObject> coverage() {
        return coverage;
    }

    /// The digests that its bits got in the installer's process.
    List<String> changes() {
        return List.copyOf(changes);
    }

    Optional<Instant> began() {
        return began;
    }

    Optional<Instant> hasEnded() {
        return ended;
    }

    /// A verdict, `refused`, or `-`.
    String verdict() {
        return verdict;
    }

    /// An outcome, or `-`.
    String outcome() {
        return done.map(Step::word).orElse(NOT_KNOWN);
    }

    Optional<String> shortDigest() {
        return digest.map(Step::shortened);
    }

    /// What was said about it, a line each, fit for a terminal.
    List<String> notes() {
        return List.copyOf(notes);
    }

    /// The id of the step that caused it.
    Optional<String> parent() {
        return gate.map(Step::extra).flatMap(extra -> Attributes.string(extra, "parent"));
    }

    private static JsonObject extra(Gate gate) {
        return Subjects.extra(switch (gate) {
            case Gate.Invoked(_, var command) -> command.extra();
            case Gate.Candidates(_, var offer) -> offer.extra();
            case Gate.DistributionGate about -> about.distribution().extra();
        });
    }

    /// Whether it is a command that no other step has started.
    boolean isCommandOfItsOwn() {
        return gate.filter(Gate.Invoked.class::isInstance).isPresent() && parent().isEmpty();
    }

    /// How it ended the run, where it did: `refused: REASON`.
    Optional<String> refusal() {
        return switch (verdict) {
            case "deny", REFUSED -> Optional.of(Plain.text(REFUSED + because(reason)));
            case "undecided" -> Optional.of(Plain.text("could not be decided" + because(reason)));
            default -> difference.map(reason -> Plain.text(REFUSED + ": " + reason));
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
        lines.add(Plain.text(row.formatted(action.word(), subject, verdict, outcome(),
                shortDigest().orElse("")).strip()));
        notes.forEach(note -> lines.add("    " + note));
        untoldEnd().ifPresent(end -> lines.add("    " + end));
        return lines;
    }

    /// How it ended, where its reason has not been told yet.
    Optional<String> untoldEnd() {
        return ending().filter(_ -> isWorthTelling());
    }

    /// What it was judged, in one line.
    String judged() {
        var mode = isObserved() && (isRemarkable() || action == GateAction.INVOKED) ? " (mode observe)" : "";
        return row(verdict, shortDigest().map(text -> "  " + text).orElse("") + because(reason) + mode);
    }

    /// That not all that it left was judged, in one line; empty where all was.
    Optional<String> uncovered() {
        return difference.map(reason -> row(had("failed"), ": " + reason));
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

    private boolean isWorthTelling() {
        return !root && done.flatMap(Done::reason).filter(text -> reason.filter(text::equals).isEmpty()).isPresent();
    }

    private static String shortened(String digest) {
        return digest.length() <= SHORT_DIGEST ? digest : digest.substring(0, SHORT_DIGEST);
    }
}
