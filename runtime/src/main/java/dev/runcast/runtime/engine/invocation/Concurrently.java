package dev.runcast.runtime.engine.invocation;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Delivery;
import dev.runcast.runtime.engine.run.TaskFuture;
import dev.runcast.runtime.engine.run.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Several pieces of work at once, as many as a config allows. When one fails the others go on, unless the config says that the first
 * failure cancels them.
 */
public final class Concurrently<T extends @Nullable Object> {
    private final List<Callable<T>> work;
    private final boolean failFast;
    private final List<CompletableFuture<T>> outcomes = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();
    private final List<TaskFuture<?>> workers = new ArrayList<>();

    /** Those who are at work, and whoever waits for them. */
    private final Phaser atWork = new Phaser(1);

    private Concurrently(List<Callable<T>> work, boolean failFast) {
        this.work = work;
        this.failFast = failFast;
        work.forEach(each -> outcomes.add(new CompletableFuture<>()));
    }

    /**
     * Starts all work, in its order, as much at once as the config allows. Work of which one piece may go on at a time, and a
     * single piece, is done on this thread before this returns; other work is done on the executor of the config, unless that
     * rejects all of it.
     */
    public static <T extends @Nullable Object> Concurrently<T> start(List<Callable<T>> work, RunnableConfig config) {
        Concurrently<T> started = new Concurrently<>(work, failFast(config));
        started.start(config);
        return started;
    }

    private void start(RunnableConfig config) {
        int count = Math.min(work.size(), maxConcurrency(config));
        if (count <= 1) {
            doWork();
            return;
        }
        for (int i = 0; i < count; i++) {
            workers.add(TaskFuture.start(config, this::doWork));
        }
        if (workers.stream().allMatch(CompletableFuture::isCompletedExceptionally)) {
            doWork(); // The executor has no thread to spare.
        }
        outcomes.forEach(outcome -> outcome.whenComplete((output, failure) -> {
            if (outcome.isCancelled()) {
                interruptWorkers();
            }
        }));
        if (firstFailure.get() != null) {
            interruptWorkers(); // Some may have been started after the failure.
        }
    }

    /** Returns the limit of the config, else that of the run which the work is part of. */
    public static int maxConcurrency(RunnableConfig config) {
        OptionalInt own = config.maxConcurrency();
        ActiveRun run = runOf(config);
        return (own.isPresent() || run == null ? own : run.childConfig().maxConcurrency()).orElse(Integer.MAX_VALUE);
    }

    private static boolean failFast(RunnableConfig config) {
        ActiveRun run = runOf(config);
        return run == null
                ? config.failFast()
                : config.toBuilder().inherit(run.childConfig()).build().failFast();
    }

    private static @Nullable ActiveRun runOf(RunnableConfig config) {
        return config.run().map(ActiveRun.class::cast).orElseGet(Ambient::current);
    }

    private boolean doWork() {
        if (atWork.register() < 0) {
            return false; // Nobody waits any more.
        }
        try {
            for (int i = next.getAndIncrement(); i < work.size(); i = next.getAndIncrement()) {
                if (!outcomes.get(i).isDone()) { // as it is when it was cancelled
                    doWork(i);
                }
            }
        } finally {
            atWork.arriveAndDeregister();
        }
        return true;
    }

    private void doWork(int index) {
        try {
            outcomes.get(index).complete(work.get(index).call());
        } catch (Throwable failure) {
            if (failFast && firstFailure.compareAndSet(null, failure)) {
                outcomes.get(index).completeExceptionally(failure);
                cancel();
            } else {
                outcomes.get(index).completeExceptionally(failure);
            }
        }
    }

    /** Returns a future for each piece of work, in the order of the work. Cancelling one stops the workers. */
    public List<CompletableFuture<T>> outcomes() {
        return outcomes;
    }

    /** Cancels all that is not done. */
    public void cancel() {
        outcomes.forEach(outcome -> outcome.cancel(true));
        interruptWorkers();
    }

    private void interruptWorkers() {
        workers.forEach(worker -> worker.cancel(true));
    }

    /**
     * Returns the outputs in the order of the work, when all is done. Throws what the first piece of work failed with that did, with
     * the failures of the others suppressed in it; or what failed first, if that cancelled the others. If this thread is interrupted,
     * the rest is cancelled.
     */
    public List<T> outputs() throws Exception {
        List<T> outputs = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        try {
            for (CompletableFuture<T> outcome : outcomes) {
                try {
                    outputs.add(outcome.get());
                } catch (ExecutionException | CancellationException failed) {
                    failures.add(Delivery.unwrap(failed));
                }
            }
            if (firstFailure.get() != null) {
                awaitWorkers();
            }
        } catch (InterruptedException interrupted) {
            cancel();
            throw interrupted;
        }
        Throwable cause = firstFailure.get();
        if (cause != null) {
            throw Unchecked.rethrow(cause);
        }
        if (!failures.isEmpty()) {
            Throwable first = failures.get(0);
            failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
            throw Unchecked.rethrow(first);
        }
        return outputs;
    }

    /** Waits for cancelled work, so that its runs end before the one that they are part of. */
    private void awaitWorkers() throws InterruptedException {
        atWork.awaitAdvanceInterruptibly(atWork.arriveAndDeregister());
    }
}
