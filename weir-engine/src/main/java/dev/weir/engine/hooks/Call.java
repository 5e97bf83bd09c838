package dev.weir.engine.hooks;

import dev.weir.journal.HookRun;
import dev.weir.journal.HookRun.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One question to one hook, on a platform thread that nobody else uses meanwhile: a hook that never gives it back holds up nobody else.
final class Call<T> {

    private static final ExecutorService THREADS =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("weir-hook-", 0).factory());

    private final LoadedHook hook;
    private final long start = System.nanoTime();
    private final FutureTask<T> task;

    private Call(LoadedHook hook, Callable<T> work) {
        this.hook = hook;
        this.task = new FutureTask<>(work);
    }

    static <T> Call<T> start(LoadedHook hook, Callable<T> work) {
        var call = new Call<>(hook, work);
        THREADS.execute(call.task);
        return call;
    }

    /// What came of it.
    ///
    /// @param value empty where the hook failed; `run` then says why
    record Returned<T>(Optional<T> value, HookRun run) {}

    /// Waits until the hook's deadline, no longer.
    Returned<T> await() {
        try {
            var value = task.get(remaining(), TimeUnit.NANOSECONDS);
            return new Returned<>(Optional.of(value), run(Status.ANSWERED, Optional.empty()));
        } catch (ExecutionException failed) {
            return failed(Status.FAILED, reason(failed));
        } catch (TimeoutException late) {
            return failed(Status.TIMED_OUT, "no answer within " + hook.timeout().toSeconds() + " seconds");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return failed(Status.FAILED, "the engine ended");
        } finally {
            task.cancel(true);
        }
    }

    private long remaining() {
        return Math.max(0, hook.timeout().toNanos() - (System.nanoTime() - start));
    }

    private static String reason(ExecutionException failed) {
        var problem = Objects.requireNonNull(failed.getCause());
        var message = String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        return problem instanceof HookFailureException ? message : problem.getClass().getName() + ": " + message;
    }

    private Returned<T> failed(Status status, String reason) {
        return new Returned<>(Optional.empty(), run(status, Optional.of(reason)));
    }

    private HookRun run(Status status, Optional<String> reason) {
        var milliseconds = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return new HookRun(hook.name(), status, reason, milliseconds);
    }
}
