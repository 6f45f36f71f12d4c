package dev.runcast.server.internal.runs;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.ProgramJson;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.ThreadKey;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A run that this server does. Its events and its end are kept in the store, where clients read them. */
public final class OwnedRun {
    private final UUID id;
    private final ThreadKey thread;
    private final RunLease lease;
    private final ServedRun work;
    private final OwnedRuns runs;
    private final ProgramJson json;
    private final RunRecorder recorder;
    private final CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
    private volatile @Nullable Failure failure;
    private volatile String output = "null";

    /**
     * Creates a run that is in the store, and is to be started.
     *
     * @param work its place among the runs of the server
     * @param json writes what is the program's
     */
    OwnedRun(NewRun made, RunLease lease, ServedRun work, OwnedRuns runs, ProgramJson json) {
        this.id = made.id();
        this.thread = made.thread();
        this.lease = lease;
        this.work = work;
        this.runs = runs;
        this.json = json;
        this.recorder = runs.recorder(lease, this::lose);
    }

    /** Returns the id. */
    public UUID id() {
        return id;
    }

    /** Returns the thread that it belongs to. */
    public ThreadKey thread() {
        return thread;
    }

    RunLease lease() {
        return lease;
    }

    /**
     * Starts the run, which waits until it is its turn in its thread.
     *
     * @param input null where the runnable takes it
     */
    public void start(Mount mount, Object input, RunnableConfig config) {
        RunnableConfig own = config.toBuilder()
                .runId(id)
                .configurable("thread_id", thread.id().toString())
                .metadata("thread_id", thread.id().toString()) // where handlers look for it
                .build();
        DeferredWork<@Nullable Void> deferred = new DeferredWork<>(() -> begin(mount, input, own));
        turn.thenRun(deferred::begin);
        CompletableFuture<@Nullable Void> answered = work.start(() -> deferred, (nothing, why) -> failure = why);
        answered.thenCompose(nothing -> recorder.finish())
                .thenRun(() -> runs.end(this, end())); // Clients may start another one then, and find a place.
    }

    private CompletableFuture<@Nullable Void> begin(Mount mount, Object input, RunnableConfig config) {
        runs.store().begin(lease);
        return mount.runnable()
                .streamEventsAsync(
                        input,
                        work.counting(config),
                        ServedRun.eventOptions().errorEvents(true).build(),
                        this::hear);
    }

    private void hear(StreamEvent event) {
        recorder.add(json.event(event));
        boolean isResult = event.kind() == StreamEvent.Kind.END && event.runId().equals(id);
        if (isResult && event.data() instanceof Map<?, ?> data) {
            output = json.value(data.get("output")); // or the run fails
        }
    }

    private RunEnd end() {
        Failure why = failure;
        return why == null
                ? new RunEnd(RunStatus.SUCCESS, output, object(output))
                : new RunEnd(status(why), why.toJson(), null);
    }

    private static RunStatus status(Failure failure) {
        if (failure.isByClient()) {
            return RunStatus.INTERRUPTED;
        }
        return failure.status() == 504 ? RunStatus.TIMEOUT : RunStatus.ERROR;
    }

    /** The state of a thread is an object. An output that is something else is the only member of one. */
    private static String object(String output) {
        return output.startsWith("{")
                ? output
                : new JsonWriter()
                        .open('{')
                        .key("output")
                        .json(output)
                        .close('}')
                        .toString();
    }

    /** Says that it is the run's turn in its thread. May be called more than once. */
    void takeTurn() {
        turn.complete(null);
    }

    boolean hasTurn() {
        return turn.isDone();
    }

    /** Cancels the run, if it has not ended. */
    void cancel() {
        work.cancel(Failure.byClient("The run was cancelled."));
    }

    /** Cancels the run because the store takes no more of it. */
    void lose(Throwable why) {
        work.cancel(
                why instanceof LeaseLostException
                        ? new Failure(503, "Another server owns the run, or it was deleted.")
                        : new Failure(503, "The events of the run could not be kept."));
    }
}
