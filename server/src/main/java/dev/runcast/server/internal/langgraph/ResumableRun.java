package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.EventJson;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.core.JsonText;
import dev.runcast.server.internal.core.Runs;
import dev.runcast.server.internal.core.ServedRun;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A run of a thread, whose events clients can read from any place that is still kept, while it goes on and for a while after. */
final class ResumableRun {
    private final UUID id = UUID.randomUUID();
    private final ServedThread thread;
    private final RunRequest asked;
    private final ServedRun work;
    private final Runs runs;
    private final Clock clock;
    private final Instant createdAt;
    private final ReplayBuffer frames;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private volatile RunStatus status = RunStatus.RUNNING;
    private volatile Instant updatedAt;
    private volatile String values = "{}";
    private volatile @Nullable Failure failure;

    /**
     * Creates a run, which is to be started.
     *
     * @param work its place among the runs of the server
     * @param runs those
     * @param maxReplayEvents how many events are kept
     */
    ResumableRun(ServedThread thread, RunRequest asked, ServedRun work, Runs runs, int maxReplayEvents, Clock clock) {
        this.thread = thread;
        this.asked = asked;
        this.work = work;
        this.runs = runs;
        this.clock = clock;
        this.createdAt = clock.instant();
        this.updatedAt = createdAt;
        this.frames = new ReplayBuffer(maxReplayEvents);
    }

    UUID id() {
        return id;
    }

    ServedThread thread() {
        return thread;
    }

    ReplayBuffer frames() {
        return frames;
    }

    RunStatus status() {
        return status;
    }

    /** Returns what the run made, an object of JSON, which is empty before it has succeeded. */
    String values() {
        return values;
    }

    /** Returns when the status changed the last time. */
    Instant updatedAt() {
        return updatedAt;
    }

    /** Returns where clients find the run. */
    String path() {
        return "/threads/" + thread.id() + "/runs/" + id;
    }

    /** Returns what completes, and never fails, when the run has ended and its thread is free for another one. */
    CompletableFuture<@Nullable Void> ended() {
        return ended;
    }

    /** Starts the run. */
    void start(Threads threads) {
        frames.append(
                "metadata",
                new JsonText().put("run_id", id).put("thread_id", thread.id()).toString());
        RunnableConfig config = asked.config().toBuilder()
                .runId(id)
                .configurable("thread_id", thread.id().toString())
                .build();
        work.start(
                () -> asked.mount()
                        .runnable()
                        .streamEventsAsync(
                                asked.input(), work.counting(config), EventStreamOptions.defaults(), this::hear),
                (nothing, why) -> end(why, threads));
    }

    private void hear(StreamEvent event) {
        if (asked.modes().contains(StreamMode.EVENTS)) {
            frames.append(StreamMode.EVENTS.wireName(), EventJson.of(event, runs));
        }
        if (event.kind() == StreamEvent.Kind.CUSTOM && asked.modes().contains(StreamMode.CUSTOM)) {
            frames.append(
                    StreamMode.CUSTOM.wireName(),
                    new JsonText()
                            .put("name", event.name())
                            .putJson("data", EventJson.data(event))
                            .toString());
        }
        boolean isResult = event.kind() == StreamEvent.Kind.END && event.runId().equals(id);
        if (isResult && event.data() instanceof Map<?, ?> data) {
            values = object(JsonCodec.defaultCodec().write(data.get("output"))); // or the run fails
            if (asked.modes().contains(StreamMode.VALUES)) {
                frames.append(StreamMode.VALUES.wireName(), values);
            }
        }
    }

    /** The values of a thread are an object. An output that is something else is the only member of one. */
    private static String object(String output) {
        return output.startsWith("{")
                ? output
                : new JsonText().putJson("output", output).toString();
    }

    private void end(@Nullable Failure why, Threads threads) {
        failure = why;
        updatedAt = clock.instant();
        status = RunStatus.of(why);
        threads.end(this); // before clients are told, who may start another one then
        ended.complete(null);
        if (why == null) {
            frames.end();
        } else {
            frames.end("error", error(why));
        }
    }

    private static String error(Failure why) {
        return new JsonText()
                .put("error", why.name())
                .put("message", why.message())
                .toString();
    }

    /** Cancels the run, if it has not ended. */
    void cancel() {
        work.cancel(new Failure(499, "The run was cancelled."));
    }

    /** Returns what came of the run: its values, or why there are none. */
    String resultJson() {
        Failure why = failure;
        return why == null
                ? values
                : new JsonText().putJson("__error__", error(why)).toString();
    }

    /** Returns the run as clients see it. */
    String json() {
        return new JsonText()
                .put("run_id", id)
                .put("thread_id", thread.id())
                .put("assistant_id", asked.mount().name())
                .put("created_at", createdAt.toString())
                .put("updated_at", updatedAt.toString())
                .put("status", status.wireName())
                .putJson("metadata", asked.metadata())
                .put("multitask_strategy", "reject")
                .toString();
    }
}
