package dev.weir.engine.hooks;

import dev.weir.journal.HookRun;
import dev.weir.journal.HookRun.Status;
import dev.weir.policy.HookResult;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One question to one hook, on a platform thread of its own: a hook that never gives its thread back holds up nobody else.
final class Call {

    private final LoadedHook hook;
    private final long start = System.nanoTime();
    private final FutureTask<Reply> task;

    private Call(LoadedHook hook, Question question) {
        this.hook = hook;
        this.task = new FutureTask<>(() -> hook.answerer().answer(question));
    }

    static Call start(LoadedHook hook, Question question) {
        var call = new Call(hook, question);
        Thread.ofPlatform().daemon().name("weir-hook-" + hook.name()).start(call.task);
        return call;
    }

    /// Waits until the hook's deadline, no longer.
    Asked await() {
        try {
            var reply = task.get(remaining(), TimeUnit.NANOSECONDS);
            return asked(new HookResult.Answered(hook.name(), reply.findings(), reply.objections()), Status.ANSWERED);
        } catch (ExecutionException failed) {
            return failed(reason(failed), Status.FAILED);
        } catch (TimeoutException late) {
            return failed("no answer within " + hook.timeout().toSeconds() + " seconds", Status.TIMED_OUT);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return failed("the engine ended", Status.FAILED);
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

    private Asked failed(String reason, Status status) {
        return asked(new HookResult.Failed(hook.name(), reason), status);
    }

    private Asked asked(HookResult result, Status status) {
        var reason =
                result instanceof HookResult.Failed failed ? Optional.of(failed.reason()) : Optional.<String>empty();
        var milliseconds = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return new Asked(result, new HookRun(hook.name(), status, reason, milliseconds));
    }
}
