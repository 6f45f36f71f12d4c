package dev.runcast.runtime.engine.chunks;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.run.TaskFuture;
import dev.runcast.runtime.engine.run.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of several branches as they come, each as a map from the name of its branch. The branches are at work at once, as
 * many as the config allows, and each is at most one chunk ahead of the reader.
 *
 * <p>When branches fail, the others go on, and what the first of them failed with is thrown when all are done; or, if the config says so,
 * the first failure ends the others.
 */
public final class ConcurrentChunks implements Chunks<Map<String, @Nullable Object>> {
    private final List<String> names;
    private final Queue<Map.Entry<String, Chunks<?>>> waiting;
    private final AtomicInteger unfinished;
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
    private final RunnableConfig config;
    private final int maxConcurrency;
    private final Chunks<?> input;
    private final Handoff<BranchChunk> handoff = new Handoff<>();

    /** Those who are at work, and this. */
    private final Phaser atWork = new Phaser(1);

    private final List<TaskFuture<?>> workers = new ArrayList<>();
    private boolean isOver;

    /**
     * Creates chunks of branches.
     *
     * @param input where the branches take their input from
     */
    public ConcurrentChunks(
            Map<String, Chunks<?>> branches, RunnableConfig config, int maxConcurrency, Chunks<?> input) {
        this.names = List.copyOf(branches.keySet());
        this.waiting = new ConcurrentLinkedQueue<>(branches.entrySet());
        this.unfinished = new AtomicInteger(branches.size());
        this.config = config;
        this.maxConcurrency = maxConcurrency;
        this.input = input;
    }

    @Override
    public boolean advance() throws Exception {
        if (isOver) {
            return false;
        }
        handoff.ask();
        if (workers.isEmpty()) {
            startWorkers();
        }
        boolean more = handoff.awaitChunk();
        if (!more) {
            close();
            Throwable failure = handoff.failure();
            if (failure != null) {
                throw Unchecked.rethrow(failure);
            }
        }
        return more;
    }

    private void startWorkers() {
        int count = Math.min(waiting.size(), maxConcurrency);
        if (count == 0) {
            handoff.finish(null);
        }
        for (int i = 0; i < count; i++) {
            TaskFuture<?> worker = TaskFuture.start(config, this::work);
            workers.add(worker);
            worker.whenComplete((done, failure) -> {
                if (failure != null) {
                    handoff.finish(failure);
                }
            });
        }
    }

    private boolean work() {
        boolean isTooLate = atWork.register() < 0;
        if (isTooLate) {
            return false;
        }
        try {
            for (Map.Entry<String, Chunks<?>> next = waiting.poll(); next != null; next = waiting.poll()) {
                handOver(next.getKey(), next.getValue());
            }
        } finally {
            atWork.arriveAndDeregister();
        }
        return true;
    }

    private void handOver(String branch, Chunks<?> chunks) {
        try (chunks) {
            while (!handoff.isClosed() && chunks.advance()) {
                handoff.handOver(new BranchChunk(names, branch, chunks.current()));
            }
        } catch (Throwable failure) {
            failures.put(branch, failure);
            if (config.failFast()) {
                handoff.finish(failure);
            }
        }
        if (unfinished.decrementAndGet() == 0) {
            handoff.finish(failure());
        }
    }

    /** Returns what the first branch that failed did with, with the failures of the others suppressed in it, or null. */
    private @Nullable Throwable failure() {
        Throwable first = null;
        for (String name : names) {
            Throwable failure = failures.get(name);
            if (first == null) {
                first = failure;
            } else if (failure != null && failure != first) {
                first.addSuppressed(failure);
            }
        }
        return first;
    }

    @Override
    public Map<String, @Nullable Object> current() {
        return handoff.chunk();
    }

    /** Ends the branches that are at work, and waits for them, so that their runs end before the one that they are part of. */
    @Override
    public void close() {
        if (isOver) {
            return;
        }
        isOver = true;
        handoff.close();
        workers.forEach(worker -> worker.cancel(true));
        try {
            atWork.awaitAdvanceInterruptibly(atWork.arriveAndDeregister());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        input.close();
    }
}
