package dev.weir.benchmarks.load;

import dev.weir.api.Command;
import dev.weir.api.Distribution;
import dev.weir.api.Done;
import dev.weir.api.Gate;
import dev.weir.api.Outcome;
import dev.weir.api.Verdict;
import dev.weir.cli.client.Conversation;
import dev.weir.cli.client.EngineFinder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What clients do until so many events have been sent: one run after the other, each of a command and the gates `pip.download`, with
/// their ends, of eighty packages. No bits go with them.
final class Load {

    private static final int PACKAGES = 80;
    private static final String EXTRA =
            "{\"index\": \"https://index.example/simple/package/\", \"interpreter\": \"3.13.0\", \"prefix\": \"/home/user/venv\"}";

    private final EngineFinder finder;
    private final int wanted;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();
    private final ConcurrentLinkedQueue<Long> waits = new ConcurrentLinkedQueue<>();

    /// @param wanted events
    Load(EngineFinder finder, int wanted) {
        this.finder = finder;
        this.wanted = wanted;
    }

    /// Events sent so far: gates, all of them answered, and ends.
    int sent() {
        return sent.get();
    }

    /// Runs that have ended so far.
    int runs() {
        return runs.get();
    }

    /// How long each gate has waited for its answer, in nanoseconds.
    double[] waits() {
        return waits.stream().mapToDouble(Long::doubleValue).toArray();
    }

    /// What one client does.
    ///
    /// @throws IOException where a gate is not allowed, or not answered at all
    void work() throws IOException {
        while (begun.getAndAdd(eventsOfARun()) < wanted) {
            try (var conversation = Conversation.begin(finder, "0")) {
                run(conversation);
            }
            runs.incrementAndGet();
        }
    }

    private static int eventsOfARun() {
        return 2 + 2 * PACKAGES;
    }

    private void run(Conversation conversation) throws IOException {
        var run = conversation.run();
        var invoked = new Gate.Invoked("weir", new Command("0", "install", List.of("install", "package"), run, EXTRA));
        ask(conversation, invoked);
        for (int number = 0; number < PACKAGES; number++) {
            var download = new Gate.Download("weir", distribution(run, number));
            ask(conversation, download);
            end(conversation, download);
        }
        end(conversation, invoked);
        conversation.bye(0);
    }

    private void ask(Conversation conversation, Gate gate) throws IOException {
        long start = System.nanoTime();
        var answer = conversation.ask(gate);
        waits.add(System.nanoTime() - start);
        sent.incrementAndGet();
        if (!(answer.verdict() instanceof Verdict.Allow)) {
            throw new IOException("not allowed: " + answer);
        }
    }

    private void end(Conversation conversation, Gate gate) throws IOException {
        conversation.tell(new Done(gate, Outcome.OK, Optional.empty()));
        sent.incrementAndGet();
    }

    private static Distribution distribution(String run, int number) {
        var name = "package-" + number;
        return new Distribution("0", "wheel", Optional.of(name), Optional.of("1.0"),
                Optional.of("https://files.example/packages/" + name + "-1.0-py3-none-any.whl"), Optional.of(">=1.0"),
                List.of(name, "root"), Optional.empty(), Optional.of(name + "-1.0-py3-none-any.whl"), Optional.empty(),
                0,
                Optional.empty(), run + "-" + number, EXTRA);
    }
}
