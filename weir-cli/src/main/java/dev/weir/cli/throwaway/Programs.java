package dev.weir.cli.throwaway;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The programs that run in a place: they can be ended all together. For many threads.
public final class Programs {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Place place;
    private final Map<String, String> environment;
    private final Set<Child> running = new HashSet<>();
    private boolean isOver;

    /// @param environment of all of them
    public Programs(Place place, Map<String, String> environment) {
        this.place = place;
        this.environment = Map.copyOf(environment);
    }

    /// Starts one.
    ///
    /// @param more variables on top
    /// @throws IOException where it cannot be started, or all were ended
    public synchronized Child start(Map<String, String> more, List<String> command) throws IOException {
        if (isOver) {
            throw new IOException("interrupted");
        }
        var all = new HashMap<>(environment);
        all.putAll(more);
        var child = Child.start(place, all, command);
        running.removeIf(one -> !one.process().isAlive());
        running.add(child);
        return child;
    }

    /// Ends all that still run, and lets no other start. Waits a few seconds for them.
    public void end() {
        for (var child : takeAll()) {
            child.end();
            try {
                child.await(LAST_WORDS);
            } catch (IOException deaf) {
                child.process().destroyForcibly();
            }
        }
    }

    private synchronized Set<Child> takeAll() {
        isOver = true;
        return Set.copyOf(running);
    }
}
