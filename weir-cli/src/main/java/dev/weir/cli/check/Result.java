package dev.weir.cli.check;

import dev.weir.api.Digest;
import dev.weir.api.Finding;
import dev.weir.api.Verdict;
import dev.weir.report.Plain;
import dev.weir.wire.HookFinding;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What came of one check.
///
/// @param metadata what the package says that it is, as far as that is known in the end
/// @param verdict  of the last gate
/// @param digest   of what lies at the path, as the engine saw it; empty where it did not get that far
/// @param run      id of the run in the journal; empty where none began
public record Result(
        Subject subject,
        Metadata metadata,
        Verdict verdict,
        Optional<Digest> digest,
        List<HookFinding> findings,
        Optional<String> run) {

    private static final int REFUSED = 10;
    private static final int UNDECIDED = 11;

    public Result {
        findings = List.copyOf(findings);
    }

    static Result unanswered(Subject subject, String reason) {
        return new Result(subject, subject.metadata(), new Verdict.Undecided(reason), Optional.empty(), List.of(),
                Optional.empty());
    }

    /// The exit code for all of them: 10 where any is refused, else 11 where any is undecided, else 0.
    public static int exit(List<Result> results) {
        var codes = results.stream().map(Result::exit).toList();
        return Stream.of(REFUSED, UNDECIDED).filter(codes::contains).findFirst().orElse(0);
    }

    int exit() {
        return switch (verdict) {
            case Verdict.Allow _,Verdict.Patched _ -> 0;
            case Verdict.Deny _ -> REFUSED;
            case Verdict.Undecided _,Verdict.Withhold _ -> UNDECIDED;
        };
    }

    boolean isDecided() {
        return exit() != UNDECIDED;
    }

    Optional<String> reason() {
        return switch (verdict) {
            case Verdict.Allow _,Verdict.Patched _ -> Optional.empty();
            case Verdict.Deny(var reason) -> Optional.of(reason);
            case Verdict.Undecided(var reason) -> Optional.of(reason);
            case Verdict.Withhold _ -> Optional.of("the engine withholds candidates where there are none");
        };
    }

    private String word() {
        return switch (exit()) {
            case REFUSED -> "refused";
            case UNDECIDED -> "undecided";
            default -> "ok";
        };
    }

    private Optional<Digest> patched() {
        return verdict instanceof Verdict.Patched(var path, var changed) ? Optional.of(changed) : Optional.empty();
    }

    /// A block for a reader, fit for a terminal.
    public List<String> text() {
        var lines = new ArrayList<String>();
        lines.addAll(heading());
        lines.add("  " + identity());
        patched().ifPresent(changed -> lines.add("  a hook would change it before it is built, to " + changed));
        findings.forEach(found -> lines.addAll(text(found.finding())));
        run.filter(_ -> exit() != 0).ifPresent(id -> lines.add("  weir show " + id + " tells more"));
        return lines.stream().map(Plain::text).toList();
    }

    /// All mistakes in the settings are one reason.
    private List<String> heading() {
        var heading = subject.given() + ": " + word() + reason().map(reason -> ": " + reason).orElse("");
        return List.of(heading.replace("\n", "\n    ").split("\n", -1));
    }

    private String identity() {
        return Stream.of(metadata.name().or(() -> Optional.of("?")), metadata.version(),
                Optional.of("(" + subject.kind().word() + ")"), digest.map(Digest::text))
                .flatMap(Optional::stream).collect(Collectors.joining(" "));
    }

    private static List<String> text(Finding finding) {
        var line = finding.line().isPresent() ? ":" + finding.line().getAsInt() : "";
        var place = finding.file().map(file -> " in " + file + line).orElse("");
        var first = "  %s %s (%s)%s: %s".formatted(finding.rule().action().word(), finding.rule().id(),
                finding.severity().word(), place, finding.message());
        return Stream.concat(Stream.of(first), finding.help().stream().map(help -> "    " + help)).toList();
    }

    /// The object for a program (`docs/reference/json.md`).
    public JsonObject json() {
        return JsonObject.builder()
                .put("path", subject.given())
                .put("result", word())
                .put("reason", reason())
                .put("kind", subject.kind().word())
                .put("name", metadata.name())
                .put("version", metadata.version())
                .put("digest", digest.map(Digest::text))
                .put("patched", patched().map(Digest::text))
                .put("findings", new JsonArray(findings.stream().<Json>map(HookFinding::json).toList()))
                .put("run", run)
                .build();
    }
}
