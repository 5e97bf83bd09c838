package dev.weir.engine.ingress;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who is connected. Safe for many threads at once.
final class Attendance {

    private final Set<Connection> present = new HashSet<>();
    private final Set<Connection> visitors = new HashSet<>();
    private long lastEnd = System.nanoTime();

    /// Somebody connects. Who it is will show; until then it counts as an installer.
    synchronized void enter(Connection connection) {
        present.add(connection);
    }

    /// It is no installer: for it alone, no engine is needed.
    synchronized void isVisitor(Connection connection) {
        visitors.add(connection);
    }

    synchronized void leave(Connection connection) {
        present.remove(connection);
        if (!visitors.remove(connection)) {
            lastEnd = System.nanoTime();
        }
        notifyAll();
    }

    /// How long no installer has been connected.
    synchronized Duration idle() {
        return isQuiet() ? Duration.ofNanos(System.nanoTime() - lastEnd) : Duration.ZERO;
    }

    private boolean isQuiet() {
        return present.size() == visitors.size();
    }

    /// Waits until no installer is connected, for some time.
    ///
    /// @return whether none is
    synchronized boolean awaitQuiet(Duration time) throws InterruptedException {
        var deadline = System.nanoTime() + time.toNanos();
        for (var left = time.toMillis(); !isQuiet() && left > 0; left = toMillis(deadline - System.nanoTime())) {
            wait(left);
        }
        return isQuiet();
    }

    private static long toMillis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    synchronized List<Connection> all() {
        return List.copyOf(present);
    }
}
