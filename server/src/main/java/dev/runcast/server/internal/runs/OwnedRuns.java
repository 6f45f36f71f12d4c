package dev.runcast.server.internal.runs;

import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.ProgramJson;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Timers;
import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoreFullException;
import dev.runcast.server.store.StoreUnavailableException;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.ThreadKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that this server does: it renews their leases, gives them their turns and cancels them when others ask for that. It also tells
 * those who wait for the end of a run.
 */
public final class OwnedRuns implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OwnedRuns.class);

    private static final String NOT_KEPT = "The end of the run {} could not be kept";

    private final RunStore store;
    private final Timers timers;
    private final Duration term;
    private final ProgramJson json;
    private final boolean keepsChunks;
    private final RunEnds ends;
    private final StoreOutage outage = new StoreOutage();
    private final RunStore.Registration registration;
    private final Map<UUID, OwnedRun> owned = new ConcurrentHashMap<>();
    private volatile boolean isStopping;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    /**
     * Creates runs.
     *
     * @param term for how long a server owns a run without saying so again
     * @param keepsChunks whether chunks are events that are kept
     */
    public OwnedRuns(RunStore store, Timers timers, Duration term, ProgramJson json, boolean keepsChunks) {
        this.keepsChunks = keepsChunks;
        this.store = store;
        this.timers = timers;
        this.term = term;
        this.json = json;
        this.ends = new RunEnds(store);
        this.registration = store.listen(new RunStore.Listener() {
            @Override
            public void onCancel(UUID run) {
                hand(() -> Optional.ofNullable(owned.get(run)).ifPresent(OwnedRun::cancel));
            }

            @Override
            public void onEnd(UUID run, ThreadKey thread) {
                if (!owned.containsKey(run)) {
                    hand(() -> {
                        ends.check(run);
                        giveTurns(thread);
                    });
                }
            }
        });
        timers.every(term.dividedBy(3), () -> outage.whileAsking(this::tend));
    }

    /** What a store tells is done by threads of the server. */
    private void hand(Runnable work) {
        try {
            timers.executor().execute(work);
        } catch (RejectedExecutionException serverHasStopped) {
            // Its runs are over.
        }
    }

    /** Returns what keeps them. */
    public RunStore store() {
        return store;
    }

    /** Returns whether chunks are events that are kept. */
    public boolean keepsChunks() {
        return keepsChunks;
    }

    boolean keeps(StreamEvent event) {
        return keepsChunks || event.kind() != StreamEvent.Kind.STREAM;
    }

    RunRecorder recorder(StoredRun run, Consumer<? super Throwable> onFailure) {
        return new RunRecorder(store, run.lease(), run.lastEvent(), timers, term.multipliedBy(3), onFailure);
    }

    /**
     * Gives a run its place in its thread, where it may have to wait for others. It is to be started.
     *
     * @param work its place among the runs of the server
     * @throws StoreFullException if no more can be kept
     * @throws RunExistsException if there is a run with its id
     */
    public OwnedRun create(NewRun made, ServedRun work) {
        StoredRun stored = store.create(made, term);
        if (!stored.thread().equals(made.thread())) { // It is another one, perhaps of another principal.
            store.deleteThread(made.thread());
            throw new RunExistsException(made.id());
        }
        return add(stored, work, made.threadIsOwn() || !made.waits());
    }

    /**
     * Takes a run that this server has claimed, and that is to be started.
     *
     * @param work its place among the runs of the server
     */
    OwnedRun adopt(StoredRun claimed, ServedRun work) {
        return add(claimed, work, false);
    }

    private OwnedRun add(StoredRun stored, ServedRun work, boolean hasTurn) {
        OwnedRun run = new OwnedRun(stored, work, this, json);
        owned.put(run.id(), run);
        if (hasTurn) {
            run.takeTurn();
        } else {
            giveTurn(run);
        }
        return run;
    }

    /** Returns the runs of a thread that have not ended, the one that was created last is the first. */
    public List<StoredRun> openRuns(ThreadKey thread) {
        return store.runs(thread).stream().filter(run -> !run.status().isEnd()).toList();
    }

    /** Returns the end of a run, which completes when it has ended or is not there. Those who wait no more cancel it. */
    public CompletableFuture<Optional<StoredRun>> endOf(StoredRun run) {
        return ends.of(run.thread().owner(), run.id());
    }

    /**
     * Returns what sends the frames of a run, from when on no frame is missed.
     *
     * @param tails opens the events that are read
     */
    public FrameSender sender(StoredRun run, RunFrames frames, FrameSender.Tails tails) {
        return new FrameSender(frames, tails, endOf(run), timers);
    }

    /** Has a run cancelled, whichever server does it. */
    public void cancel(UUID run) {
        OwnedRun own = owned.get(run);
        if (own == null) {
            store.cancel(run);
        } else {
            own.cancel();
        }
    }

    /**
     * Has a run cancelled because its client has disconnected, whichever server does it. A server that stops disconnects its clients itself,
     * which is no reason to cancel a run that another server goes on with.
     */
    public void leave(UUID run) {
        OwnedRun own = owned.get(run);
        if (own != null) {
            own.leave();
        } else if (!isStopping) {
            store.cancel(run);
        }
    }

    /** Cancels a run, if it has not ended, and has it forgotten. Returns what completes when it is. */
    public CompletableFuture<?> rollBack(StoredRun run) {
        CompletableFuture<?> forgotten = endOf(run).thenAccept(end -> store.delete(run.id()));
        cancel(run.id());
        return forgotten;
    }

    /** Keeps the end of a run. */
    void end(OwnedRun run, RunEnd end) {
        end(run, end, System.nanoTime());
    }

    private void end(OwnedRun run, RunEnd end, long since) {
        Optional<StoredRun> kept = Optional.empty();
        try {
            kept = Optional.of(store.end(run.lease(), end));
        } catch (LeaseLostException lost) {
            log.debug("A run ended that another server owns, or that was deleted: {}", run.id());
        } catch (StoreUnavailableException away) {
            if (System.nanoTime() - since < term.multipliedBy(3).toNanos()) {
                timers.after(term.dividedBy(10), () -> end(run, end, since));
                return;
            }
            log.warn(NOT_KEPT, run.id(), away);
        } catch (RuntimeException wrong) { // of the store
            log.warn(NOT_KEPT, run.id(), wrong);
        }
        remove(run);
        kept.ifPresentOrElse(ends::complete, () -> ends.check(run.id()));
        giveTurns(run.thread());
    }

    /** Lets another server have a run. */
    void giveUp(OwnedRun run) {
        try {
            store.renew(List.of(run.lease()), Duration.ZERO);
        } catch (RuntimeException away) {
            log.warn(
                    "The run {} could not be given up. Another server finds it when its lease expires.",
                    run.id(),
                    away);
        }
        remove(run);
    }

    /** Has a run forgotten that was not started. */
    void abandon(OwnedRun run) {
        try {
            store.delete(run.id());
        } catch (RuntimeException away) {
            log.warn("The run {} could not be deleted. A server does it when its lease expires.", run.id(), away);
        }
        remove(run);
    }

    private void remove(OwnedRun run) {
        owned.remove(run.id());
        lock.lock();
        try {
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void giveTurns(ThreadKey thread) {
        owned.values().stream()
                .filter(other -> other.thread().equals(thread) && !other.hasTurn())
                .forEach(this::giveTurn);
    }

    /** It is the turn of the run that was created first, of those that go on. */
    private void giveTurn(OwnedRun run) {
        List<StoredRun> open = openRuns(run.thread());
        if (!open.isEmpty() && open.get(open.size() - 1).id().equals(run.id())) {
            run.takeTurn();
        }
    }

    /** Does what is to be done again and again, also as a store may not have told everything. */
    private void tend() {
        store.renew(owned.values().stream().map(OwnedRun::lease).toList(), term)
                .forEach(lost -> Optional.ofNullable(owned.get(lost.run()))
                        .ifPresent(run -> run.lose(new LeaseLostException(lost))));
        owned.values().stream().filter(run -> !run.hasTurn()).forEach(this::giveTurn);
        ends.check();
    }

    /** Has what was kept for long enough deleted. */
    public void expire() {
        outage.whileAsking(store::expire);
    }

    StoreOutage outage() {
        return outage;
    }

    /** Lets other servers have those runs that have not begun, since this server stops. */
    public void giveUpWaiting() {
        isStopping = true;
        if (store.isDurable()) {
            owned.values().stream().filter(run -> !run.hasTurn()).forEach(OwnedRun::stop);
        }
    }

    /** Waits for a time until the ends of all runs are kept. */
    public void awaitEnds(Duration patience) {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (!owned.isEmpty() && nanos > 0) {
                nanos = ended.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Listens to the store no more. */
    @Override
    public void close() {
        registration.close();
    }
}
