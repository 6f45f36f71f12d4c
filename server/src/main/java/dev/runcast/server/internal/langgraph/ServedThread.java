package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.internal.core.KeptBytes;
import dev.runcast.server.internal.core.Mount;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What clients call a thread: runs that come one after the other, and what the last of them that succeeded made. It changes under the
 * lock of {@link Threads}, and is read by any thread.
 */
final class ServedThread implements Kept {
    private final Key key;
    private final String metadata;
    private final KeptBytes.Account account;
    private final Instant createdAt;
    private final boolean isForOneRun;
    private volatile Instant updatedAt;
    private volatile Instant usedAt;
    private volatile String values = "{}";
    private volatile @Nullable Origin origin;
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

    /** Which run made the values. */
    record Origin(Mount mount, UUID runId) {}

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

    /** Returns which run made the values, or nothing while there are none. */
    Optional<Origin> origin() {
        return Optional.ofNullable(origin);
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

    void begin(ResumableRun run, Instant now) {
        active = run;
        updatedAt = now;
        usedAt = now;
    }

    /** Gives up a run that was not started. */
    void abandon() {
        active = null;
    }

    void end(ResumableRun run, Instant now) {
        active = null;
        updatedAt = now;
        usedAt = now;
        hasFailed = run.status() != RunStatus.SUCCESS && run.status() != RunStatus.INTERRUPTED;
        if (run.status() == RunStatus.SUCCESS) {
            account.add(KeptBytes.of(run.values()) - KeptBytes.of(values));
            values = run.values();
            origin = new Origin(run.mount(), run.id());
        }
    }

    /** Returns the thread as clients see it. */
    String json() {
        String idle = hasFailed ? "error" : "idle";
        JsonWriter json = new JsonWriter().open('{');
        json.key("thread_id").string(id().toString());
        json.key("created_at").string(createdAt.toString());
        json.key("updated_at").string(updatedAt.toString());
        json.key("metadata").json(metadata);
        json.key("status").string(active == null ? idle : "busy");
        json.key("values").json(values);
        json.key("interrupts").json("{}");
        return json.close('}').toString();
    }

    /** Returns what clients see of its state. */
    String stateJson() {
        JsonWriter json = new JsonWriter().open('{');
        json.key("values").json(values);
        json.key("next").json("[]");
        json.key("checkpoint").open('{');
        json.key("thread_id").string(id().toString());
        json.key("checkpoint_ns").string("");
        json.key("checkpoint_id").string(null);
        json.close('}');
        json.key("metadata").json(metadata);
        json.key("created_at").string(updatedAt.toString());
        json.key("parent_checkpoint").string(null);
        json.key("tasks").json("[]");
        json.key("interrupts").json("[]");
        return json.close('}').toString();
    }
}
