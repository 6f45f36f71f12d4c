package dev.runcast.runtime.internal;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.internal.collect.Maps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one implementation of {@link Run}: what users read of a run, and how its events come to its handlers.
 *
 * <p>Asynchronous handlers get events through the {@link AsyncTail}. A synchronous run waits for each event to pass it; an
 * asynchronous one goes on, and its end waits.
 *
 * <p>A synchronous run that nobody can hear is no more than this object. All else is in a {@link RunState}, made when somebody asks
 * for it.
 */
public final class ActiveRun extends Run implements EventSink, Ambient.Scope {
    private static final VarHandle STATE = stateHandle();
    private static final CompletableFuture<@Nullable Void> DELIVERED = CompletableFuture.completedFuture(null);

    /** The input of a run without state that has ended. */
    private static final Object ENDED = new Object();

    private final RunnableDescriptor descriptor;
    private final RunnableConfig config;

    /** The run that was current when this one was started. */
    private final @Nullable ActiveRun ambient;

    private @Nullable Object input;
    private volatile @Nullable RunState state;

    private static VarHandle stateHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(ActiveRun.class, "state", RunState.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("ActiveRun.state", impossible);
        }
    }

    private ActiveRun(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable ActiveRun ambient, @Nullable Object input) {
        this.descriptor = descriptor;
        this.config = config;
        this.ambient = ambient;
        this.input = input;
    }

    /**
     * Starts a run and reports it.
     *
     * <p>The run is a child of the config's run, else of the current one of this thread, else a root run.
     *
     * @param slots those of this thread
     */
    public static ActiveRun start(
            RunnableDescriptor descriptor,
            RunnableConfig config,
            @Nullable Object input,
            boolean async,
            @Nullable Object[] slots) {
        ActiveRun run = new ActiveRun(descriptor, config, Ambient.runOf(Ambient.top(slots)), input);
        if (async || run.mayBeHeard()) {
            run.begin(async, false);
            if (run.isHeard()) {
                run.reportStart(run.reportedInput(), false);
            }
        }
        return run;
    }

    /** Returns whether somebody hears of this run, or watches it, as far as can be told without its state. */
    private boolean mayBeHeard() {
        if (Delivery.isGloballyHeard() || StrictWatch.current() != null) {
            return true;
        }
        if (config != RunnableConfig.empty()) { // as it is for most wrappers
            if (!config.handlers().isEmpty() || !config.asyncHandlers().isEmpty()) {
                return true;
            }
            CallbackManager callbacks = config.callbacks().orElse(null);
            if (callbacks != null) {
                return !callbacks.isSilent()
                        || isWatched((ActiveRun) callbacks.run().orElse(null));
            }
        }
        return ambient != null && (!ambient.isSilent() || isWatched(ambient));
    }

    /** Returns whether this run has no handlers. */
    private boolean isSilent() {
        RunState existing = state;
        return existing == null || existing.callbacks.isSilent();
    }

    private static boolean isWatched(@Nullable ActiveRun run) {
        RunState existing = run == null ? null : run.state;
        return existing != null && existing.watch != null;
    }

    /** Gives the run its state. */
    private void begin(boolean async, boolean streaming) {
        RunState begun = new RunState(this, async, !async && !streaming, StrictWatch.current());
        STATE.setRelease(this, begun); // Nobody else has the run yet.
        if (begun.watch != null) {
            boolean isMeant = config.callbacks().isPresent() || Ambient.top(Ambient.slots()) != null;
            begun.watch.started(this, isMeant);
        }
    }

    /** Returns the state, which is made now if the run has done without so far. */
    RunState state() {
        RunState existing = state;
        if (existing != null) {
            return existing;
        }
        RunState made = new RunState(this, false, true, null);
        if (input == ENDED) {
            made.end();
        }
        RunState other = (RunState) STATE.compareAndExchange(this, null, made);
        return other == null ? made : other;
    }

    /** What is done inside a run. */
    @FunctionalInterface
    interface Work<O extends @Nullable Object> {
        O in(ActiveRun run) throws Exception;
    }

    /** Does work inside a synchronous run, which starts before it and ends after it. */
    static <O extends @Nullable Object> O around(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, Work<O> work)
            throws Exception {
        @Nullable Object[] slots = Ambient.slots();
        ActiveRun run = start(descriptor, config, input, false, slots);
        Ambient.Attachment attachment = Ambient.attach(run, slots);
        O output;
        try {
            output = work.in(run);
        } catch (Throwable error) {
            attachment.close();
            run.fail(error);
            throw error;
        }
        attachment.close();
        run.succeed(output);
        return output;
    }

    /** Starts a run whose output is taken in chunks, and reports it. */
    public static ActiveRun startStreaming(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async) {
        ActiveRun run = new ActiveRun(descriptor, config, Ambient.current(), input);
        run.begin(async, true);
        if (run.isHeard()) {
            run.reportStart(run.reportedInput(), descriptor.type() == RunType.CHAIN);
        }
        return run;
    }

    /** Starts a run whose input is taken in chunks, too, and will be told by {@link #inputIs} when it is known. */
    static ActiveRun startStreaming(
            RunnableDescriptor descriptor, RunnableConfig config, Chunks<?> input, boolean async) {
        if (input instanceof SingleChunk<?> single) {
            return startStreaming(descriptor, config, single.value(), async);
        }
        ActiveRun run = new ActiveRun(descriptor, config, Ambient.current(), null);
        run.begin(async, true);
        if (run.isHeard()) {
            run.reportStart(null, true);
        }
        return run;
    }

    /** Says what the input of a streamed run is, which the end or error of the run tells. */
    void inputIs(@Nullable Object input) {
        this.input = input;
        state().isInputReported = false;
    }

    /**
     * Reports the start. Where a handler throws, the run has never been, as in the reference; but one that asks for the end, as a
     * closed event stream does, gets it, so that others who have heard of the start hear of the end.
     */
    private void reportStart(@Nullable Object input, boolean streamed) {
        try {
            RunState begun = state();
            await(deliver(begun.callbacks, new RunEvent.Start(this, begun.startSequence(), input, streamed)));
        } catch (CancellationException cancelled) {
            fail(cancelled);
            throw cancelled;
        }
    }

    /** Returns the input as handlers see it. Made only when somebody does; the start and the end come one after the other. */
    private @Nullable Object reportedInput() {
        RunState begun = state();
        if (!begun.isInputReported) {
            input = reported(input, descriptor);
            begun.isInputReported = true;
        }
        return input;
    }

    /** Returns the input by the rules for each type of run. */
    private static @Nullable Object reported(@Nullable Object input, RunnableDescriptor descriptor) {
        // Asked last, since that takes a while for what is none.
        if (descriptor.parameters().size() != 1 && input instanceof RunInput several) {
            return Maps.copy(several.toMap());
        }
        return switch (descriptor.type()) {
            case CHAIN -> input;
            case RETRIEVER -> Collections.singletonMap("query", input);
            case CHAT_MODEL -> Map.of("messages", Collections.singletonList(input)); // a batch of one
            case TOOL ->
                descriptor.parameters().size() == 1
                        ? Collections.singletonMap(
                                descriptor.parameters().get(0).name(), input)
                        : input == null ? Map.of() : input;
        };
    }

    /** Returns what this run hands down to the runs below it, and what its custom events are reported to. */
    public CallbackManager handedDown() {
        return state().handedDown();
    }

    /** Returns what is handed down to this run by the config, else by the run that was current when it started. */
    CallbackManager inheritedCallbacks() {
        return config.callbacks().orElseGet(() -> ambient == null ? CallbackManager.empty() : ambient.handedDown());
    }

    /** Returns the run that was current when this one was started. */
    @Nullable
    ActiveRun ambient() {
        return ambient;
    }

    /** Returns the run that this one is part of, or null for a root run. */
    @Nullable
    ActiveRun parentOrNull() {
        CallbackManager callbacks = config.callbacks().orElse(null);
        return callbacks == null ? ambient : (ActiveRun) callbacks.run().orElse(null);
    }

    @Override
    public Optional<Run> parent() {
        return Optional.ofNullable(parentOrNull());
    }

    RunnableConfig config() {
        return config;
    }

    @Nullable
    Object input() {
        return input;
    }

    /** Returns the id of a run as JSON. */
    public static String idJson(Run run) {
        return ((ActiveRun) run).state().ids().json();
    }

    /** Returns the ids of the runs above a run as JSON. */
    public static String parentIdsJson(Run run) {
        return ((ActiveRun) run).state().ids().parentIdsJson();
    }

    @Override
    public RunnableDescriptor descriptor() {
        return descriptor;
    }

    /** Returns whether anybody hears of the run itself. */
    boolean isHeard() {
        return !isSilent() || Delivery.isGloballyHeard();
    }

    /** Returns the handlers that keep something open while the run is current. */
    List<ScopedCallbackHandler> scopedHandlers() {
        RunState existing = state;
        return Delivery.withGlobalScoped(existing == null ? List.of() : existing.callbacks.scopedHandlers());
    }

    /** Returns the config for the runs below this one. */
    public RunnableConfig childConfig() {
        return state().childConfig();
    }

    /** Returns the config for a step of this run, whose own run has {@code tag} besides, as has no other run below it. */
    RunnableConfig stepConfig(String tag) {
        // As in the reference the config's tags are added once more, so that they come after the step's.
        return childConfig().toBuilder()
                .callbacks(handedDown().withLocalTags(List.of(tag)))
                .tags(configTags())
                .build();
    }

    /** Returns the tags that the config asks for, without those that are local to this run. */
    private List<String> configTags() {
        if (config.callbacks().isEmpty()) {
            return config.tags().isEmpty() && ambient != null ? ambient.configTags() : config.tags();
        }
        List<String> handedDown = state().callbacks.inheritableTags();
        return config.tags().stream().filter(handedDown::contains).toList();
    }

    @Override
    public void emit(EventType<?> type, @Nullable Object data) {
        emit(type.name(), data);
    }

    /** Reports a custom event of this run. */
    public void emit(String name, @Nullable Object data) {
        RunState existing = state;
        if (existing != null || Delivery.isGloballyHeard()) {
            dispatch(handedDown(), name, data);
        }
    }

    /** Reports a custom event of this run to the callbacks, and waits for it unless the run is asynchronous. */
    public void dispatch(CallbackManager callbacks, String name, @Nullable Object data) {
        noteDispatch(callbacks, name, data);
        if (!Delivery.isSilent(callbacks)) {
            await(deliver(callbacks, customEvent(callbacks, name, data)));
        }
    }

    /** Reports a custom event of this run to the callbacks, and returns when that is done as a stage. */
    public CompletionStage<@Nullable Void> dispatchAsync(
            CallbackManager callbacks, String name, @Nullable Object data) {
        noteDispatch(callbacks, name, data);
        try {
            return deliver(callbacks, customEvent(callbacks, name, data)).minimalCompletionStage();
        } catch (Throwable raisedByHandler) {
            return CompletableFuture.failedStage(raisedByHandler);
        }
    }

    private void noteDispatch(CallbackManager callbacks, String name, @Nullable Object data) {
        RunState existing = state;
        if (existing != null && existing.watch != null) {
            existing.watch.dispatched(this, callbacks, name, data);
        }
    }

    /** Returns whether the end or error of the run has come. */
    public boolean hasEnded() {
        return state().hasEnded();
    }

    /** Reports a chunk of the output. */
    public void reportChunk(@Nullable Object chunk) {
        if (isHeard()) {
            RunState begun = state();
            await(deliver(begun.callbacks, new RunEvent.Chunk(this, begun.nextSequence(), chunk)));
        }
    }

    /** Ends the run if nobody has ever heard of it. */
    private boolean endUnheard() {
        boolean isUnheard = state == null && !Delivery.isGloballyHeard();
        if (isUnheard) {
            input = ENDED;
        }
        return isUnheard;
    }

    /** Ends a synchronous run. Throws what a handler of the policy RAISE threw. */
    public void succeed(@Nullable Object output) {
        if (endUnheard()) {
            return;
        }
        RunState ending = state();
        if (!ending.end()) {
            return;
        }
        await(drained());
        if (isHeard()) {
            await(deliver(ending.callbacks, new RunEvent.End(this, ending.nextSequence(), reportedInput(), output)));
        }
    }

    /** Ends an asynchronous run, and does not wait for asynchronous handlers. Throws what a handler of the policy RAISE threw. */
    public void succeedWithoutWaiting(@Nullable Object output) {
        CompletableFuture<?> reported = succeedWhenDone(CompletableFuture.completedFuture(output));
        try {
            reported.getNow(null);
        } catch (CompletionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        }
    }

    /** Ends the run, and waits until that is reported. Throws what a handler of the policy RAISE threw. */
    void succeedNow(@Nullable Object output) throws Exception {
        if (!state().async) {
            succeed(output);
            return;
        }
        try {
            succeedWhenDone(CompletableFuture.completedFuture(output)).get();
        } catch (ExecutionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        }
    }

    /** Ends the run with an error. Never throws: what handlers throw is logged, and suppressed in the error if they RAISE. */
    public void fail(Throwable error) {
        if (endUnheard() || !state().end()) {
            return;
        }
        CompletableFuture<@Nullable Void> reported = reportError(error);
        if (!state().async) {
            reported.join();
        }
    }

    /**
     * Ends the run with an error, waits until that is reported, and throws it. An interruption, by which streams are cancelled,
     * counts as cancellation.
     *
     * @return never; declared so that callers can write {@code throw run.failNow(…)}
     */
    RuntimeException failNow(Throwable failure) {
        Throwable error = failure;
        if (failure instanceof InterruptedException) {
            error = new CancellationException("The run was cancelled.");
            error.initCause(failure);
        }
        if (state().end()) {
            reportError(error).join();
        }
        throw Unchecked.rethrow(error);
    }

    /** Ends an asynchronous run when its stage is complete, and returns a future that completes after that. */
    public <T> CompletableFuture<T> succeedWhenDone(CompletionStage<T> stage) {
        return succeedWhenDone(stage, output -> output);
    }

    /**
     * Ends an asynchronous run when its stage is complete, and returns a future that completes as the stage after that.
     *
     * @param output makes the output of the run from what the stage completes with
     */
    public <T> CompletableFuture<T> succeedWhenDone(CompletionStage<T> stage, Function<T, @Nullable Object> output) {
        RunFuture<T> result = new RunFuture<>(stage);
        stage.whenComplete((value, failure) -> {
            Throwable error = failure == null ? null : Delivery.unwrap(failure);
            if (!state().end()) {
                result.completeWith(value, error);
                return;
            }
            drained()
                    .whenComplete(
                            (nothing, never) -> reportEnd(value, error == null ? raised() : error, output, result));
        });
        return result;
    }

    private <T> void reportEnd(
            T value, @Nullable Throwable error, Function<T, @Nullable Object> output, RunFuture<T> result) {
        if (!isHeard()) {
            result.completeWith(value, error);
            return;
        }
        if (error != null) {
            reportError(error).whenComplete((nothing, never) -> result.completeWith(value, error));
            return;
        }
        CompletableFuture<@Nullable Void> reported;
        try {
            RunState ending = state();
            reported = deliver(
                    ending.callbacks,
                    new RunEvent.End(this, ending.nextSequence(), reportedInput(), output.apply(value)));
        } catch (Throwable raisedByHandler) {
            reported = CompletableFuture.failedFuture(raisedByHandler);
        }
        reported.whenComplete((nothing, raisedByHandler) -> result.completeWith(value, raisedByHandler));
    }

    /** Reports the error after all earlier events; the returned future never fails. */
    private CompletableFuture<@Nullable Void> reportError(Throwable error) {
        RunState ending = state();
        CompletableFuture<@Nullable Void> drained = drained();
        if (!ending.async) {
            drained.join();
        }
        return drained.thenCompose(nothing -> deliver(
                        ending.callbacks, new RunEvent.Error(this, ending.nextSequence(), reportedInput(), error)))
                .exceptionally(failure -> {
                    Throwable raisedByHandler = Delivery.unwrap(failure);
                    if (raisedByHandler != error) {
                        error.addSuppressed(raisedByHandler);
                    }
                    return null;
                });
    }

    private CustomEvent customEvent(CallbackManager callbacks, String name, @Nullable Object data) {
        RunState current = state();
        return new CustomEvent(
                this, current.nextSequence(), name, data, callbacks.tags(), callbacks.metadata(), current.hasEnded());
    }

    private CompletableFuture<@Nullable Void> deliver(CallbackManager callbacks, RunEvent event) {
        if (!Delivery.ignoresTimes(callbacks)) {
            event.time(); // is now
        }
        if (callbacks.asyncHandlers().isEmpty()) {
            Delivery.toHandlers(callbacks.handlers(), event);
            return DELIVERED;
        }
        try {
            Delivery.toHandlers(callbacks.handlers(), event);
        } catch (Throwable raisedByHandler) {
            await(state().tail()
                    .append(() -> Delivery.toAsyncHandlers(callbacks.asyncHandlers(), event))
                    .exceptionally(raisedToo -> null));
            throw raisedByHandler;
        }
        return state().tail().append(() -> Delivery.toAsyncHandlers(callbacks.asyncHandlers(), event));
    }

    /** Waits for a delivery in a synchronous run; in an asynchronous one a failure is kept for the end. */
    private void await(CompletableFuture<@Nullable Void> delivery) {
        if (delivery == DELIVERED) {
            return;
        }
        RunState current = state();
        if (current.async) {
            delivery.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    current.tail().raise(Delivery.unwrap(failure));
                }
            });
            return;
        }
        try {
            current.tail().join(delivery);
        } catch (CompletionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        }
    }

    /** Returns a future that is complete when asynchronous handlers are done with all events so far. It never fails. */
    private CompletableFuture<@Nullable Void> drained() {
        AsyncTail tail = state().existingTail();
        return tail == null ? DELIVERED : tail.drained();
    }

    /** Returns what fails an asynchronous run at its end, since a handler failed. */
    private @Nullable Throwable raised() {
        AsyncTail tail = state().existingTail();
        return tail == null ? null : tail.raised();
    }

    @Override
    public UUID id() {
        return state().ids().id();
    }

    @Override
    public Optional<UUID> parentId() {
        return parent().map(Run::id);
    }

    @Override
    public List<UUID> parentIds() {
        return state().ids().parentIds();
    }

    @Override
    public String name() {
        return config.runName().orElse(descriptor.name());
    }

    @Override
    public RunType type() {
        return descriptor.type();
    }

    @Override
    public List<String> tags() {
        return state().callbacks.tags();
    }

    @Override
    public Map<String, @Nullable Object> metadata() {
        return state().callbacks.metadata();
    }

    @Override
    public Instant startTime() {
        return state().startTime();
    }

    @Override
    public ActiveRun run() {
        return this;
    }
}
