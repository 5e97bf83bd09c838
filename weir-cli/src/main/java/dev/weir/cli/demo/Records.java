package dev.weir.cli.demo;

import dev.weir.wire.json.JsonArray;
import dev.weir.wire.json.JsonObject;
import dev.weir.wire.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one command left in the journal.
final class Records {

    private static final String VERDICT = "weir.verdict";
    private static final String PLACE = "an argument";
    private static final int COMMAND = 2;
    private static final int KIND = 2;
    private static final int NAME = 3;
    private static final int VERSION = 4;
    private static final int CHAIN = 7;
    private static final int EXTRA = 14;

    /// A gate and its answer.
    ///
    /// @param event    the event's name
    /// @param args     its tuple
    /// @param verdict  the data of its verdict
    record Judged(String event, JsonArray args, JsonObject verdict) {

        boolean isDenied() {
            return verdict.string("verdict").equals("deny");
        }

        /// Whether exactly these bits were judged: the digest that was claimed is the one that the engine saw.
        boolean isBoundToBits() {
            return verdict.stringOrNull("digest").isPresent();
        }

        /// Name of the distribution, or what asked for it where its name is not known yet.
        String name() {
            var name = args.items().get(NAME).asStringOrNull(PLACE);
            return name.orElseGet(() -> args.items().get(CHAIN).asStrings(PLACE).getFirst());
        }

        List<JsonObject> findings() {
            return verdict.objects("findings");
        }
    }

    private final Map<String, JsonArray> open = new HashMap<>();
    private final List<Judged> judged = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();

    /// Takes the next record.
    ///
    /// @return the gate that it completes
    Optional<Judged> take(JsonObject entry) {
        var type = entry.string("type");
        if (type.equals(VERDICT)) {
            return Optional.of(answer(entry));
        }
        if (type.endsWith(".done")) {
            ended.add(type);
        } else if (!type.startsWith("weir.")) {
            open.put(entry.string("operation"), entry.object("data").array("args"));
        }
        return Optional.empty();
    }

    List<Judged> judged() {
        return judged;
    }

    /// The judged gates of one event about one distribution.
    List<Judged> of(String event, String name) {
        return judged.stream().filter(one -> one.event().equals(event) && one.name().equals(name)).toList();
    }

    /// Whether each gate has its `.done`.
    boolean arePaired() {
        return ended.size() == judged.size() && !judged.isEmpty();
    }

    /// What a gate is about, for a reader.
    static String describe(Judged one) {
        var args = one.args().items();
        return switch (one.event()) {
            case "pip.invoked" -> args.get(COMMAND).asString(PLACE);
            case "pip.candidates" -> args.get(COMMAND).asString(PLACE);
            default -> {
                var version = args.get(VERSION).asStringOrNull(PLACE).map(text -> " " + text).orElse("");
                yield one.name() + version + " (" + args.get(KIND).asString(PLACE) + ")" + step(one);
            }
        };
    }

    private static String step(Judged one) {
        var extra = JsonReader.read(one.args().items().get(EXTRA).asString(PLACE)).asObject(PLACE);
        return extra.optionalString("hook").map(hook -> " " + hook).orElse("");
    }

    private Judged answer(JsonObject entry) {
        var data = entry.object("data");
        var args = Optional.ofNullable(open.get(entry.string("operation"))).orElse(JsonArray.of());
        var one = new Judged(data.string("event"), args, data);
        judged.add(one);
        return one;
    }
}
