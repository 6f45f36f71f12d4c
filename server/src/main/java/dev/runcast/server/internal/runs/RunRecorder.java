package dev.runcast.server.internal.runs;

import dev.runcast.server.internal.core.Timers;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds the events of a run to the store, in the order in which they come. While the store is at work, those that come are collected; it
 * gets them together. Threads that emit wait when too much is collected. While the store cannot be reached, it is asked again for a while.
 */
final class RunRecorder {
    /** How many characters may wait for the store before those who emit wait too. */
    private static final int MAX_PENDING = 64 * 1024;

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    private final RunStore store;
    private final RunLease lease;
    private final Timers timers;
    private final Duration patience;
    private final Consumer<? super Throwable> onFailure;
    private final CompletableFuture<@Nullable Void> finished = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private List<String> pending = new ArrayList<>();
    private long pendingSize;
    private long last;
    private boolean writing;
    private boolean finishing;
    private boolean failed;

    /**
     * Creates a recorder.
     *
     * @param last the number of the last event that the run has
     * @param patience for how long a store is asked that cannot be reached
     * @param onFailure is told once why no more is recorded
     */
    RunRecorder(
            RunStore store,
            RunLease lease,
            long last,
            Timers timers,
            Duration patience,
            Consumer<? super Throwable> onFailure) {
        this.store = store;
        this.lease = lease;
        this.last = last;
        this.timers = timers;
        this.patience = patience;
        this.onFailure = onFailure;
    }

    /** Adds an event. Waits while the store is too slow. Does nothing after a failure. */
    void add(String event) {
        lock.lock();
        try {
            while (pendingSize > MAX_PENDING && !failed) {
                moved.awaitUninterruptibly();
            }
            if (failed) {
                return;
            }
            if (writing) {
                pending.add(event);
                pendingSize += event.length();
                return;
            }
            writing = true;
            last++;
        } finally {
            lock.unlock();
        }
        if (write(List.of(event), last, FIRST_RETRY, System.nanoTime())) {
            writeOn();
        }
    }

    /** Returns what completes, and never fails, when all has been recorded that was added. Nothing is to be added after this. */
    CompletableFuture<@Nullable Void> finish() {
        lock.lock();
        try {
            finishing = true;
            if (writing) {
                return finished;
            }
        } finally {
            lock.unlock();
        }
        finished.complete(null);
        return finished;
    }

    private void writeOn() {
        for (List<String> batch = take(); !batch.isEmpty(); batch = take()) {
            if (!write(batch, last - batch.size() + 1, FIRST_RETRY, System.nanoTime())) {
                return;
            }
        }
    }

    /** Returns what is to be written next, which is nothing if all has been. */
    private List<String> take() {
        boolean isOver;
        List<String> batch;
        lock.lock();
        try {
            batch = failed || pending.isEmpty() ? List.of() : pending;
            if (pendingSize > 0) {
                pending = new ArrayList<>();
                pendingSize = 0;
            }
            last += batch.size();
            writing = !batch.isEmpty();
            isOver = !writing && finishing;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        if (isOver) {
            // What follows may ask the store, which cannot answer if it waits for its own thread.
            timers.executor().execute(() -> finished.complete(null));
        }
        return batch;
    }

    /** Writes a batch. Returns whether that is done; if not, it goes on by itself. */
    private boolean write(List<String> batch, long first, Duration retry, long since) {
        CompletableFuture<?> appended = append(first, batch);
        if (appended.isDone() && !appended.isCompletedExceptionally()) {
            return true;
        }
        appended.handle((nothing, failure) -> {
            if (failure == null) {
                writeOn();
            } else {
                recover(cause(failure), batch, first, retry, since);
            }
            return null;
        });
        return false;
    }

    private CompletableFuture<?> append(long first, List<String> batch) {
        try {
            return store.append(lease, first, batch).toCompletableFuture();
        } catch (RuntimeException wrong) { // of the store
            return CompletableFuture.failedFuture(wrong);
        }
    }

    private void recover(Throwable failure, List<String> batch, long first, Duration retry, long since) {
        boolean isOverdue = System.nanoTime() - since > patience.toNanos();
        if (failure instanceof StoreUnavailableException && !isOverdue) {
            Duration next = retry.compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
            timers.after(retry, () -> {
                if (write(batch, first, next, since)) {
                    writeOn();
                }
            });
        } else {
            fail(failure);
        }
    }

    private void fail(Throwable failure) {
        lock.lock();
        try {
            failed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        timers.executor().execute(() -> onFailure.accept(failure));
        take();
    }

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
