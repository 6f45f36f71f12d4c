package dev.runcast.server.internal.langgraph;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.HttpError;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The threads of a server and their runs, as many and for as long as the limits allow. */
final class Threads {
    private final ServerLimits limits;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** The one that has not been used for the longest is the first. */
    private final Map<UUID, ServedThread> threads = new LinkedHashMap<>(16, 0.75f, true);

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
     * @throws HttpError if there is one with this id (409), or if all threads that there may be have runs (503)
     */
    ServedThread create(UUID id, String metadata) {
        return create(id, metadata, false);
    }

    /** Makes a thread that is forgotten with its only run. */
    ServedThread createForOneRun() {
        return create(UUID.randomUUID(), "{}", true);
    }

    private ServedThread create(UUID id, String metadata, boolean isForOneRun) {
        return locked(() -> {
            if (threads.containsKey(id)) {
                throw HttpError.of(
                        409,
                        "There is a thread " + id
                                + " already. Leave the id out for a new one, or say if_exists: \"do_nothing\".");
            }
            if (threads.size() >= limits.maxThreads()) {
                forget(longestIdle());
            }
            ServedThread thread = new ServedThread(id, metadata, isForOneRun, clock.instant());
            threads.put(id, thread);
            return thread;
        });
    }

    private ServedThread longestIdle() {
        return threads.values().stream()
                .filter(thread -> thread.active() == null)
                .findFirst()
                .orElseThrow(() -> HttpError.of(
                                503, "All " + threads.size() + " threads of the server have runs. Try again later.")
                        .withHeader("Retry-After", "1"));
    }

    /** Returns a thread, which counts as a use of it, or nothing. */
    Optional<ServedThread> find(UUID id) {
        return locked(() -> {
            Optional<ServedThread> thread = Optional.ofNullable(threads.get(id));
            thread.ifPresent(found -> found.use(clock.instant()));
            return thread;
        });
    }

    /** Returns a run that goes on or has not been forgotten, or nothing. */
    Optional<ResumableRun> findRun(UUID id) {
        return locked(() -> {
            ResumableRun run = active.get(id);
            return Optional.ofNullable(run == null ? finished.get(id) : run);
        });
    }

    /**
     * Gives a run its place in its thread.
     *
     * @throws HttpError if the thread has a run (409), or was forgotten meanwhile (404)
     */
    void begin(ResumableRun run) {
        locked(() -> {
            ServedThread thread = threads.get(run.thread().id());
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
                forget(finished.values().iterator().next());
            }
            return run;
        });
    }

    /** Forgets a run that has ended. */
    void forget(ResumableRun run) {
        locked(() -> {
            finished.remove(run.id());
            if (run.thread().isForOneRun()) {
                threads.remove(run.thread().id());
            }
            return run;
        });
    }

    private void forget(ServedThread thread) {
        threads.remove(thread.id());
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
