package dev.weir.report;

import dev.weir.api.Flag;
import dev.weir.api.Gate;
import dev.weir.report.RunTree.Node;
import dev.weir.wire.json.Json;
import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonInt;
import dev.weir.wire.json.JsonNull;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonString;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A run or an operation for a reader: lines that are fit for a terminal. For one thread.
final class ShowText {

    private static final String NOT_KNOWN = "-";
    private static final int SHORT_ID = 8;
    private static final String NOTE = " ".repeat(SHORT_ID + 2);

    private final DateTimeFormatter time;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    ShowText(ZoneId zone, int width) {
        this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT).withZone(zone);
        this.width = width;
    }

    static Span span(Run run) {
        var first = run.root().or(() -> run.steps().values().stream().findFirst());
        return new Span(first.flatMap(Step::began), run.root().flatMap(Step::hasEnded));
    }

    List<String> run(String id, Run run, List<Node> nodes) {
        lines.add(Plain.text("run " + id + ": ") + run.outcome());
        paragraph("  ", "    ", run.root().map(Step::subject).orElse("(what was asked for is not known)"));
        run.observation().ifPresent(line -> paragraph("  ", "    ", line));
        times(span(run));
        run.root().or(() -> run.steps().values().stream().findFirst()).flatMap(Step::client).ifPresent(this::client);
        tree(nodes);
        return lines;
    }

    List<String> operation(Step step, String run, List<Node> nodes) {
        lines.add(Plain.text("operation " + step.id() + ": " + step.verdict() + ", " + step.outcome()));
        paragraph("  ", "    ", step.event() + " " + step.subject());
        fact("run", run);
        step.parent().ifPresent(parent -> fact("started by", parent));
        times(Span.of(step));
        step.judgement().ifPresent(this::judgement);
        step.client().ifPresent(this::client);
        step.gate().ifPresent(this::arguments);
        tree(nodes);
        return lines;
    }

    private void times(Span span) {
        fact("began", moment(span.began()));
        fact("ended", moment(span.ended()) + span.text().map(took -> ", took " + took).orElse(""));
    }

    private String moment(Optional<Instant> moment) {
        return moment.map(time::format).orElse(NOT_KNOWN);
    }

    private void judgement(JsonObject data) {
        fact("judged", plain(data, "digest"));
        for (var hook : data.objects("hooks")) {
            var why = Attributes.string(hook, "reason").map(reason -> ": " + reason).orElse("");
            fact("hook", "%s %s in %s ms".formatted(plain(hook, "name"), plain(hook, "status"),
                    plain(hook, "milliseconds")) + why);
        }
    }

    private void client(JsonObject client) {
        fact("by", "%s (uid %s) on %s, process %s, started by process %s".formatted(plain(client, "user"),
                plain(client, "uid"), plain(client, "host"), plain(client, "pid"), plain(client, "ppid")));
        fact("installer", "%s %s, Python %s".formatted(plain(client, "installer"),
                plain(client, "installer_version"), plain(client, "interpreter")));
        fact("folder", plain(client, "cwd"));
        fact("into", plain(client, "prefix"));
        fact("indexes", plain(client, "indexes"));
        fact("settings", plain(client, "settings"));
        fact("engine", plain(client, "engine"));
        fact("mode", plain(client, "mode"));
        if (!plain(client, "fail_open").equals(NOT_KNOWN)) {
            fact("open", "these hooks may fail without a consequence: " + plain(client, "fail_open"));
        }
    }

    private static String plain(JsonObject object, String name) {
        return object.find(name).map(ShowText::plain).orElse(NOT_KNOWN);
    }

    private static String plain(Json value) {
        return switch (value) {
            case JsonString(var text) -> text;
            case JsonNull _ -> NOT_KNOWN;
            case JsonArray array when array.items().isEmpty() -> NOT_KNOWN;
            case JsonArray array -> array.items().stream().map(ShowText::plain).collect(Collectors.joining(", "));
            case JsonObject object -> object.members().entrySet().stream()
                    .map(member -> member.getKey() + " " + plain(member.getValue()))
                    .collect(Collectors.joining(", "));
            case Json other -> other.encode();
        };
    }

    private void fact(String name, String value) {
        paragraph("  %-10s ".formatted(name), " ".repeat(13), value);
    }

    private void paragraph(String first, String next, String text) {
        lines.addAll(Paragraph.lines(first, next, Plain.text(text), width));
    }

    private void arguments(Gate gate) {
        lines.add("");
        Tuple.of(gate).byName().forEach((name, value) -> {
            var begin = "  %-18s ".formatted(name);
            for (var part : parts(name, value)) {
                paragraph(begin, " ".repeat(23), part);
                begin = " ".repeat(21);
            }
        });
    }

    /// What is shown in a line each.
    private static List<String> parts(String name, Json value) {
        return switch (value) {
            case JsonInt(var flags) when name.equals("flags") -> List.of(flags(flags));
            case JsonArray array when !array.items().isEmpty() && !name.equals("argv") ->
                array.items().stream().map(ShowText::plain).toList();
            case JsonArray argv when name.equals("argv") ->
                List.of(argv.items().stream().map(word -> Plain.argument(plain(word)))
                        .collect(Collectors.joining(" ")));
            case JsonObject extra when !extra.members().isEmpty() -> extra.members().entrySet().stream()
                    .map(member -> member.getKey() + ": " + plain(member.getValue())).toList();
            case Json other -> List.of(plain(other));
        };
    }

    private static String flags(long flags) {
        var names = Flag.of((int) flags).stream().map(Subjects::word).collect(Collectors.joining(", "));
        return names.isEmpty() ? "0" : flags + " (" + names + ")";
    }

    private void tree(List<Node> nodes) {
        lines.add("");
        lines.add(row("id", "verdict", "ended", "took") + "step");
        nodes.forEach(this::node);
    }

    private void node(Node node) {
        var step = node.step();
        var columns = row(step.id().substring(0, Math.min(step.id().length(), SHORT_ID)), step.verdict(),
                step.outcome(), Span.of(step).text().orElse(NOT_KNOWN));
        var digest = step.shortDigest().map(text -> "  " + text).orElse("");
        lines.addAll(Paragraph.lines(Plain.text(columns) + node.lead(), " ".repeat(columns.length()) + node.below(),
                step.action().word() + " " + step.subject() + digest, width));
        Stream.concat(step.notes().stream(), step.untoldEnd().stream()).forEach(this::note);
    }

    private static String row(String id, String verdict, String ended, String took) {
        return "%-8s  %-9s %-9s %8s  ".formatted(id, verdict, ended, took);
    }

    private void note(String note) {
        var text = note.strip();
        var indent = NOTE + " ".repeat(note.indexOf(text));
        lines.addAll(Paragraph.lines(indent, indent + "  ", text, width));
    }
}
