package dev.runcast.server.internal.memory;

import dev.runcast.server.internal.core.KeptBytes;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredRun;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run. It changes under the lock of {@link MemoryRunStore}, but for its events. */
final class MemoryRun implements Kept {
    private final NewRun made;
    private final MemoryThread thread;
    private final KeptBytes.Account account;
    private final EventLog log;
    private final Instant createdAt;
    private @Nullable String request;
    private RunStatus status = RunStatus.PENDING;
    private @Nullable RunEnd end;
    private Instant updatedAt;
    private Instant leasedUntil;

    MemoryRun(
            NewRun made,
            MemoryThread thread,
            KeptBytes.Account account,
            EventLog log,
            Instant now,
            Instant leasedUntil) {
        this.made = made;
        this.thread = thread;
        this.account = account;
        this.log = log;
        this.request = made.request();
        this.createdAt = now;
        this.updatedAt = now;
        this.leasedUntil = leasedUntil;
    }

    UUID id() {
        return made.id();
    }

    MemoryThread thread() {
        return thread;
    }

    EventLog log() {
        return log;
    }

    @Override
    public String owner() {
        return thread.owner();
    }

    @Override
    public boolean canBeForgotten() {
        return status.isEnd();
    }

    boolean hasEnded() {
        return status.isEnd();
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Instant leasedUntil() {
        return leasedUntil;
    }

    void leaseUntil(Instant time) {
        leasedUntil = time;
    }

    /** Notes that it is kept. */
    void keep() {
        account.add(KeptBytes.of(made.request(), made.metadata(), made.attributes()));
    }

    /** Notes that it is forgotten. Those who read it may read on. */
    void forget() {
        account.close();
        log.forget();
    }

    void begin(Instant now) {
        status = RunStatus.RUNNING;
        updatedAt = now;
    }

    void end(RunEnd how, Instant now) {
        end = how;
        status = how.status();
        updatedAt = now;
        request = null;
        account.add(KeptBytes.of(how.result(), how.state() == null ? "" : how.state()) - KeptBytes.of(made.request()));
        account.settle();
    }

    StoredRun stored() {
        return new StoredRun(
                made.id(),
                made.thread(),
                made.runnable(),
                made.metadata(),
                made.attributes(),
                request,
                status,
                end,
                log.epoch(),
                log.last(),
                createdAt,
                updatedAt);
    }
}
