package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What clients call a thread: runs that come one after the other, and what the last of them that succeeded made. It changes under the
 * lock of {@link Threads}, and is read by any thread.
 */
final class ServedThread {
    private final UUID id;
    private final String metadata;
    private final Instant createdAt;
    private final boolean isForOneRun;
    private volatile Instant updatedAt;
    private volatile Instant usedAt;
    private volatile String values = "{}";
    private volatile boolean hasFailed;
    private volatile @Nullable ResumableRun active;

    /**
     * Creates a thread.
     *
     * @param metadata an object of JSON
     * @param isForOneRun whether no client has asked for it, but only for a run
     */
    ServedThread(UUID id, String metadata, boolean isForOneRun, Instant now) {
        this.id = id;
        this.metadata = metadata;
        this.isForOneRun = isForOneRun;
        this.createdAt = now;
        this.updatedAt = now;
        this.usedAt = now;
    }

    UUID id() {
        return id;
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

    void end(ResumableRun run, Instant now) {
        active = null;
        updatedAt = now;
        usedAt = now;
        hasFailed = run.status() != RunStatus.SUCCESS && run.status() != RunStatus.INTERRUPTED;
        if (run.status() == RunStatus.SUCCESS) {
            values = run.values();
        }
    }

    /** Returns the thread as clients see it. */
    String json() {
        String idle = hasFailed ? "error" : "idle";
        return new JsonText()
                .put("thread_id", id)
                .put("created_at", createdAt.toString())
                .put("updated_at", updatedAt.toString())
                .putJson("metadata", metadata)
                .put("status", active == null ? idle : "busy")
                .putJson("values", values)
                .put("interrupts", Map.of())
                .toString();
    }

    /** Returns what clients see of its state. */
    String stateJson() {
        JsonText checkpoint =
                new JsonText().put("thread_id", id).put("checkpoint_ns", "").put("checkpoint_id", null);
        return new JsonText()
                .putJson("values", values)
                .put("next", List.of())
                .putJson("checkpoint", checkpoint.toString())
                .putJson("metadata", metadata)
                .put("created_at", updatedAt.toString())
                .put("parent_checkpoint", null)
                .put("tasks", List.of())
                .put("interrupts", List.of())
                .toString();
    }
}
