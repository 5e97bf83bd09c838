package dev.weir.cli.throwaway;

import dev.weir.api.Gate;
import dev.weir.wire.Tuples;
import dev.weir.wire.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What commands left in the journal. For one thread.
public final class Records {

    /// A gate and its answer.
    ///
    /// @param verdict the data of its verdict
    public record Judged(Gate gate, JsonObject verdict) {

        /// Whether it was refused.
        public boolean isDenied() {
            return verdict.string("verdict").equals("deny");
        }

        /// Whether exactly these bits were judged: the digest that was claimed is the one that the engine saw.
        public boolean isBoundToBits() {
            return verdict.stringOrNull("digest").isPresent();
        }

        /// What hooks found.
        public List<JsonObject> findings() {
            return verdict.objects("findings");
        }

        private boolean isAbout(String name) {
            return gate instanceof Gate.DistributionGate about
                    && about.distribution().name().filter(name::equals).isPresent();
        }
    }

    private final Map<String, Gate> open = new HashMap<>();
    private final List<Judged> judged = new ArrayList<>();
    private int ended;

    /// Takes the next record.
    ///
    /// @return the gate that it completes
    public Optional<Judged> take(JsonObject entry) {
        var type = entry.string("type");
        if (type.equals("weir.verdict")) {
            return answer(entry);
        }
        if (type.endsWith(".done")) {
            ended++;
        } else if (!type.startsWith("weir.")) {
            open.put(entry.string("operation"), Tuples.gate(type, entry.object("data").array("args")));
        }
        return Optional.empty();
    }

    private Optional<Judged> answer(JsonObject entry) {
        var one = Optional.ofNullable(open.get(entry.string("operation")))
                .map(gate -> new Judged(gate, entry.object("data")));
        one.ifPresent(judged::add);
        return one;
    }

    /// All that were judged, in order.
    public List<Judged> judged() {
        return judged;
    }

    /// The judged gates of one event about one distribution.
    public List<Judged> of(String event, String name) {
        return judged.stream().filter(one -> one.gate().event().equals(event) && one.isAbout(name)).toList();
    }

    /// Whether each gate has its `.done`.
    public boolean arePaired() {
        return ended == judged.size() && !judged.isEmpty();
    }
}
