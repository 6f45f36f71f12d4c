package dev.runcast.runtime.engine.run;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of a run to its asynchronous handlers, one after the other: each starts when the one before is complete.
 *
 * <p>A queue with one drainer at a time, and not a chain of stages, so that neither a lock is held nor the stack grows,
 * however many events wait behind a slow handler.
 */
final class AsyncTail {
    private static final CompletableFuture<@Nullable Void> IDLE = CompletableFuture.completedFuture(null);

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    /** The first failure of a handler of the policy RAISE, which fails an asynchronous run at its end. */
    private final AtomicReference<@Nullable Throwable> raised = new AtomicReference<>();

    /** The thread that is inside a handler's method, or inside what goes on when a handler is done, and may come back. */
    private volatile @Nullable Thread drainer;

    /**
     * Appends a delivery.
     *
     * @return a future that completes as the delivery does
     */
    CompletableFuture<@Nullable Void> append(Supplier<CompletableFuture<@Nullable Void>> delivery) {
        Entry entry = new Entry(delivery, new CompletableFuture<>());
        entries.add(entry);
        if (pending.getAndIncrement() == 0) {
            drain();
        }
        return entry.done();
    }

    /** Returns a future that is complete when all that has been appended so far is. It never fails. */
    CompletableFuture<@Nullable Void> drained() {
        return pending.get() == 0 ? IDLE : append(() -> IDLE);
    }

    /**
     * Waits for a delivery. The thread that delivers would wait for itself: a handler that emits an event, or code that goes
     * on when a handler is done. That thread first makes all deliveries up to this one.
     */
    void join(CompletableFuture<@Nullable Void> delivery) {
        if (drainer == Thread.currentThread()) {
            while (!delivery.isDone()) {
                Entry entry = entries.remove();
                CompletableFuture<@Nullable Void> earlier = entry.delivery().get();
                earlier.exceptionally(failure -> null).join();
                complete(entry, earlier);
                pending.decrementAndGet(); // Not to 0: the delivery that this thread comes from is pending.
            }
        }
        delivery.join();
    }

    /** Keeps the first failure of a handler of the policy RAISE. */
    void raise(Throwable failure) {
        raised.compareAndSet(null, failure);
    }

    /** Returns the first failure, or null if there is none. */
    @Nullable
    Throwable raised() {
        return raised.get();
    }

    private void drain() {
        do {
            drainer = Thread.currentThread();
            Entry entry = entries.remove();
            CompletableFuture<@Nullable Void> delivery = entry.delivery().get();
            if (!delivery.isDone()) {
                drainer = null;
                delivery.whenComplete((nothing, failure) -> {
                    drainer = Thread.currentThread();
                    complete(entry, delivery);
                    drainer = null;
                    if (pending.decrementAndGet() > 0) {
                        drain();
                    }
                });
                return;
            }
            complete(entry, delivery);
            drainer = null;
        } while (pending.decrementAndGet() > 0);
    }

    private static void complete(Entry entry, CompletableFuture<@Nullable Void> delivery) {
        delivery.whenComplete((nothing, failure) -> {
            if (failure == null) {
                entry.done().complete(null);
            } else {
                entry.done().completeExceptionally(Delivery.unwrap(failure));
            }
        });
    }

    private record Entry(
            Supplier<CompletableFuture<@Nullable Void>> delivery, CompletableFuture<@Nullable Void> done) {}
}
