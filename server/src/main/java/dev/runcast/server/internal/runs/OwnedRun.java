package dev.runcast.server.internal.runs;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.core.ProgramJson;
import dev.runcast.server.internal.core.Runs;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.store.LeaseLostException;
import dev.runcast.server.store.RunEnd;
import dev.runcast.server.store.RunLease;
import dev.runcast.server.store.RunStatus;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.ThreadKey;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A run that this server does. Its events and its end are kept in the store, where clients read them. */
public final class OwnedRun {
    /** The metadata of events that say in which attempt they happened. The first attempt has none. */
    public static final String ATTEMPT = "run_attempt";

    /** What is said of a run that a client had cancelled, or deleted. */
    public static final Failure CANCELLED = Failure.byClient("The run was cancelled.");

    /** No event is held: the threads that emit add it to the log, and wait while that is too slow. */
    private static final EventStreamOptions OPTIONS =
            EventStreamOptions.builder().bufferSize(0).errorEvents(true).build();

    private final StoredRun stored;
    private final ServedRun work;
    private final OwnedRuns runs;
    private final ProgramJson json;
    private final RunRecorder recorder;
    private final CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
    private volatile boolean canBeGivenUp;
    private volatile @Nullable Failure failure;
    private volatile String output = "null";

    /**
     * Creates a run that is to be started.
     *
     * @param stored the run, as this server came to own it
     * @param work its place among the runs of the server
     * @param json writes what is the program's
     */
    OwnedRun(StoredRun stored, ServedRun work, OwnedRuns runs, ProgramJson json) {
        this.stored = stored;
        this.work = work;
        this.runs = runs;
        this.json = json;
        this.recorder = runs.recorder(stored, this::lose);
    }

    /** Returns the run, as this server came to own it. */
    public StoredRun stored() {
        return stored;
    }

    UUID id() {
        return stored.id();
    }

    ThreadKey thread() {
        return stored.thread();
    }

    RunLease lease() {
        return stored.lease();
    }

    /** Starts the run, which waits until it is its turn in its thread. */
    public void start(RunInput input) {
        RunnableConfig.Builder config = input.config().toBuilder().runId(id());
        if (stored.epoch() > 1) {
            config.metadata(ATTEMPT, stored.epoch());
        }
        canBeGivenUp = runs.store().isDurable();
        DeferredWork<@Nullable Void> deferred = new DeferredWork<>(() -> begin(input, config.build()));
        turn.thenRun(deferred::begin);
        CompletableFuture<@Nullable Void> answered = work.start(() -> deferred, (nothing, why) -> failure = why);
        answered.thenCompose(nothing -> recorder.finish())
                .thenRun(this::finish); // Clients may start another one then, and find a place.
    }

    /** Has the run forgotten, which was not started, and gives its place up. */
    public void abandon() {
        runs.abandon(this);
        work.abandon();
    }

    private CompletableFuture<@Nullable Void> begin(RunInput input, RunnableConfig config) {
        canBeGivenUp = canBeGivenUp && input.mount().isRestartable(); // It may have effects from now on.
        runs.store().begin(lease());
        return input.runnable().streamEventsAsync(input.input(), work.counting(config), OPTIONS, this::hear);
    }

    private void finish() {
        if (isGivenUp()) {
            runs.giveUp(this);
        } else {
            runs.end(this, end());
        }
    }

    /** Returns whether the run goes on elsewhere, since this server stops. */
    private boolean isGivenUp() {
        return canBeGivenUp && work.isStopped();
    }

    private void hear(StreamEvent event) {
        if (isGivenUp()) {
            return; // The next attempt has its own.
        }
        if (runs.keeps(event)) {
            recorder.add(LoggedEvent.json(json.event(event), event.time()));
        }
        boolean isResult = event.kind() == StreamEvent.Kind.END && event.runId().equals(id());
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
        work.cancel(CANCELLED);
    }

    /** Cancels the run, if it has not ended, because its client has disconnected. */
    void leave() {
        work.cancel();
    }

    /** Has the run done by another server if that can be, and else cancels it, since this server stops. */
    void stop() {
        work.cancel(Runs.STOPPING);
    }

    /** Cancels the run because the store takes no more of it. */
    void lose(Throwable why) {
        work.cancel(
                why instanceof LeaseLostException
                        ? new Failure(503, "Another server owns the run, or it was deleted.")
                        : new Failure(500, "The events of the run could not be kept."));
    }
}
