package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.internal.core.KeptBytes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What clients call a thread: runs that come one after the other, and what the last of them that succeeded made. It changes under the
 * lock of {@link Threads}, and is read by any thread.
 */
final class ServedThread implements Kept {
    private final Key key;
    private final KeptBytes.Account account;
    private final Instant createdAt;
    private final boolean isForOneRun;
    private final Deque<ResumableRun> waiting = new ArrayDeque<>();
    private volatile String metadata;
    private volatile Instant updatedAt;
    private volatile Instant usedAt;
    private volatile @Nullable ThreadState state;
    private volatile boolean hasFailed;
    private volatile @Nullable ResumableRun active;

    /**
     * What a thread is found by. Each principal has threads of its own, also where others have threads of the same ids.
     *
     * @param owner the name of a principal
     */
    record Key(String owner, UUID id) {
        static Key of(ClientPrincipal owner, UUID id) {
            return new Key(owner.name(), id);
        }
    }

    /**
     * Creates a thread.
     *
     * @param metadata an object of JSON
     * @param isForOneRun whether no client has asked for it, but only for a run
     */
    ServedThread(Key key, String metadata, boolean isForOneRun, KeptBytes.Account account, Instant now) {
        this.key = key;
        this.metadata = metadata;
        this.account = account;
        account.add(KeptBytes.of(metadata));
        this.isForOneRun = isForOneRun;
        this.createdAt = now;
        this.updatedAt = now;
        this.usedAt = now;
    }

    Key key() {
        return key;
    }

    UUID id() {
        return key.id();
    }

    @Override
    public String owner() {
        return key.owner();
    }

    @Override
    public boolean canBeForgotten() {
        return active == null;
    }

    /** Notes that it is forgotten. */
    void forget() {
        account.close();
    }

    /** Returns what the last run that succeeded left, or nothing while there is none. */
    Optional<ThreadState> state() {
        return Optional.ofNullable(state);
    }

    /** Returns the metadata, an object of JSON. */
    String metadata() {
        return metadata;
    }

    void setMetadata(String metadata, Instant now) {
        account.add(KeptBytes.of(metadata) - KeptBytes.of(this.metadata));
        this.metadata = metadata;
        updatedAt = now;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Instant stateUpdatedAt() {
        return state().map(ThreadState::createdAt).orElse(createdAt);
    }

    boolean isForOneRun() {
        return isForOneRun;
    }

    Instant usedAt() {
        return usedAt;
    }

    void use(Instant now) {
        usedAt = now;
    }

    /** Returns the run that goes on, or null. */
    @Nullable
    ResumableRun active() {
        return active;
    }

    /** Returns the runs that have not ended: those that wait, the last one first, and the one that goes on. */
    List<ResumableRun> runs() {
        List<ResumableRun> runs = new ArrayList<>();
        waiting.descendingIterator().forEachRemaining(runs::add);
        Stream.ofNullable(active).forEach(runs::add);
        return runs;
    }

    /** Gives a run its place: at once, or behind those that are there. */
    void begin(ResumableRun run, Instant now) {
        if (active == null) {
            active = run;
        } else {
            waiting.add(run);
        }
        updatedAt = now;
        usedAt = now;
    }

    /** Takes the place from a run that was not started or has ended, and gives it to the one that waited the longest. */
    void leave(ResumableRun run) {
        waiting.remove(run);
        if (active == run) {
            active = waiting.poll();
        }
    }

    /** Notes how a run has ended. */
    void end(ResumableRun run, Instant now) {
        leave(run);
        updatedAt = now;
        usedAt = now;
        hasFailed = run.status() != RunStatus.SUCCESS && run.status() != RunStatus.INTERRUPTED;
        run.state().ifPresent(next -> {
            account.add(next.bytes() - state().map(ThreadState::bytes).orElse(0L));
            state = next;
        });
    }

    /** Returns the status as clients see it. */
    String status() {
        String idle = hasFailed ? "error" : "idle";
        return active == null ? idle : "busy";
    }

    /** Returns what the last run that succeeded made, an object of JSON. */
    String values() {
        return state().map(ThreadState::values).orElse("{}");
    }

    /** Returns the thread as clients see it. */
    String json() {
        JsonWriter json = new JsonWriter().open('{');
        json.key("thread_id").string(id().toString());
        json.key("created_at").string(createdAt.toString());
        json.key("updated_at").string(updatedAt.toString());
        json.key("metadata").json(metadata);
        json.key("status").string(status());
        json.key("values").json(values());
        json.key("interrupts").json("{}");
        return json.close('}').toString();
    }
}
