package dev.weir.engine.ingress;

import dev.weir.wire.Key;
import dev.weir.wire.ShimMessage.Prove;
import dev.weir.wire.Status.OpenRun;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// The runs that conversations belong to. A run begins with its root installer's greeting and ends when its last conversation is over: the
/// root's outlives those below it. Safe for many threads at once.
final class Runs {

    private final Key engineKey;
    private final Function<Prove, Judge> judges;
    private final Map<String, Entry> open = new HashMap<>();

    private static final class Entry {
        private final Run run;
        private int conversations;

        Entry(Run run) {
            this.run = run;
        }
    }

    /// @param judges makes the judge of a new run; throws where the settings cannot be used
    Runs(Key engineKey, Function<Prove, Judge> judges) {
        this.engineKey = engineKey;
        this.judges = judges;
    }

    /// The key that a greeting must be proven with.
    Key keyFor(Optional<String> run) {
        return run.map(engineKey::ofRun).orElse(engineKey);
    }

    /// Begins a run for a root installer, to be left once.
    Run begin(Prove root) {
        var judge = judges.apply(root);
        var id = newId();
        var run = new Run(id, engineKey.ofRun(id), judge);
        synchronized (open) {
            var entry = new Entry(run);
            entry.conversations = 1;
            open.put(id, entry);
        }
        return run;
    }

    /// Joins a run that is not over, to be left once.
    Optional<Run> join(String id) {
        synchronized (open) {
            var entry = Optional.ofNullable(open.get(id));
            entry.ifPresent(joined -> joined.conversations++);
            return entry.map(joined -> joined.run);
        }
    }

    /// Ends one conversation of a run.
    void leave(Run run) {
        if (isLast(run)) {
            run.judge().close();
        }
    }

    /// Those that are open now.
    List<OpenRun> open() {
        synchronized (open) {
            return open.entrySet().stream()
                    .map(entry -> new OpenRun(entry.getKey(), entry.getValue().conversations))
                    .toList();
        }
    }

    private boolean isLast(Run run) {
        synchronized (open) {
            var entry = open.get(run.id());
            if (entry == null || --entry.conversations > 0) {
                return false;
            }
            open.remove(run.id());
            return true;
        }
    }

    private static String newId() {
        var bytes = new byte[10];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
