package dev.runcast.runtime.internal;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunInput;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.internal.collect.Maps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one implementation of {@link Run}: what users read of a run, and how its events come to its handlers.
 *
 * <p>Asynchronous handlers get events through the {@link AsyncTail}. A synchronous run waits for each event to pass it; an
 * asynchronous one goes on, and its end waits.
 */
public final class ActiveRun extends Run implements EventSink {
    private static final VarHandle ENDED = endedHandle();
    private static final CompletableFuture<@Nullable Void> DELIVERED = CompletableFuture.completedFuture(null);

    private final RunnableDescriptor descriptor;
    private final RunnableConfig config;
    private final @Nullable ActiveRun ambient;
    private final @Nullable ActiveRun parent;
    private final CallbackManager callbacks;
    private final CallbackManager handedDown;
    private final boolean async;

    /** Who watches this run, and those below it, to their ends, also when somebody else watches the process by then. */
    private final @Nullable StrictWatch watch;

    private @Nullable Object input;
    private boolean isInputReported;
    private final Instant startTime = Instant.now();

    /** Counts the events of the whole tree, so that it is the root's. */
    private final AtomicLong sequence;

    private final AsyncTail tail = new AsyncTail();

    /** The first failure of an asynchronous handler of the policy RAISE, which fails an asynchronous run at its end. */
    private final AtomicReference<@Nullable Throwable> raised = new AtomicReference<>();

    private volatile boolean ended;
    private volatile @Nullable UUID id;
    private volatile @Nullable List<UUID> parentIds;
    private volatile @Nullable RunnableConfig childConfig;

    private static VarHandle endedHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(ActiveRun.class, "ended", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("ActiveRun.ended", impossible);
        }
    }

    private ActiveRun(
            RunnableDescriptor descriptor,
            RunnableConfig config,
            @Nullable ActiveRun ambient,
            @Nullable Object input,
            boolean async) {
        CallbackManager inherited =
                config.callbacks().orElse(ambient == null ? CallbackManager.empty() : ambient.handedDown);
        this.descriptor = descriptor;
        this.config = config;
        this.ambient = ambient;
        this.parent = (ActiveRun) inherited.run().orElse(null);
        this.callbacks = config.addTo(inherited.withTags(descriptor.tags()).withMetadata(descriptor.metadata()));
        this.handedDown = callbacks.childOf(this);
        this.async = async;
        this.input = input;
        this.sequence = parent == null ? new AtomicLong() : parent.sequence;
        this.watch = parent == null || parent.watch == null ? StrictWatch.current() : parent.watch;
        this.id = config.runId().orElse(null);
    }

    /**
     * Starts a run and reports it.
     *
     * <p>The run is a child of the config's run, else of the current one of this thread, else a root run.
     */
    public static ActiveRun start(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async) {
        ActiveRun run = new ActiveRun(descriptor, config, Ambient.current(), input, async);
        run.noteStart();
        if (run.isHeard()) {
            run.reportStart(run.reportedInput(), false);
        }
        return run;
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
        ActiveRun run = start(descriptor, config, input, false);
        Ambient.Attachment attachment = Ambient.attach(run);
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
        ActiveRun run = new ActiveRun(descriptor, config, Ambient.current(), input, async);
        run.noteStart();
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
        ActiveRun run = new ActiveRun(descriptor, config, Ambient.current(), null, async);
        run.noteStart();
        if (run.isHeard()) {
            run.reportStart(null, true);
        }
        return run;
    }

    private void noteStart() {
        if (watch != null) {
            watch.started(this, config.callbacks().isPresent() || Ambient.isKnown());
        }
    }

    /** Says what the input of a streamed run is, which the end or error of the run tells. */
    void inputIs(@Nullable Object input) {
        this.input = input;
        this.isInputReported = false;
    }

    /**
     * Reports the start. Where a handler throws, the run has never been, as in the reference; but one that asks for the end, as a
     * closed event stream does, gets it, so that others who have heard of the start hear of the end.
     */
    private void reportStart(@Nullable Object input, boolean streamed) {
        try {
            await(deliver(callbacks, new RunEvent.Start(this, nextSequence(), input, streamed)));
        } catch (CancellationException cancelled) {
            fail(cancelled);
            throw cancelled;
        }
    }

    /** Returns the input as handlers see it. Made only when somebody does; the start and the end come one after the other. */
    private @Nullable Object reportedInput() {
        if (!isInputReported) {
            input = reported(input, descriptor);
            isInputReported = true;
        }
        return input;
    }

    /** Returns the input by the rules for each type of run. */
    private static @Nullable Object reported(@Nullable Object input, RunnableDescriptor descriptor) {
        if (input instanceof RunInput several) {
            return Maps.copy(several.toMap());
        }
        return switch (descriptor.type()) {
            case CHAIN -> input;
            case RETRIEVER -> Collections.singletonMap("query", input);
            case TOOL ->
                descriptor.parameters().size() == 1
                        ? Collections.singletonMap(
                                descriptor.parameters().get(0).name(), input)
                        : input == null ? Map.of() : input;
        };
    }

    /** Returns what this run hands down to the runs below it, and what its custom events are reported to. */
    public CallbackManager handedDown() {
        return handedDown;
    }

    /** Returns the run that a run is part of, or null for a root run. */
    public static @Nullable Run parentOf(Run run) {
        return ((ActiveRun) run).parent;
    }

    RunnableDescriptor descriptor() {
        return descriptor;
    }

    /** Returns whether anybody hears of the run itself. */
    boolean isHeard() {
        return !Delivery.isSilent(callbacks);
    }

    /** Returns the handlers that hear of the run itself. */
    List<CallbackHandler> handlers() {
        return callbacks.handlers();
    }

    /** Returns the config for the runs below this one. */
    public RunnableConfig childConfig() {
        RunnableConfig existing = childConfig;
        if (existing != null) {
            return existing;
        }
        // A run that is cut off from the current one still keeps to its limits, as in the reference.
        ActiveRun from = parent == null ? ambient : parent;
        RunnableConfig inherited = from == null ? RunnableConfig.empty() : from.childConfig();
        RunnableConfig.Builder builder = RunnableConfig.builder().callbacks(handedDown);
        builder.configurable((config.configurable().isEmpty() ? inherited : config).configurable());
        (config.maxConcurrency().isPresent() ? config : inherited)
                .maxConcurrency()
                .ifPresent(builder::maxConcurrency);
        (config.recursionLimit().isPresent() ? config : inherited)
                .recursionLimit()
                .ifPresent(builder::recursionLimit);
        (config.executor().isPresent() ? config : inherited).executor().ifPresent(builder::executor);
        RunnableConfig child = builder.build();
        childConfig = child;
        return child;
    }

    /** Returns the config for a step of this run, whose own run has {@code tag} besides, as has no other run below it. */
    RunnableConfig stepConfig(String tag) {
        // As in the reference the config's tags are added once more, so that they come after the step's.
        return childConfig().toBuilder()
                .callbacks(handedDown.withLocalTags(List.of(tag)))
                .tags(configTags())
                .build();
    }

    /** Returns the tags that the config asks for, without those that are local to this run. */
    private List<String> configTags() {
        if (config.callbacks().isEmpty()) {
            return config.tags().isEmpty() && ambient != null ? ambient.configTags() : config.tags();
        }
        List<String> handedDown = callbacks.inheritableTags();
        return config.tags().stream().filter(handedDown::contains).toList();
    }

    @Override
    public void emit(EventType<?> type, @Nullable Object data) {
        dispatch(handedDown, type.name(), data);
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
        if (watch != null) {
            watch.dispatched(this, callbacks, name, data);
        }
    }

    /** Reports a chunk of the output. */
    void reportChunk(@Nullable Object chunk) {
        if (isHeard()) {
            await(deliver(callbacks, new RunEvent.Chunk(this, nextSequence(), chunk)));
        }
    }

    /** Ends the run. Returns false if it has ended already: only the first end or error counts. */
    private boolean end() {
        boolean isFirst = ENDED.compareAndSet(this, false, true);
        if (watch != null && isFirst) {
            watch.ended(this);
        }
        return isFirst;
    }

    /** Ends a synchronous run. Throws what a handler of the policy RAISE threw. */
    public void succeed(@Nullable Object output) {
        if (!end()) {
            return;
        }
        await(tail.drained());
        if (isHeard()) {
            await(deliver(callbacks, new RunEvent.End(this, nextSequence(), reportedInput(), output)));
        }
    }

    /** Ends the run, and waits until that is reported. Throws what a handler of the policy RAISE threw. */
    void succeedNow(@Nullable Object output) throws Exception {
        if (!async) {
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
        if (!end()) {
            return;
        }
        CompletableFuture<@Nullable Void> reported = reportError(error);
        if (!async) {
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
        if (end()) {
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
            if (!end()) {
                result.completeWith(value, error);
                return;
            }
            tail.drained()
                    .whenComplete(
                            (nothing, never) -> reportEnd(value, error == null ? raised.get() : error, output, result));
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
            reported = deliver(callbacks, new RunEvent.End(this, nextSequence(), reportedInput(), output.apply(value)));
        } catch (Throwable raisedByHandler) {
            reported = CompletableFuture.failedFuture(raisedByHandler);
        }
        reported.whenComplete((nothing, raisedByHandler) -> result.completeWith(value, raisedByHandler));
    }

    /** Reports the error after all earlier events; the returned future never fails. */
    private CompletableFuture<@Nullable Void> reportError(Throwable error) {
        CompletableFuture<@Nullable Void> drained = tail.drained();
        if (!async) {
            drained.join();
        }
        return drained.thenCompose(
                        nothing -> deliver(callbacks, new RunEvent.Error(this, nextSequence(), reportedInput(), error)))
                .exceptionally(failure -> {
                    Throwable raisedByHandler = Delivery.unwrap(failure);
                    if (raisedByHandler != error) {
                        error.addSuppressed(raisedByHandler);
                    }
                    return null;
                });
    }

    private CustomEvent customEvent(CallbackManager callbacks, String name, @Nullable Object data) {
        return new CustomEvent(this, nextSequence(), name, data, callbacks.tags(), callbacks.metadata(), ended);
    }

    private CompletableFuture<@Nullable Void> deliver(CallbackManager callbacks, RunEvent event) {
        if (callbacks.asyncHandlers().isEmpty()) {
            Delivery.toHandlers(callbacks.handlers(), event);
            return DELIVERED;
        }
        try {
            Delivery.toHandlers(callbacks.handlers(), event);
        } catch (Throwable raisedByHandler) {
            await(tail.append(() -> Delivery.toAsyncHandlers(callbacks.asyncHandlers(), event))
                    .exceptionally(raisedToo -> null));
            throw raisedByHandler;
        }
        return tail.append(() -> Delivery.toAsyncHandlers(callbacks.asyncHandlers(), event));
    }

    /** Waits for a delivery in a synchronous run; in an asynchronous one a failure is kept for the end. */
    private void await(CompletableFuture<@Nullable Void> delivery) {
        if (async) {
            delivery.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    raised.compareAndSet(null, Delivery.unwrap(failure));
                }
            });
            return;
        }
        try {
            tail.join(delivery);
        } catch (CompletionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        }
    }

    private long nextSequence() {
        return sequence.incrementAndGet();
    }

    @Override
    public UUID id() {
        UUID existing = id;
        if (existing != null) {
            return existing;
        }
        synchronized (this) {
            existing = id;
            if (existing == null) {
                existing = UuidV7.at(startTime);
                id = existing;
            }
            return existing;
        }
    }

    @Override
    public Optional<UUID> parentId() {
        return parent == null ? Optional.empty() : Optional.of(parent.id());
    }

    @Override
    public List<UUID> parentIds() {
        List<UUID> existing = parentIds;
        if (existing == null) {
            if (parent == null) {
                existing = List.of();
            } else {
                List<UUID> ids = new ArrayList<>(parent.parentIds());
                ids.add(parent.id());
                existing = List.copyOf(ids);
            }
            parentIds = existing;
        }
        return existing;
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
        return callbacks.tags();
    }

    @Override
    public Map<String, @Nullable Object> metadata() {
        return callbacks.metadata();
    }

    @Override
    public Instant startTime() {
        return startTime;
    }
}
