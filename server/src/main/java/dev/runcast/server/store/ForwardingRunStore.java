package dev.runcast.server.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Does what another store does. Subclasses add something, such as measurements.
 *
 * @since 0.1
 */
public abstract class ForwardingRunStore implements RunStore {
    private final RunStore store;

    /** Creates a store that does what another one does. */
    protected ForwardingRunStore(RunStore store) {
        this.store = Objects.requireNonNull(store, "store");
    }

    @Override
    public boolean isDurable() {
        return store.isDurable();
    }

    @Override
    public boolean createThread(ThreadKey thread, String metadata) {
        return store.createThread(thread, metadata);
    }

    @Override
    public boolean copyThread(ThreadKey thread, UUID copy) {
        return store.copyThread(thread, copy);
    }

    @Override
    public Optional<StoredThread> thread(ThreadKey thread) {
        return store.thread(thread);
    }

    @Override
    public List<StoredThread> threads(String owner) {
        return store.threads(owner);
    }

    @Override
    public boolean replaceMetadata(ThreadKey thread, String expected, String metadata) {
        return store.replaceMetadata(thread, expected, metadata);
    }

    @Override
    public void deleteThread(ThreadKey thread) {
        store.deleteThread(thread);
    }

    @Override
    public StoredRun create(NewRun run, Duration term) {
        return store.create(run, term);
    }

    @Override
    public void begin(RunLease lease) {
        store.begin(lease);
    }

    @Override
    public CompletionStage<?> append(RunLease lease, long first, List<String> events) {
        return store.append(lease, first, events);
    }

    @Override
    public StoredRun end(RunLease lease, RunEnd end) {
        return store.end(lease, end);
    }

    @Override
    public Set<RunLease> renew(Collection<RunLease> leases, Duration term) {
        return store.renew(leases, term);
    }

    @Override
    public List<StoredRun> lost(int limit) {
        return store.lost(limit);
    }

    @Override
    public Optional<StoredRun> claim(UUID run, Duration term) {
        return store.claim(run, term);
    }

    @Override
    public Optional<StoredRun> run(String owner, UUID run) {
        return store.run(owner, run);
    }

    @Override
    public List<StoredRun> runs(ThreadKey thread) {
        return store.runs(thread);
    }

    @Override
    public List<StoredRun> runs(String owner, int limit) {
        return store.runs(owner, limit);
    }

    @Override
    public EventTail tail(UUID run, long after, Runnable onChange) {
        return store.tail(run, after, onChange);
    }

    @Override
    public void delete(UUID run) {
        store.delete(run);
    }

    @Override
    public void cancel(UUID run) {
        store.cancel(run);
    }

    @Override
    public Registration listen(Listener listener) {
        return store.listen(listener);
    }

    @Override
    public void expire() {
        store.expire();
    }

    @Override
    public void close() {
        store.close();
    }
}
