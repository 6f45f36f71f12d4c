package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of several branches as they come, each as a map from the name of its branch. The branches are at work at once, as
 * many as the config allows, and each is at most one chunk ahead of the reader.
 */
final class ConcurrentChunks implements Chunks<Map<String, @Nullable Object>> {
    private final Queue<Map.Entry<String, Chunks<?>>> waiting;
    private final AtomicInteger unfinished;
    private final RunnableConfig config;
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
    ConcurrentChunks(Map<String, Chunks<?>> branches, RunnableConfig config, Chunks<?> input) {
        this.waiting = new ConcurrentLinkedQueue<>(branches.entrySet());
        this.unfinished = new AtomicInteger(branches.size());
        this.config = config;
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
        int count = Math.min(waiting.size(), Concurrently.maxConcurrency(config));
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

    private boolean work() throws Exception {
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

    private void handOver(String branch, Chunks<?> chunks) throws Exception {
        try (chunks) {
            while (!handoff.isClosed() && chunks.advance()) {
                handoff.handOver(new BranchChunk(branch, chunks.current()));
            }
        }
        if (unfinished.decrementAndGet() == 0) {
            handoff.finish(null);
        }
    }

    @Override
    public Map<String, @Nullable Object> current() {
        return handoff.chunk();
    }

    /** Ends the branches that are at work, and waits for them, so that their runs end before the one they are part of. */
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
