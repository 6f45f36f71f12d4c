package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Does several pieces of work at once, as many as a config allows. */
public final class Concurrently {
    private Concurrently() {}

    /**
     * Starts all work, in its order, as much at once as the config allows. Work of which one piece may go on at a time, and a
     * single piece, is done on this thread before this returns; other work is done on the executor of the config, unless that
     * rejects all of it.
     *
     * @return a future for each piece of work; cancelling one stops the worker that has it
     */
    public static <T extends @Nullable Object> List<CompletableFuture<T>> start(
            List<Callable<T>> work, RunnableConfig config) {
        int workers = Math.min(work.size(), maxConcurrency(config));
        List<CompletableFuture<T>> outcomes = new ArrayList<>();
        work.forEach(each -> outcomes.add(new CompletableFuture<>()));
        AtomicInteger next = new AtomicInteger();
        if (workers <= 1) {
            doWork(work, outcomes, next);
            return outcomes;
        }
        List<TaskFuture<?>> started = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            started.add(TaskFuture.start(config, () -> doWork(work, outcomes, next)));
        }
        if (started.stream().allMatch(CompletableFuture::isCompletedExceptionally)) {
            doWork(work, outcomes, next); // The executor has no thread to spare.
        }
        outcomes.forEach(outcome -> outcome.whenComplete((output, failure) -> {
            if (outcome.isCancelled()) {
                started.forEach(worker -> worker.cancel(true));
            }
        }));
        return outcomes;
    }

    /** Returns the limit of the config, else that of the run which the work is part of. */
    static int maxConcurrency(RunnableConfig config) {
        ActiveRun run = (ActiveRun) config.run().orElse(Ambient.current());
        OptionalInt own = config.maxConcurrency();
        return (own.isPresent() || run == null ? own : run.childConfig().maxConcurrency()).orElse(Integer.MAX_VALUE);
    }

    private static <T extends @Nullable Object> boolean doWork(
            List<Callable<T>> work, List<CompletableFuture<T>> outcomes, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < work.size(); i = next.getAndIncrement()) {
            try {
                outcomes.get(i).complete(work.get(i).call());
            } catch (Throwable failure) {
                outcomes.get(i).completeExceptionally(failure);
            }
        }
        return true;
    }

    /**
     * Does all work, and returns the outputs in the order of the work. Throws what the first piece of work failed with that did,
     * with the failures of the others suppressed in it, when all is done. If this thread is interrupted, the rest is cancelled.
     */
    public static <T extends @Nullable Object> List<T> all(List<Callable<T>> work, RunnableConfig config)
            throws Exception {
        List<CompletableFuture<T>> outcomes = start(work, config);
        List<T> outputs = new ArrayList<>();
        Throwable failure = null;
        try {
            for (CompletableFuture<T> outcome : outcomes) {
                try {
                    outputs.add(outcome.get());
                } catch (ExecutionException failed) {
                    Throwable cause = Delivery.unwrap(failed);
                    if (failure == null) {
                        failure = cause;
                    } else if (failure != cause) {
                        failure.addSuppressed(cause);
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            outcomes.forEach(outcome -> outcome.cancel(true));
            throw interrupted;
        }
        if (failure != null) {
            throw Unchecked.rethrow(failure);
        }
        return outputs;
    }
}
