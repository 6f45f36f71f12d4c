package dev.runcast.store.jdbc;

import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.StoreUnavailableException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends events on threads of its own. What comes for a run while an earlier append of it is being written is written at once
 * afterwards, and several runs share a transaction: the more there is to do, the less each append costs.
 */
final class EventWriter implements AutoCloseable {
    private static final int RUNS_AT_ONCE = 64;
    private static final int EVENTS_AT_ONCE = 1000;

    private final Database database;
    private final Events events;
    private final ExecutorService threads;
    private final ReentrantLock lock = new ReentrantLock();

    /** Those with appends that wait or are being written. */
    private final Map<UUID, Queue> queues = new HashMap<>();

    /** Those that no thread has taken. */
    private final Deque<Queue> ready = new ArrayDeque<>();

    private int working;
    private boolean isClosed;

    EventWriter(Database database, Events events, ExecutorService threads) {
        this.database = database;
        this.events = events;
        this.threads = threads;
    }

    CompletionStage<?> append(RunLease lease, long first, List<String> more) {
        Append append = new Append(lease, first, List.copyOf(more), new CompletableFuture<>());
        lock.lock();
        try {
            if (isClosed) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException("The store is closed. Append no more."));
            }
            Queue queue = queues.computeIfAbsent(lease.run(), run -> {
                Queue made = new Queue(run);
                ready.add(made);
                return made;
            });
            queue.add(append);
            if (!ready.isEmpty() && working < database.dialect().writers()) {
                working++;
                threads.execute(this::work);
            }
        } finally {
            lock.unlock();
        }
        return append.done();
    }

    /** Waits until what was appended to a run is written or has failed. */
    void flush(UUID run) {
        lastAppend(run).handle((done, failure) -> done).join();
    }

    private CompletableFuture<?> lastAppend(UUID run) {
        lock.lock();
        try {
            Queue queue = queues.get(run);
            return queue == null ? CompletableFuture.completedFuture(null) : queue.last();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        Map<UUID, List<Append>> batch = Map.of();
        while (true) {
            lock.lock();
            try {
                requeue(batch.keySet());
                batch = take();
                if (batch.isEmpty()) {
                    working--;
                    return;
                }
            } finally {
                lock.unlock();
            }
            write(batch);
        }
    }

    private void requeue(Iterable<UUID> written) {
        for (UUID run : written) {
            Queue queue = queues.get(run);
            if (queue != null && queue.isEmpty()) {
                queues.remove(run);
            } else if (queue != null) {
                ready.add(queue);
            }
        }
    }

    private Map<UUID, List<Append>> take() {
        Map<UUID, List<Append>> batch = new LinkedHashMap<>();
        int taken = 0;
        while (!ready.isEmpty() && batch.size() < RUNS_AT_ONCE && taken < EVENTS_AT_ONCE) {
            Queue queue = ready.remove();
            List<Append> appends = queue.take(EVENTS_AT_ONCE - taken);
            taken += appends.stream().mapToInt(append -> append.events().size()).sum();
            batch.put(queue.run(), appends);
        }
        return batch;
    }

    private void write(Map<UUID, List<Append>> batch) {
        try {
            database.write(transaction -> write(transaction, batch)).forEach(Append::complete);
        } catch (StoreUnavailableException failure) {
            if (batch.size() > 1 && isOfData(failure)) {
                batch.forEach((run, appends) -> write(Map.of(run, appends))); // The others are not to suffer.
            } else {
                fail(batch, failure);
            }
        } catch (RuntimeException | Error failure) {
            fail(batch, failure);
        }
    }

    private static boolean isOfData(StoreUnavailableException failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith("22");
    }

    private static void fail(Map<UUID, List<Append>> batch, Throwable failure) {
        batch.values().forEach(appends -> appends.forEach(append -> append.complete(failure)));
    }

    /** Writes appends, and returns for each whether it was refused. */
    private Map<Append, @Nullable RuntimeException> write(Transaction transaction, Map<UUID, List<Append>> batch)
            throws SQLException {
        Map<UUID, Events.Head> heads = events.lock(transaction, batch.keySet());
        Map<Append, @Nullable RuntimeException> outcomes = new LinkedHashMap<>();
        batch.forEach((run, appends) -> appends.forEach(append -> outcomes.put(append, add(append, heads.get(run)))));
        heads.values().removeIf(head -> !head.hasMore());
        if (!heads.isEmpty()) {
            events.write(transaction, heads.values());
            heads.keySet().forEach(run -> transaction.changed(Change.events(run)));
        }
        return outcomes;
    }

    private static @Nullable RuntimeException add(Append append, Events.@Nullable Head head) {
        if (head == null || head.epoch() != append.lease().epoch()) {
            return new LeaseLostException(append.lease());
        }
        try {
            head.add(append.first(), append.events());
            return null;
        } catch (IllegalArgumentException gap) {
            return gap;
        }
    }

    /** Writes what waits, for some seconds at most. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
        } finally {
            lock.unlock();
        }
        threads.shutdown();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            StoreUnavailableException closed = new StoreUnavailableException(
                    "The store was closed before the events were written.", new IllegalStateException("closed"));
            queues.values().forEach(queue -> queue.take(Integer.MAX_VALUE).forEach(append -> append.complete(closed)));
        } finally {
            lock.unlock();
        }
    }

    /** Some events of a run, as one caller appends them. */
    private record Append(RunLease lease, long first, List<String> events, CompletableFuture<@Nullable Void> done) {
        void complete(@Nullable Throwable failure) {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** What waits for a run. */
    private static final class Queue {
        private final UUID run;
        private final Deque<Append> waiting = new ArrayDeque<>();
        private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

        Queue(UUID run) {
            this.run = run;
        }

        UUID run() {
            return run;
        }

        void add(Append append) {
            waiting.add(append);
            last = append.done();
        }

        CompletableFuture<?> last() {
            return last;
        }

        boolean isEmpty() {
            return waiting.isEmpty();
        }

        /** Returns what waits, and no more than some events unless the first append has more. */
        List<Append> take(int maxEvents) {
            List<Append> taken = new ArrayList<>();
            int events = 0;
            while (!waiting.isEmpty() && (taken.isEmpty() || events < maxEvents)) {
                Append append = waiting.remove();
                events += append.events().size();
                taken.add(append);
            }
            return taken;
        }
    }
}
