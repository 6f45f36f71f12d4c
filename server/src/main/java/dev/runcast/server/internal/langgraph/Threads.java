package dev.runcast.server.internal.langgraph;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.HttpError;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The threads of principals and their runs, as many and for as long as the limits allow. Where there are too many, the principal that has
 * the most makes room: nobody can have what belongs to others forgotten by asking for much.
 */
final class Threads {
    private final ServerLimits limits;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** The one that has not been used for the longest is the first. */
    private final Map<ServedThread.Key, ServedThread> threads = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<UUID, ResumableRun> active = new HashMap<>();

    /** The one that ended first is the first. */
    private final Map<UUID, ResumableRun> finished = new LinkedHashMap<>();

    Threads(ServerLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Makes a thread.
     *
     * @param metadata an object of JSON
     * @throws HttpError if the owner has one with this id (409), or if there may be no more (503)
     */
    ServedThread create(ClientPrincipal owner, UUID id, String metadata) {
        return create(ServedThread.Key.of(owner, id), metadata, false);
    }

    /** Makes a thread that is forgotten with its only run. */
    ServedThread createForOneRun(ClientPrincipal owner) {
        return create(ServedThread.Key.of(owner, UUID.randomUUID()), "{}", true);
    }

    private ServedThread create(ServedThread.Key key, String metadata, boolean isForOneRun) {
        return locked(() -> {
            if (threads.containsKey(key)) {
                throw HttpError.of(
                        409,
                        "There is a thread " + key.id()
                                + " already. Leave the id out for a new one, or say if_exists: \"do_nothing\".");
            }
            if (threads.size() >= limits.maxThreads()) {
                forget(toMakeRoomFor(key.owner()));
            }
            ServedThread thread = new ServedThread(key, metadata, isForOneRun, clock.instant());
            threads.put(key, thread);
            return thread;
        });
    }

    /** Returns a thread to forget: of the owner itself, or of one that has more. It has been idle the longest. */
    private ServedThread toMakeRoomFor(String owner) {
        Map<String, Integer> counts = counts(threads.values(), ServedThread::owner);
        int own = counts.getOrDefault(owner, 0);
        return threads.values().stream()
                .filter(thread -> thread.active() == null)
                .filter(thread -> thread.owner().equals(owner) || counts.getOrDefault(thread.owner(), 0) > own)
                .max(Comparator.comparing(thread -> counts.getOrDefault(thread.owner(), 0))) // the first of them
                .orElseThrow(() -> HttpError.of(
                                503,
                                "The server has as many threads as it can: " + threads.size() + ". Try again later.")
                        .withHeader("Retry-After", "1"));
    }

    private static <T> Map<String, Integer> counts(Collection<T> all, Function<? super T, String> owner) {
        Map<String, Integer> counts = new HashMap<>();
        all.forEach(each -> counts.merge(owner.apply(each), 1, Integer::sum));
        return counts;
    }

    /** Returns a thread, which counts as a use of it, or nothing. */
    Optional<ServedThread> find(ClientPrincipal owner, UUID id) {
        return locked(() -> {
            Optional<ServedThread> thread = Optional.ofNullable(threads.get(ServedThread.Key.of(owner, id)));
            thread.ifPresent(found -> found.use(clock.instant()));
            return thread;
        });
    }

    /** Returns a run that goes on or has not been forgotten, or nothing. */
    Optional<ResumableRun> findRun(ClientPrincipal owner, UUID id) {
        return locked(() -> {
            ResumableRun run = active.get(id);
            return Optional.ofNullable(run == null ? finished.get(id) : run)
                    .filter(found -> found.thread().owner().equals(owner.name()));
        });
    }

    /**
     * Gives a run its place in its thread.
     *
     * @throws HttpError if the thread has a run (409), or was forgotten meanwhile (404)
     */
    void begin(ResumableRun run) {
        locked(() -> {
            ServedThread thread = threads.get(run.thread().key());
            if (thread != run.thread()) {
                throw HttpError.of(404, "The thread was forgotten meanwhile. Create another one: POST /threads.");
            }
            ResumableRun other = thread.active();
            if (other != null) {
                throw HttpError.of(
                        409,
                        "The thread has a run already: " + other.id()
                                + ". Wait until that has ended, cancel it, or use another thread.");
            }
            thread.begin(run, clock.instant());
            active.put(run.id(), run);
            return run;
        });
    }

    /** Takes note that a run has ended, and keeps it for clients that come back. */
    void end(ResumableRun run) {
        locked(() -> {
            active.remove(run.id());
            run.thread().end(run, clock.instant());
            finished.put(run.id(), run);
            if (finished.size() > limits.maxFinishedRuns()) {
                Map<String, Integer> counts =
                        counts(finished.values(), each -> each.thread().owner());
                finished.values().stream()
                        .max(Comparator.comparing(
                                each -> counts.getOrDefault(each.thread().owner(), 0))) // the first of them
                        .ifPresent(this::forget);
            }
            return run;
        });
    }

    /** Forgets a run that has ended. */
    void forget(ResumableRun run) {
        locked(() -> {
            finished.remove(run.id());
            if (run.thread().isForOneRun()) {
                threads.remove(run.thread().key());
            }
            return run;
        });
    }

    private void forget(ServedThread thread) {
        threads.remove(thread.key());
        finished.values().removeIf(run -> run.thread() == thread);
    }

    /** Forgets what has been kept for long enough. */
    void expire() {
        locked(() -> {
            Instant endedBefore = clock.instant().minus(limits.finishedRunExpiry());
            List.copyOf(finished.values()).stream()
                    .filter(run -> !run.updatedAt().isAfter(endedBefore))
                    .forEach(this::forget);
            Instant usedBefore = clock.instant().minus(limits.threadExpiry());
            List.copyOf(threads.values()).stream()
                    .filter(thread ->
                            thread.active() == null && !thread.usedAt().isAfter(usedBefore))
                    .forEach(this::forget);
            return true;
        });
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
