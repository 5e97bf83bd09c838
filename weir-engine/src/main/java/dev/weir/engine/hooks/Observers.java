package dev.weir.engine.hooks;

import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.api.Observer;
import dev.weir.api.Verdict;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// Tells observers, in order, on one thread of their own. Nobody waits for them. Safe for many threads at once.
public final class Observers implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Observers.class.getName());

    private final List<Observer> observers;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("weir-observers").factory());

    Observers(List<Observer> observers) {
        this.observers = List.copyOf(observers);
    }

    /// A gate was judged, and that is in the journal.
    public void judged(Gate gate, Verdict verdict) {
        tell(observer -> observer.before(gate, verdict));
    }

    /// An operation ended, and that is in the journal.
    public void ended(Done done) {
        tell(observer -> observer.after(done));
    }

    private void tell(Consumer<Observer> news) {
        if (observers.isEmpty()) {
            return;
        }
        try {
            thread.execute(() -> observers.forEach(observer -> tell(observer, news)));
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.DEBUG, "the observers are closed already");
        }
    }

    private static void tell(Observer observer, Consumer<Observer> news) {
        try {
            news.accept(observer);
        } catch (RuntimeException | LinkageError | StackOverflowError problem) {
            LOG.log(System.Logger.Level.WARNING, "the observer " + observer.getClass().getName() + " failed", problem);
        }
    }

    /// Ends when everything told so far has been heard.
    @Override
    public void close() {
        thread.shutdown();
    }
}
