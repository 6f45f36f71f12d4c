package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.core.KeptBytes;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.ProgramJson;
import dev.runcast.server.internal.core.ServedRun;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A run of a thread, whose events clients can read from any place that is still kept, while it goes on and for a while after. */
final class ResumableRun implements Kept {
    private final UUID id = Run.newId();
    private final ServedThread thread;
    private volatile RunRequest asked;
    private final ServedRun work;
    private final ProgramJson json;
    private final Clock clock;
    private final Instant createdAt;
    private final ReplayBuffer frames;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final EventFrames events;
    private final CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
    private volatile RunStatus status = RunStatus.PENDING;
    private volatile Instant updatedAt;
    private volatile String output = "null";
    private volatile String values = "{}";
    private volatile @Nullable Failure failure;

    /**
     * Creates a run, which is to be started.
     *
     * @param work its place among the runs of the server
     * @param json writes what is the program's
     * @param frames where its events are kept
     */
    ResumableRun(
            ServedThread thread, RunRequest asked, ServedRun work, ProgramJson json, ReplayBuffer frames, Clock clock) {
        this.thread = thread;
        this.asked = asked;
        this.work = work;
        this.json = json;
        this.clock = clock;
        this.createdAt = clock.instant();
        this.updatedAt = createdAt;
        this.frames = frames;
        this.events = new EventFrames(asked.modes(), frames, json);
    }

    UUID id() {
        return id;
    }

    ServedThread thread() {
        return thread;
    }

    Mount mount() {
        return asked.mount();
    }

    MultitaskStrategy strategy() {
        return asked.strategy();
    }

    @Override
    public String owner() {
        return thread.owner();
    }

    @Override
    public boolean canBeForgotten() {
        return status.isEnd();
    }

    /** Notes that it is kept. */
    void keep() {
        frames.account().add(asked.bytes());
    }

    /** Notes that it is forgotten. Those who read it may read on. */
    void forget() {
        frames.account().close();
    }

    ReplayBuffer frames() {
        return frames;
    }

    RunStatus status() {
        return status;
    }

    /** Returns what clients may have streamed. */
    Set<StreamMode> modes() {
        return asked.modes();
    }

    /** Returns what the run leaves in its thread, or nothing if it has not succeeded. */
    Optional<ThreadState> state() {
        return status == RunStatus.SUCCESS
                ? Optional.of(new ThreadState(mount(), id, asked.metadata(), values, updatedAt))
                : Optional.empty();
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

    /** Starts the run, which waits until {@link #takeTurn} was called too. */
    void start(Threads threads) {
        JsonWriter metadata = new JsonWriter().open('{');
        metadata.key("run_id").string(id.toString());
        metadata.key("thread_id").string(thread.id().toString());
        frames.append("metadata", metadata.close('}').toString());
        CompletableFuture<@Nullable Void> answered = work.start(this::beginInTurn, (nothing, why) -> end(why, threads));
        answered.thenRun(this::tell); // Clients may start another one then, and find a place.
    }

    /** Says that it is the run's turn in its thread. May be called more than once. */
    void takeTurn() {
        turn.complete(null);
    }

    private CompletableFuture<@Nullable Void> beginInTurn() {
        DeferredWork<@Nullable Void> work = new DeferredWork<>(this::begin);
        turn.thenRun(work::begin);
        return work;
    }

    private CompletableFuture<@Nullable Void> begin() {
        status = RunStatus.RUNNING;
        updatedAt = clock.instant();
        return asked.mount()
                .runnable()
                .streamEventsAsync(
                        asked.input(),
                        work.counting(config()),
                        ServedRun.eventOptions().build(),
                        this::hear);
    }

    private RunnableConfig config() {
        return asked.config().toBuilder()
                .runId(id)
                .configurable("thread_id", thread.id().toString())
                .metadata("thread_id", thread.id().toString()) // where handlers look for it
                .build();
    }

    private void hear(StreamEvent event) {
        events.hear(event);
        boolean isResult = event.kind() == StreamEvent.Kind.END && event.runId().equals(id);
        if (isResult && event.data() instanceof Map<?, ?> data) {
            output = json.value(data.get("output")); // or the run fails
            values = object(output);
            if (asked.modes().contains(StreamMode.VALUES)) {
                frames.append(StreamMode.VALUES.event(), values);
            }
        }
    }

    /** The values of a thread are an object. An output that is something else is the only member of one. */
    private static String object(String output) {
        return output.startsWith("{") ? output : only("output", output);
    }

    private static String only(String key, String json) {
        return new JsonWriter().open('{').key(key).json(json).close('}').toString();
    }

    private void end(@Nullable Failure why, Threads threads) {
        failure = why;
        updatedAt = clock.instant();
        status = RunStatus.of(why);
        frames.account().add(KeptBytes.of(output, values) - asked.bytes());
        asked = asked.withoutInput();
        frames.account().add(asked.bytes());
        threads.end(this);
    }

    /** Tells clients that the run has ended. */
    private void tell() {
        Failure why = failure;
        ended.complete(null);
        if (why != null) {
            frames.end("error", error(why));
        } else if (asked.modes().contains(StreamMode.OUTPUT)) {
            frames.end(StreamMode.OUTPUT.event(), only("output", output));
        } else {
            frames.end();
        }
    }

    private static String error(Failure why) {
        JsonWriter error = new JsonWriter().open('{');
        error.key("error").string(why.name()).key("message").string(why.message());
        return error.close('}').toString();
    }

    /** Cancels the run, if it has not ended. */
    void cancel() {
        work.cancel(Failure.byClient("The run was cancelled."));
    }

    /** Cancels the run, if it has not ended, and has it forgotten. Returns what completes when it is. */
    CompletableFuture<@Nullable Void> rollBack(Threads threads) {
        CompletableFuture<@Nullable Void> forgotten = ended.thenRun(() -> threads.forget(this));
        cancel();
        return forgotten;
    }

    /** Returns what came of the run: its values, or why there are none. */
    String resultJson() {
        Failure why = failure;
        return why == null ? values : only("__error__", error(why));
    }

    /** Returns the run as clients see it. */
    String json() {
        JsonWriter run = new JsonWriter().open('{');
        run.key("run_id").string(id.toString());
        run.key("thread_id").string(thread.id().toString());
        run.key("assistant_id").string(asked.mount().name());
        run.key("created_at").string(createdAt.toString());
        run.key("updated_at").string(updatedAt.toString());
        run.key("status").string(status.wireName());
        run.key("metadata").json(asked.metadata());
        run.key("multitask_strategy").string(asked.strategy().wireName());
        return run.close('}').toString();
    }
}
