package dev.runcast.server.internal.langgraph;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.KeptBytes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The threads of principals and their runs, as many and for as long as the limits allow. Where there are too many, the principal that has
 * the most makes room: nobody can have what belongs to others forgotten by asking for much.
 */
final class Threads {
    private final ServerLimits limits;
    private final Clock clock;
    private final KeptBytes kept;
    private final ReentrantLock lock = new ReentrantLock();

    /** The one that has not been used for the longest is the first. */
    private final Map<ServedThread.Key, ServedThread> threads = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<UUID, ResumableRun> active = new HashMap<>();

    /** The one that ended first is the first. */
    private final Map<UUID, ResumableRun> finished = new LinkedHashMap<>();

    Threads(ServerLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.kept = new KeptBytes(limits.maxKeptBytes());
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
                forget(Fairness.firstToGo(key.owner(), threads.values(), Fairness.counts(threads.values()))
                        .orElseThrow(() -> HttpError.busy(
                                "The server has as many threads as it can: " + threads.size() + ". Try again later.")));
            }
            makeRoomFor(key.owner());
            ServedThread thread = new ServedThread(key, metadata, isForOneRun, kept.open(key.owner()), clock.instant());
            threads.put(key, thread);
            return thread;
        });
    }

    /** Returns a place for the events of a run. */
    ReplayBuffer newFrames(ServedThread thread) {
        return new ReplayBuffer(
                limits.maxReplayEvents(),
                limits.maxReplayBytes(),
                kept.open(thread.owner()),
                () -> relieve(thread.owner()));
    }

    /**
     * Sees to it that more can be kept of a principal.
     *
     * @throws HttpError if it has its share (429), or if all is kept that may be (503)
     */
    private void makeRoomFor(String owner) {
        if (!relieve(owner)) {
            throw kept.areTooManyOf(owner)
                    ? HttpError.overShare(
                            "Your runs and threads hold more data than one client may have. Try again when some runs have ended.")
                    : HttpError.busy(
                            "The runs and threads of the server hold more data than it can keep. Try again later.");
        }
    }

    /**
     * Forgets runs that have ended and idle threads, as long as more is kept than may be: of the principal if that has more than its
     * share, else of the one that has the most. Returns whether that did.
     */
    private boolean relieve(String owner) {
        return locked(() -> {
            while (kept.areTooManyOf(owner) || kept.areTooMany()) {
                Map<String, Long> amounts = kept.areTooManyOf(owner) ? Map.of(owner, Long.MAX_VALUE) : kept.byOwner();
                Optional<ResumableRun> run = Fairness.firstToGo(owner, finished.values(), amounts);
                Optional<ServedThread> thread =
                        run.isPresent() ? Optional.empty() : Fairness.firstToGo(owner, threads.values(), amounts);
                if (run.isEmpty() && thread.isEmpty()) {
                    return false;
                }
                run.ifPresent(this::forget);
                thread.ifPresent(this::forget);
            }
            return true;
        });
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

    /** Returns the threads of a principal, but for those that no client has asked for. This does not count as a use of them. */
    List<ServedThread> all(ClientPrincipal owner) {
        return locked(() -> threads.values().stream()
                .filter(thread -> thread.owner().equals(owner.name()) && !thread.isForOneRun())
                .toList());
    }

    /** Returns the runs of a thread that have not been forgotten, the one that was asked for last is the first. */
    List<ResumableRun> runs(ServedThread thread) {
        return locked(() -> {
            List<ResumableRun> ended = new ArrayList<>(finishedOf(thread));
            Collections.reverse(ended);
            return Stream.concat(thread.runs().stream(), ended.stream()).toList();
        });
    }

    /** Returns the runs of a thread that have not ended, the one that was asked for last is the first. */
    List<ResumableRun> openRuns(ServedThread thread) {
        return locked(thread::runs);
    }

    /** Returns what the runs of a thread have left, as far as it has not been forgotten. The latest is the first. */
    List<ThreadState> history(ServedThread thread) {
        return locked(() -> {
            List<ThreadState> states = new ArrayList<>(finishedOf(thread).stream()
                    .flatMap(run -> run.state().stream())
                    .toList());
            Collections.reverse(states);
            thread.state().filter(state -> !states.contains(state)).ifPresent(state -> states.add(0, state));
            return states;
        });
    }

    private List<ResumableRun> finishedOf(ServedThread thread) {
        return finished.values().stream().filter(run -> run.thread() == thread).toList();
    }

    /**
     * Gives a thread other metadata.
     *
     * @throws HttpError if it was forgotten meanwhile (404), or no more can be kept (429, 503)
     */
    void update(ServedThread thread, UnaryOperator<String> metadata) {
        locked(() -> {
            makeRoomFor(thread.owner());
            checkIsThere(thread);
            thread.setMetadata(metadata.apply(thread.metadata()), clock.instant());
            return thread;
        });
    }

    /** Forgets a thread and its runs. Those that have not ended are cancelled. */
    void delete(ServedThread thread) {
        List<ResumableRun> open = locked(() -> {
            if (threads.get(thread.key()) == thread) {
                forget(thread);
            }
            return thread.runs();
        });
        open.forEach(ResumableRun::cancel);
    }

    private void checkIsThere(ServedThread thread) {
        if (threads.get(thread.key()) != thread) {
            throw HttpError.of(404, "The thread was forgotten meanwhile. Create another one: POST /threads.");
        }
    }

    /**
     * Gives a run its place in its thread, where it may have to wait for others.
     *
     * @throws HttpError if the thread has a run (409) and it may not wait, the thread was forgotten meanwhile (404), or no more can be
     *     kept (429, 503)
     */
    void begin(ResumableRun run) {
        boolean isNext = locked(() -> {
            ServedThread thread = run.thread();
            checkIsThere(thread);
            ResumableRun other = thread.active();
            if (other != null && run.strategy() == MultitaskStrategy.REJECT) {
                throw HttpError.of(
                        409,
                        "The thread has a run already: " + other.id()
                                + ". Wait until that has ended, cancel it, use another thread, or say"
                                + " multitask_strategy: \"enqueue\".");
            }
            thread.begin(run, clock.instant()); // and so it is not forgotten to make room for its own run
            active.put(run.id(), run);
            try {
                makeRoomFor(thread.owner());
            } catch (HttpError refused) {
                active.remove(run.id());
                thread.leave(run);
                if (thread.isForOneRun()) {
                    forget(thread);
                }
                throw refused;
            }
            run.keep();
            return thread.active() == run;
        });
        if (isNext) {
            run.takeTurn();
        }
    }

    /** Takes note that a run has ended, keeps it for clients that come back, and has the next run of its thread begin. */
    void end(ResumableRun run) {
        Optional<ResumableRun> next = locked(() -> {
            ServedThread thread = run.thread();
            active.remove(run.id());
            thread.end(run, clock.instant());
            finished.put(run.id(), run);
            if (threads.get(thread.key()) != thread) { // It was deleted.
                forget(run);
            } else if (finished.size() > limits.maxFinishedRuns()) {
                Fairness.firstToGo(run.owner(), finished.values(), Fairness.counts(finished.values()))
                        .ifPresent(this::forget);
            }
            relieve(run.owner());
            return Optional.ofNullable(thread.active());
        });
        next.ifPresent(ResumableRun::takeTurn);
    }

    /** Forgets a run that has ended. */
    void forget(ResumableRun run) {
        locked(() -> {
            finished.remove(run.id());
            run.forget();
            if (run.thread().isForOneRun()) {
                threads.remove(run.thread().key());
                run.thread().forget();
            }
            return run;
        });
    }

    private void forget(ServedThread thread) {
        threads.remove(thread.key());
        thread.forget();
        finishedOf(thread).forEach(this::forget);
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
