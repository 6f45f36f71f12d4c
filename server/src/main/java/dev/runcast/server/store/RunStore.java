package dev.runcast.server.store;

import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.memory.MemoryRunStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Keeps runs, their events and their threads, for one server or for several that share it. What a server answers about runs, it reads
 * here, whichever server does the run.
 *
 * <p>One server owns a run at a time: the one that has its {@linkplain RunLease lease}. A lease is renewed while the run goes on. If it
 * expires, another server may {@linkplain #claim claim} the run. From then on whatever the former owner writes is refused with a {@link
 * LeaseLostException}, since its lease has an older epoch. An expired lease that nobody has claimed still counts.
 *
 * <p>Methods may be called by any thread at once. They may take time, but for {@link #append} and what a {@link Listener} is told. Each
 * takes effect as a whole or not at all. A method whose outcome is not known fails with a {@link StoreUnavailableException}, and may be
 * called again.
 *
 * <p>A principal sees only its own: reads take the name of the owner, and find nothing of others.
 *
 * @since 0.1
 */
public interface RunStore extends AutoCloseable {
    /** Returns a store in the memory of this process, which keeps as much and for as long as the limits say. */
    static RunStore inMemory(ServerLimits limits) {
        return new MemoryRunStore(limits);
    }

    /**
     * Returns whether runs outlive the process that does them. If so, a server that stops gives up those that can be done by another one,
     * or by itself after its restart.
     */
    boolean isDurable();

    // Threads

    /**
     * Creates a thread.
     *
     * @param metadata an object of JSON
     * @return whether there was none of this key
     * @throws StoreFullException if it cannot keep another one
     */
    boolean createThread(ThreadKey thread, String metadata);

    /**
     * Creates a thread of the same principal with the metadata and the state that another one has. It has none of its runs.
     *
     * @param copy the id of the thread that is created
     * @return whether there was one to copy, and none of the id of the copy
     * @throws StoreFullException if it cannot keep another one
     */
    boolean copyThread(ThreadKey thread, UUID copy);

    /** Returns a thread, or nothing. This counts as a use of it. */
    Optional<StoredThread> thread(ThreadKey thread);

    /** Returns the threads of a principal in any order, but for those that were {@linkplain NewRun#threadIsOwn created by a run}. */
    List<StoredThread> threads(String owner);

    /**
     * Replaces the metadata of a thread, if they are as expected.
     *
     * @return whether they were
     * @throws StoreFullException if it cannot keep them
     */
    boolean replaceMetadata(ThreadKey thread, String expected, String metadata);

    /** Deletes a thread, and its runs that have ended. Runs that go on are deleted when they end. */
    void deleteThread(ThreadKey thread);

    // Runs, for those who do them

    /**
     * Creates a run, which is {@link RunStatus#PENDING}, and owned by the caller. Does nothing if the run is there already, as when the
     * outcome of the first call was not known.
     *
     * @param term for how long the lease holds
     * @return the run, which has the caller's lease
     * @throws UnknownThreadException if the thread is not there, and is not the run's own
     * @throws ThreadBusyException if the thread has a run that goes on, and the run does not wait for others
     * @throws StoreFullException if it cannot keep another one
     */
    StoredRun create(NewRun run, Duration term);

    /**
     * Notes that a run works, since it is the first in its thread.
     *
     * @throws LeaseLostException if another one owns it
     */
    void begin(RunLease lease);

    /**
     * Adds events to a run. They are numbered without gaps, from 1. Those whose numbers the run has already are skipped, so that a call
     * whose outcome is not known can be repeated.
     *
     * <p>Does not wait for a disk or a network. A store that keeps the events of its process only may wait until readers have taken what is to
     * make room.
     *
     * @param first the number of the first one, at most one more than that of the last one that was added
     * @param events objects of JSON, in the v2 format with {@code time} as the last member
     * @return completes when readers may see them; fails with a {@link LeaseLostException} if another one owns the run, with an {@link
     *     IllegalArgumentException} if there would be a gap
     */
    CompletionStage<?> append(RunLease lease, long first, List<String> events);

    /**
     * Ends a run, for which nobody needs a lease any more. Its thread gets what it left. Events whose appending has begun come before the
     * end.
     *
     * @return the run as it has ended, which may be deleted at once
     * @throws LeaseLostException if another one owns it, or it has ended
     */
    StoredRun end(RunLease lease, RunEnd end);

    /**
     * Renews leases, or gives them up.
     *
     * @param term for how long they hold from now, zero for those that are given up, so that others may claim the runs
     * @return those that were lost, as another one owns the run, or it has ended or was deleted
     */
    Set<RunLease> renew(Collection<RunLease> leases, Duration term);

    /**
     * Returns runs whose lease has expired and that have not ended, those first whose lease expired first.
     *
     * @param limit how many at most
     */
    List<StoredRun> lost(int limit);

    /**
     * Takes a run whose lease has expired and that has not ended. The new lease has the next epoch. Of several that try, one gets it.
     *
     * @return the run, which has the new lease, or nothing if another one owns it
     */
    Optional<StoredRun> claim(UUID run, Duration term);

    // Runs, for those who read them

    /** Returns a run, or nothing. */
    Optional<StoredRun> run(String owner, UUID run);

    /** Returns the runs of a thread, the one that was created last is the first. */
    List<StoredRun> runs(ThreadKey thread);

    /**
     * Returns the runs of a principal, the one that was created last is the first.
     *
     * @param limit how many at most
     */
    List<StoredRun> runs(String owner, int limit);

    /**
     * Opens a view of the events of a run, for as long as that is kept.
     *
     * @param after the number of the last event that is not wanted, 0 for all
     * @param onChange is called when there may be more to read, or the run has ended; on any thread, which it must not hold up
     * @throws EventsNotKeptException if events after it are not there any more, or never were
     */
    EventTail tail(UUID run, long after, Runnable onChange);

    /** Deletes a run. If it has not ended, its owner loses it. */
    void delete(UUID run);

    /** Tells the owner of a run to cancel it, wherever it is. Does nothing if the run has ended. */
    void cancel(UUID run);

    /**
     * Has a listener told what happens, until the returned registration is closed. It is told of runs of others, too. It may be told late,
     * more than once or, while the store cannot be reached, not at all.
     */
    Registration listen(Listener listener);

    /** Deletes what has been kept for long enough. */
    void expire();

    /** Frees what the store holds in this process. What it keeps elsewhere stays. */
    @Override
    void close();

    /**
     * Is told what happens in a store. Does not hold up the thread that tells it.
     *
     * @since 0.1
     */
    interface Listener {
        /** A run is to be cancelled. */
        void onCancel(UUID run);

        /** A run has ended. */
        void onEnd(UUID run, ThreadKey thread);
    }

    /**
     * Of a listener.
     *
     * @since 0.1
     */
    interface Registration extends AutoCloseable {
        /** Has the listener told no more. */
        @Override
        void close();
    }
}
