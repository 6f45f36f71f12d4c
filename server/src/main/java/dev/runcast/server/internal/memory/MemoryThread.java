package dev.runcast.server.internal.memory;

import dev.runcast.server.internal.core.KeptBytes;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadKey;
import dev.runcast.server.store.ThreadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A thread, and its runs. It changes under the lock of {@link MemoryRunStore}. */
final class MemoryThread implements Kept {
    private final ThreadKey key;
    private final boolean isOfOneRun;
    private final KeptBytes.Account account;
    private final Instant createdAt;

    /** The one that was created first is the first. */
    private final Map<UUID, MemoryRun> runs = new LinkedHashMap<>();

    private String metadata;
    private Instant updatedAt;
    private Instant usedAt;
    private @Nullable ThreadState state;
    private boolean hasFailed;

    MemoryThread(ThreadKey key, String metadata, boolean isOfOneRun, KeptBytes.Account account, Instant now) {
        this.key = key;
        this.metadata = metadata;
        this.isOfOneRun = isOfOneRun;
        this.account = account;
        account.add(KeptBytes.of(metadata));
        this.createdAt = now;
        this.updatedAt = now;
        this.usedAt = now;
    }

    ThreadKey key() {
        return key;
    }

    @Override
    public String owner() {
        return key.owner();
    }

    @Override
    public boolean canBeForgotten() {
        return !isBusy();
    }

    boolean isOfOneRun() {
        return isOfOneRun;
    }

    String metadata() {
        return metadata;
    }

    void setMetadata(String metadata, Instant now) {
        account.add(KeptBytes.of(metadata) - KeptBytes.of(this.metadata));
        this.metadata = metadata;
        updatedAt = now;
    }

    Instant usedAt() {
        return usedAt;
    }

    void use(Instant now) {
        usedAt = now;
    }

    /** Notes that it is forgotten. */
    void forget() {
        account.close();
    }

    /** Returns the run that goes on and was created first, or nothing. */
    Optional<Map.Entry<UUID, MemoryRun>> active() {
        return runs.entrySet().stream()
                .filter(run -> !run.getValue().hasEnded())
                .findFirst();
    }

    private boolean isBusy() {
        return active().isPresent();
    }

    /** Returns the runs, the one that was created last is the first. */
    List<MemoryRun> runs() {
        List<MemoryRun> reversed = new ArrayList<>(runs.values());
        Collections.reverse(reversed);
        return reversed;
    }

    void add(UUID id, MemoryRun run, Instant now) {
        runs.put(id, run);
        updatedAt = now;
        usedAt = now;
    }

    void remove(UUID run) {
        runs.remove(run);
    }

    /** Notes how a run has ended. */
    void end(RunStatus status, Optional<ThreadState> left, Instant now) {
        updatedAt = now;
        usedAt = now;
        hasFailed = status == RunStatus.ERROR || status == RunStatus.TIMEOUT;
        left.ifPresent(this::setState);
    }

    private void setState(ThreadState next) {
        account.add(bytes(next) - (state == null ? 0 : bytes(state)));
        state = next;
    }

    /** Takes over what the runs of another one have left. */
    void copyState(MemoryThread other) {
        Optional.ofNullable(other.state).ifPresent(this::setState);
    }

    private static long bytes(ThreadState state) {
        return KeptBytes.of(state.metadata(), state.values());
    }

    StoredThread stored() {
        return new StoredThread(key, metadata, isOfOneRun, isBusy(), hasFailed, state, createdAt, updatedAt);
    }
}
