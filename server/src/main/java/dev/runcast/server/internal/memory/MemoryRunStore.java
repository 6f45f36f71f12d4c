package dev.runcast.server.internal.memory;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.core.KeptBytes;
import dev.runcast.server.store.EventTail;
import dev.runcast.server.store.EventsNotKeptException;
import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoreFullException;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadBusyException;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.server.store.UnknownThreadException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps as many runs and threads, and for as long, as the limits allow. Where there are too many, the principal that has the most makes
 * room: nobody can have what belongs to others forgotten by asking for much.
 */
public final class MemoryRunStore implements RunStore {
    private final ServerLimits limits;
    private final Clock clock;
    private final KeptBytes kept;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** The one that has not been used for the longest is the first. */
    private final Map<ThreadKey, MemoryThread> threads = new LinkedHashMap<>(16, 0.75f, true);

    /** Those that go on. It changes under the lock. Runs that keep events look themselves up without it, and do not wait for each other. */
    private final Map<UUID, MemoryRun> active = new ConcurrentHashMap<>();

    /** The one that ended first is the first. */
    private final Map<UUID, MemoryRun> finished = new LinkedHashMap<>();

    /** Creates a store with as much room as the limits give it. */
    public MemoryRunStore(ServerLimits limits) {
        this(limits, Clock.systemUTC());
    }

    MemoryRunStore(ServerLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.kept = new KeptBytes(limits.maxKeptBytes());
    }

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public boolean createThread(ThreadKey thread, String metadata) {
        return locked(() -> {
            if (threads.containsKey(thread)) {
                return false;
            }
            addThread(thread, metadata, false);
            return true;
        });
    }

    @Override
    public boolean copyThread(ThreadKey thread, UUID copy) {
        ThreadKey key = new ThreadKey(thread.owner(), copy);
        return locked(() -> {
            MemoryThread original = threads.get(thread);
            if (original == null || threads.containsKey(key)) {
                return false;
            }
            addThread(key, original.metadata(), false).copyState(original);
            return true;
        });
    }

    private MemoryThread addThread(ThreadKey key, String metadata, boolean isOfOneRun) {
        if (!isOfOneRun) { // A thread of one run is forgotten with the run.
            makeRoomForThread(key.owner());
        }
        makeRoomFor(key.owner());
        MemoryThread thread = new MemoryThread(key, metadata, isOfOneRun, kept.open(key.owner()), clock.instant());
        threads.put(key, thread);
        return thread;
    }

    private void makeRoomForThread(String owner) {
        List<MemoryThread> lasting =
                threads.values().stream().filter(thread -> !thread.isOfOneRun()).toList();
        if (lasting.size() >= limits.maxThreads()) {
            forget(Fairness.firstToGo(owner, lasting, Fairness.counts(lasting))
                    .orElseThrow(() -> new StoreFullException(
                            "The server has as many threads as it can: " + lasting.size() + ". Try again later.",
                            false)));
        }
    }

    /**
     * Sees to it that more can be kept of a principal.
     *
     * @throws StoreFullException if it cannot
     */
    private void makeRoomFor(String owner) {
        if (!relieve(owner)) {
            boolean isOfPrincipal = kept.areTooManyOf(owner);
            throw new StoreFullException(
                    isOfPrincipal
                            ? "Your runs and threads hold more data than one client may have. Try again when some runs have ended."
                            : "The runs and threads of the server hold more data than it can keep. Try again later.",
                    isOfPrincipal);
        }
    }

    /**
     * Forgets runs that have ended and idle threads, as long as more is kept than may be: of the principal if that has more than its
     * share, else of the one that has the most. Its runs that go on keep less before. Returns whether that did.
     */
    private boolean relieve(String owner) {
        return locked(() -> {
            if (kept.areTooManyOf(owner)) {
                active.values().stream()
                        .filter(run -> run.owner().equals(owner))
                        .forEach(run -> run.log().dropRead());
            }
            while (kept.areTooManyOf(owner) || kept.areTooMany()) {
                Map<String, Long> amounts = kept.areTooManyOf(owner) ? Map.of(owner, Long.MAX_VALUE) : kept.byOwner();
                Optional<MemoryRun> run = Fairness.firstToGo(owner, finished.values(), amounts);
                Optional<MemoryThread> thread =
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

    /** Forgets runs that have ended, as long as there is no room for events. */
    private void forgetFinished(String owner) {
        locked(() -> {
            Optional<MemoryRun> run = Optional.empty();
            do {
                run.ifPresent(this::forget);
                run = kept.areTight() ? Fairness.firstToGo(owner, finished.values(), kept.byOwner()) : Optional.empty();
            } while (run.isPresent());
            return run;
        });
    }

    @Override
    public Optional<StoredThread> thread(ThreadKey thread) {
        return locked(() -> {
            MemoryThread found = threads.get(thread);
            if (found == null) {
                return Optional.empty();
            }
            found.use(clock.instant());
            return Optional.of(found.stored());
        });
    }

    @Override
    public List<StoredThread> threads(String owner) {
        return locked(() -> threads.values().stream()
                .filter(thread -> thread.owner().equals(owner) && !thread.isOfOneRun())
                .map(MemoryThread::stored)
                .toList());
    }

    @Override
    public boolean replaceMetadata(ThreadKey thread, String expected, String metadata) {
        return locked(() -> {
            makeRoomFor(thread.owner());
            MemoryThread found = threads.get(thread);
            if (found == null || !found.metadata().equals(expected)) {
                return false;
            }
            found.setMetadata(metadata, clock.instant());
            return true;
        });
    }

    @Override
    public void deleteThread(ThreadKey thread) {
        locked(() -> {
            Optional.ofNullable(threads.get(thread)).ifPresent(this::forget);
            return thread;
        });
    }

    @Override
    public StoredRun create(NewRun run, Duration term) {
        return locked(() -> {
            MemoryRun known = find(run.id());
            if (known != null) {
                return known.stored();
            }
            MemoryThread thread = run.threadIsOwn() ? addThread(run.thread(), "{}", true) : threads.get(run.thread());
            if (thread == null) {
                throw new UnknownThreadException(run.thread());
            }
            thread.active().filter(busy -> !run.waits()).ifPresent(busy -> {
                throw new ThreadBusyException(busy.getKey());
            });
            return add(run, thread, term).stored();
        });
    }

    private MemoryRun add(NewRun made, MemoryThread thread, Duration term) {
        Instant now = clock.instant();
        KeptBytes.Account account = kept.openLive(thread.owner());
        EventLog log = new EventLog(
                limits.maxReplayEvents(),
                limits.maxReplayBytes(),
                kept.openLive(thread.owner()),
                () -> forgetFinished(thread.owner()));
        MemoryRun run = new MemoryRun(made, thread, account, log, now, now.plus(term));
        thread.add(made.id(), run, now); // and so it is not forgotten to make room for its own run
        active.put(made.id(), run);
        try {
            makeRoomFor(thread.owner());
        } catch (StoreFullException full) {
            active.remove(made.id());
            thread.remove(made.id());
            if (thread.isOfOneRun()) {
                forget(thread);
            }
            throw full;
        }
        run.keep();
        return run;
    }

    @Override
    public void begin(RunLease lease) {
        locked(() -> {
            MemoryRun run = owned(lease);
            run.begin(clock.instant());
            return run;
        });
    }

    /** Returns the run of a lease that still counts. */
    private MemoryRun owned(RunLease lease) {
        MemoryRun run = active.get(lease.run());
        if (run == null || !run.log().isOpenFor(lease.epoch())) {
            throw new LeaseLostException(lease);
        }
        return run;
    }

    @Override
    public CompletionStage<?> append(RunLease lease, long first, List<String> events) {
        MemoryRun run = active.get(lease.run());
        try {
            if (run != null && run.log().append(lease.epoch(), first, events)) {
                return CompletableFuture.completedFuture(null);
            }
            return CompletableFuture.failedFuture(new LeaseLostException(lease));
        } catch (IllegalArgumentException gap) {
            return CompletableFuture.failedFuture(gap);
        }
    }

    @Override
    public StoredRun end(RunLease lease, RunEnd end) {
        MemoryRun ended = locked(() -> {
            MemoryRun run = owned(lease);
            run.end(end, clock.instant());
            MemoryThread thread = run.thread();
            thread.end(end.status(), run.stored().state(), clock.instant());
            active.remove(lease.run());
            finished.put(lease.run(), run);
            if (threads.get(thread.key()) != thread) { // It was deleted.
                forget(run);
            } else if (finished.size() > limits.maxFinishedRuns()) {
                Fairness.firstToGo(run.owner(), finished.values(), Fairness.counts(finished.values()))
                        .ifPresent(this::forget);
            }
            relieve(run.owner());
            return run;
        });
        ended.log().end();
        tellEnd(lease.run(), ended);
        return ended.stored();
    }

    private void tellEnd(UUID id, MemoryRun run) {
        listeners.forEach(listener -> listener.onEnd(id, run.thread().key()));
    }

    @Override
    public Set<RunLease> renew(Collection<RunLease> leases, Duration term) {
        return locked(() -> {
            Instant until = clock.instant().plus(term);
            return leases.stream().filter(lease -> !renew(lease, until)).collect(Collectors.toSet());
        });
    }

    private boolean renew(RunLease lease, Instant until) {
        MemoryRun run = active.get(lease.run());
        if (run == null || !run.log().isOpenFor(lease.epoch())) {
            return false;
        }
        run.leaseUntil(until);
        return true;
    }

    @Override
    public List<StoredRun> lost(int limit) {
        return locked(() -> active.values().stream()
                .filter(this::isLost)
                .sorted(Comparator.comparing(MemoryRun::leasedUntil))
                .limit(limit)
                .map(MemoryRun::stored)
                .toList());
    }

    private boolean isLost(MemoryRun run) {
        return !clock.instant().isBefore(run.leasedUntil());
    }

    @Override
    public Optional<StoredRun> claim(UUID run, Duration term) {
        return locked(() -> {
            MemoryRun found = active.get(run);
            if (found == null || !isLost(found)) {
                return Optional.empty();
            }
            found.leaseUntil(clock.instant().plus(term));
            found.log().nextEpoch();
            return Optional.of(found.stored());
        });
    }

    @Override
    public Optional<StoredRun> run(String owner, UUID run) {
        return locked(() -> Optional.ofNullable(find(run))
                .filter(found -> found.owner().equals(owner))
                .map(MemoryRun::stored));
    }

    private @Nullable MemoryRun find(UUID run) {
        MemoryRun found = active.get(run);
        return found == null ? finished.get(run) : found;
    }

    @Override
    public List<StoredRun> runs(ThreadKey thread) {
        return locked(() -> {
            MemoryThread found = threads.get(thread);
            return found == null
                    ? List.of()
                    : found.runs().stream().map(MemoryRun::stored).toList();
        });
    }

    @Override
    public List<StoredRun> runs(String owner, int limit) {
        return locked(() -> Stream.concat(active.values().stream(), finished.values().stream())
                .filter(run -> run.owner().equals(owner))
                .map(MemoryRun::stored)
                .sorted(Comparator.comparing(StoredRun::createdAt).reversed())
                .limit(limit)
                .toList());
    }

    @Override
    public EventTail tail(UUID run, long after, Runnable onChange) {
        MemoryRun found = locked(() -> find(run));
        if (found == null) {
            throw new EventsNotKeptException(1, 0);
        }
        return found.log().tail(after, onChange);
    }

    @Override
    public void delete(UUID run) {
        MemoryRun deleted = locked(() -> {
            MemoryRun found = active.remove(run);
            if (found == null) {
                Optional.ofNullable(finished.get(run)).ifPresent(this::forget);
                return null;
            }
            forget(found);
            return found;
        });
        if (deleted != null) {
            deleted.log().end();
            tellEnd(run, deleted);
        }
    }

    @Override
    public void cancel(UUID run) {
        if (locked(() -> active.containsKey(run))) {
            listeners.forEach(listener -> listener.onCancel(run));
        }
    }

    @Override
    public Registration listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void expire() {
        locked(() -> {
            Instant endedBefore = clock.instant().minus(limits.finishedRunExpiry());
            List.copyOf(finished.values()).stream()
                    .filter(run -> !run.updatedAt().isAfter(endedBefore))
                    .forEach(this::forget);
            Instant usedBefore = clock.instant().minus(limits.threadExpiry());
            List.copyOf(threads.values()).stream()
                    .filter(thread ->
                            thread.canBeForgotten() && !thread.usedAt().isAfter(usedBefore))
                    .forEach(this::forget);
            return usedBefore;
        });
    }

    private void forget(MemoryRun run) {
        UUID id = run.id();
        finished.remove(id);
        run.thread().remove(id);
        run.forget();
        if (run.thread().isOfOneRun()) {
            forget(run.thread());
        }
    }

    private void forget(MemoryThread thread) {
        threads.remove(thread.key(), thread);
        thread.forget();
        thread.runs().stream().filter(MemoryRun::hasEnded).forEach(this::forget);
    }

    @Override
    public void close() {}

    private <T extends @Nullable Object> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
