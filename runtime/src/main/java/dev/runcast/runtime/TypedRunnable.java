package dev.runcast.runtime;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.engine.chunks.Chunks;
import dev.runcast.runtime.engine.chunks.ReadStream;
import dev.runcast.runtime.engine.invocation.AsyncInvocation;
import dev.runcast.runtime.engine.invocation.AsyncSinkInvocation;
import dev.runcast.runtime.engine.invocation.BoundInvocation;
import dev.runcast.runtime.engine.invocation.ChoiceInvocation;
import dev.runcast.runtime.engine.invocation.Concurrently;
import dev.runcast.runtime.engine.invocation.FallbacksInvocation;
import dev.runcast.runtime.engine.invocation.Invocation;
import dev.runcast.runtime.engine.invocation.ParallelInvocation;
import dev.runcast.runtime.engine.invocation.PulledInvocation;
import dev.runcast.runtime.engine.invocation.RetryInvocation;
import dev.runcast.runtime.engine.invocation.SequenceInvocation;
import dev.runcast.runtime.engine.invocation.SinkInvocation;
import dev.runcast.runtime.engine.invocation.ValueInvocation;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.WorkExecutor;
import dev.runcast.runtime.engine.stream.EventPublisher;
import dev.runcast.runtime.engine.stream.OpenEventStream;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.runtime.stream.StreamEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be run: an annotated method, by its generated wrapper, or a lambda.
 *
 * <pre>{@code
 * var shout = TypedRunnable.of("shout", (String text) -> text.toUpperCase(Locale.ROOT));
 * shout.invoke("tea");
 * try (EventStream events = shout.streamEvents("tea")) {
 *   events.forEach(event -> System.out.println(event.toJson()));
 * }
 * }</pre>
 *
 * <p>Each call is one run. It is a child of the run of the config that is given, else of the current run of the calling
 * thread, else a root run.
 *
 * <p>Immutable, and safe for any number of threads if its body is.
 *
 * @param <I> the type of the input, {@link Void} for none, and a generated record for several parameters
 * @param <O> the type of the output, {@link Void} for none
 * @since 0.1
 */
public final class TypedRunnable<I extends @Nullable Object, O extends @Nullable Object> {
    private final RunnableDescriptor descriptor;
    private final RunnableConfig bound;
    private final Invocation<I, O> invocation;

    private TypedRunnable(RunnableDescriptor descriptor, RunnableConfig bound, Invocation<I, O> invocation) {
        this.descriptor = descriptor;
        this.bound = bound;
        this.invocation = invocation;
    }

    private TypedRunnable(RunnableDescriptor descriptor, Invocation<I, O> invocation) {
        this(descriptor, RunnableConfig.empty(), invocation);
    }

    /** Returns a runnable of this name. Write the type of a lambda's parameter, as in {@code (String text) -> …}. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> of(
            String name, Body<? super I, ? extends O> body) {
        return of(RunnableDescriptor.ofLambda(name), body);
    }

    /** Returns a runnable that is what the descriptor says. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> of(
            RunnableDescriptor descriptor, Body<? super I, ? extends O> body) {
        Objects.requireNonNull(body, "body");
        return new TypedRunnable<>(
                descriptor, new ValueInvocation<I, O>(descriptor, (input, run) -> body.apply(input)));
    }

    /** Returns a runnable of this name whose body gets the config for the runs below it. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> ofConfigured(
            String name, ConfiguredBody<? super I, ? extends O> body) {
        return ofConfigured(RunnableDescriptor.ofLambda(name), body);
    }

    /** Returns a runnable that is what the descriptor says. Its body gets the config for the runs below it. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> ofConfigured(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends O> body) {
        Objects.requireNonNull(body, "body");
        return new TypedRunnable<>(
                descriptor,
                new ValueInvocation<I, O>(descriptor, (input, run) -> body.apply(input, run.childConfig())));
    }

    /** Returns a runnable of this name whose body returns a stage. Its run ends when the stage does. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> ofAsync(
            String name, ConfiguredBody<? super I, ? extends CompletionStage<? extends O>> body) {
        return ofAsync(RunnableDescriptor.ofLambda(name), body);
    }

    /** Returns a runnable that is what the descriptor says. Its body returns a stage, and its run ends when the stage does. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> ofAsync(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends CompletionStage<? extends O>> body) {
        return new TypedRunnable<>(descriptor, new AsyncInvocation<I, O>(descriptor, nonNull(body)));
    }

    /**
     * Returns a runnable of this name whose output comes in chunks. {@link #stream} gives them as they are made, event streams and
     * handlers get an event for each, and {@link #invoke} returns what they are together: strings and lists are put together,
     * numbers are added, and of all else the last one counts.
     */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofChunks(
            String name, ChunkBody<? super I, T> body) {
        return ofChunks(RunnableDescriptor.ofLambda(name), body);
    }

    /** Returns a runnable that is what the descriptor says, and whose output comes in chunks. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofChunks(
            RunnableDescriptor descriptor, ChunkBody<? super I, T> body) {
        return new TypedRunnable<>(descriptor, new SinkInvocation<I, T>(descriptor, nonNull(body)));
    }

    /** Returns a runnable of this name whose output comes in chunks until the stage is complete that its body returns. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofAsyncChunks(
            String name, AsyncChunkBody<? super I, T> body) {
        return ofAsyncChunks(RunnableDescriptor.ofLambda(name), body);
    }

    /**
     * Returns a runnable that is what the descriptor says, and whose output comes in chunks until the stage is complete that its body
     * returns.
     */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofAsyncChunks(
            RunnableDescriptor descriptor, AsyncChunkBody<? super I, T> body) {
        return new TypedRunnable<>(descriptor, new AsyncSinkInvocation<I, T>(descriptor, nonNull(body)));
    }

    /** Returns a runnable of this name whose body returns its chunks as a stream, which is read inside the run and then closed. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofStream(
            String name, ConfiguredBody<? super I, ? extends Stream<? extends T>> body) {
        return ofStream(RunnableDescriptor.ofLambda(name), body);
    }

    /** Returns a runnable that is what the descriptor says. Its body returns its chunks as a stream. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofStream(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends Stream<? extends T>> body) {
        return new TypedRunnable<>(descriptor, PulledInvocation.<I, T>ofStream(descriptor, nonNull(body)));
    }

    /** Returns a runnable of this name whose body returns a publisher of its chunks. Each run subscribes to it once. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofPublisher(
            String name, ConfiguredBody<? super I, ? extends Flow.Publisher<? extends T>> body) {
        return ofPublisher(RunnableDescriptor.ofLambda(name), body);
    }

    /** Returns a runnable that is what the descriptor says. Its body returns a publisher of its chunks. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofPublisher(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends Flow.Publisher<? extends T>> body) {
        return new TypedRunnable<>(descriptor, PulledInvocation.<I, T>ofPublisher(descriptor, nonNull(body)));
    }

    /**
     * Returns a runnable of this name that transforms its input chunk by chunk. In a sequence it takes the chunks of the step before as
     * they come, so that a parser or a filter passes on at once what a model streams:
     *
     * <pre>{@code
     * var upper = TypedRunnable.<String, String>ofTransform("upper", (chunks, config) -> chunks.map(String::toUpperCase));
     * model.pipe(upper).stream("tea").forEach(System.out::print);
     * }</pre>
     *
     * <p>Where the input is a single value, that is the only chunk. The body returns a stream that is made of the one that it is given;
     * each chunk of it is asked for when the reader wants one. When it ends early, the step before is cancelled.
     */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofTransform(
            String name, ConfiguredBody<Stream<I>, ? extends Stream<? extends T>> body) {
        return ofTransform(RunnableDescriptor.ofLambda(name), body);
    }

    /** Returns a runnable that is what the descriptor says, and transforms its input chunk by chunk. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofTransform(
            RunnableDescriptor descriptor, ConfiguredBody<Stream<I>, ? extends Stream<? extends T>> body) {
        return new TypedRunnable<>(descriptor, PulledInvocation.<I, T>ofTransform(descriptor, nonNull(body)));
    }

    private static <B> B nonNull(B body) {
        return Objects.requireNonNull(body, "body");
    }

    /**
     * Returns a runnable that runs all branches with its own input, at once, and returns their outputs by the names of the
     * branches, in the order of the map. It is a run of the name {@code RunnableParallel<…>}, with a run for each branch, which
     * has the tag {@code map:key:} and its name; custom events and runs below the branches do not have that tag.
     *
     * <p>When branches fail, the run fails as the first of them did, when all are done. With
     * {@link RunnableConfig.Builder#failFast failFast} the first failure cancels the other branches.
     */
    public static <I extends @Nullable Object> TypedRunnable<I, Map<String, @Nullable Object>> parallel(
            Map<String, ? extends TypedRunnable<? super I, ?>> branches) {
        Map<String, Invocation<? super I, ?>> steps = new LinkedHashMap<>();
        branches.forEach((name, branch) -> steps.put(name, branch.step()));
        RunnableDescriptor descriptor = RunnableDescriptor.builder(
                        "RunnableParallel<" + String.join(",", steps.keySet()) + ">")
                .input(Object.class)
                .output(Map.class)
                .build();
        return new TypedRunnable<>(descriptor, new ParallelInvocation<I>(descriptor, steps));
    }

    /**
     * Returns a runnable that chooses another one by its input, which then does the work with the same input, as a run below this
     * one. Runnables may choose each other, one inside the other, {@link RunnableConfig#recursionLimit()} times; a further one
     * fails with a {@link RecursionLimitException}.
     */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> choosing(
            String name, ConfiguredBody<? super I, ? extends TypedRunnable<? super I, ? extends O>> choice) {
        RunnableDescriptor descriptor = RunnableDescriptor.ofLambda(name);
        return new TypedRunnable<>(
                descriptor,
                new ChoiceInvocation<I, O>(
                        descriptor,
                        (input, config) -> choice.apply(input, config).step()));
    }

    /** Returns what this runnable is. */
    public RunnableDescriptor descriptor() {
        return descriptor;
    }

    /** Runs without an input, or with a null one. See {@link #invoke(Object, RunnableConfig)}. */
    @SuppressWarnings("NullAway") // Where the input may not be null, the body says so.
    public O invoke() {
        return invoke(null);
    }

    /** Runs on this thread with the current run's callbacks. See {@link #invoke(Object, RunnableConfig)}. */
    public O invoke(I input) {
        return invoke(input, RunnableConfig.empty());
    }

    /**
     * Runs on this thread, and returns the output when the run has ended. An asynchronous runnable is waited for.
     *
     * @throws RunFailedException if the body failed with a checked exception; unchecked ones are thrown as they are. If the
     *     thread was interrupted while it waited, the run is cancelled, the cause is the {@link InterruptedException}, and
     *     the thread is interrupted again
     */
    public O invoke(I input, RunnableConfig config) {
        try {
            return invocation.invoke(input, merged(config));
        } catch (Exception failure) {
            throw unchecked(failure);
        }
    }

    /** Returns what a run failed with, and a checked exception in one that need not be declared. */
    private RuntimeException unchecked(Exception failure) {
        if (failure instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new RunFailedException(descriptor.name(), failure);
    }

    /** Starts a run with the current run's callbacks. See {@link #invokeAsync(Object, RunnableConfig)}. */
    public CompletableFuture<O> invokeAsync(I input) {
        return invokeAsync(input, RunnableConfig.empty());
    }

    /**
     * Starts a run and returns at once. A synchronous body runs on the executor of the config, by default on a virtual thread
     * where the JVM has them; the body of an asynchronous runnable is called on this thread.
     *
     * @return a future that completes after the run's end or error was reported, and fails with what the body threw;
     *     cancelling it cancels the run: a synchronous body is interrupted, and the stage of an asynchronous one is cancelled
     */
    public CompletableFuture<O> invokeAsync(I input, RunnableConfig config) {
        return invocation.invokeAsync(input, merged(config));
    }

    /** Streams the chunks of the output. See {@link #stream(Object, RunnableConfig)}. */
    public Stream<O> stream(I input) {
        return stream(input, RunnableConfig.empty());
    }

    /**
     * Returns the chunks of the output as a stream, to be read once, on one thread at a time:
     *
     * <pre>{@code
     * try (Stream<String> chunks = answer.stream("tea")) {
     *   chunks.forEach(System.out::print);
     * }
     * }</pre>
     *
     * <p>A runnable whose output comes as a whole gives that as the only chunk; a sequence gives those of its last step, each as
     * soon as it can be made.
     *
     * <p>The run starts when the first chunk is asked for, as a part of the config's run, else of the run that is the current one
     * now. It goes on while a chunk is asked for, and waits otherwise. What reads the chunks is outside the run. The run ends when
     * all have been read, when it fails, or when the stream is closed, which cancels it. Close the stream, since operations such
     * as {@code findFirst} do not read it to its end; one that is forgotten is closed with a warning when it is garbage-collected.
     *
     * <p>Reading throws what the run failed with, as {@link #invoke} does, and a {@link CancellationException} if the reading thread
     * is interrupted.
     */
    public Stream<O> stream(I input, RunnableConfig config) {
        return ReadStream.of(invocation.stream(Chunks.of(input), merged(config)), descriptor.name());
    }

    /** Runs with each input. See {@link #batch(List, RunnableConfig)}. */
    public List<O> batch(List<? extends I> inputs) {
        return batch(inputs, RunnableConfig.empty());
    }

    /**
     * Runs with each input, as many runs at once as the {@linkplain RunnableConfig#maxConcurrency() maximal concurrency} of the
     * config allows, else that of the current run, on the executor of the config. There is no run for the batch itself. The run id
     * of the config, if it has one, is that of the first run.
     *
     * @return the outputs in the order of the inputs
     * @throws RuntimeException what the first of the runs that failed threw, as {@link #invoke} does, when all runs have ended;
     *     the errors of others are suppressed in it. With {@link RunnableConfig.Builder#failFast failFast} the first failure
     *     cancels the other runs, and is thrown when they have ended
     */
    public List<O> batch(List<? extends I> inputs, RunnableConfig config) {
        return batchMerged(inputs, configs(inputs, config));
    }

    /**
     * Runs with each input and its config. See {@link #batch(List, RunnableConfig)}; the first config says how many runs may go on
     * at once.
     *
     * @throws IllegalArgumentException if there are not as many configs as inputs
     */
    public List<O> batch(List<? extends I> inputs, List<RunnableConfig> configs) {
        return batchMerged(inputs, configs.stream().map(this::merged).toList());
    }

    private List<O> batchMerged(List<? extends I> inputs, List<RunnableConfig> configs) {
        try {
            return Concurrently.start(runs(inputs, configs), first(configs)).outputs();
        } catch (Exception failure) {
            throw unchecked(failure);
        }
    }

    /** Runs with each input, and returns the results as the runs end. See {@link #batchAsCompleted(List, RunnableConfig)}. */
    public Stream<BatchResult<O>> batchAsCompleted(List<? extends I> inputs) {
        return batchAsCompleted(inputs, RunnableConfig.empty());
    }

    /**
     * Runs with each input, as {@link #batch(List, RunnableConfig)} does, and returns the results as the runs end. The runs are
     * started by this call, and go on while the stream is read. Failed runs are results too.
     */
    public Stream<BatchResult<O>> batchAsCompleted(List<? extends I> inputs, RunnableConfig config) {
        List<RunnableConfig> configs = configs(inputs, config);
        BlockingQueue<BatchResult<O>> ended = new LinkedBlockingQueue<>();
        Concurrently<O> runs = Concurrently.start(runs(inputs, configs), first(configs));
        List<CompletableFuture<O>> outcomes = runs.outcomes();
        for (int i = 0; i < outcomes.size(); i++) {
            int index = i;
            outcomes.get(i).whenComplete((output, failure) -> ended.add(new BatchResult<>(index, output, failure)));
        }
        return outcomes.stream().sequential().map(each -> take(ended)).onClose(runs::cancel);
    }

    private static <T> T take(BlockingQueue<T> queue) {
        try {
            return queue.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The reader of the batch was interrupted.");
        }
    }

    private List<Callable<O>> runs(List<? extends I> inputs, List<RunnableConfig> configs) {
        if (configs.size() != inputs.size()) {
            throw new IllegalArgumentException("There are " + inputs.size() + " inputs and " + configs.size()
                    + " configs. Give as many configs as inputs, or one config for all.");
        }
        List<Callable<O>> runs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            I input = inputs.get(i);
            RunnableConfig config = configs.get(i);
            runs.add(() -> {
                try {
                    return invocation.invoke(input, config);
                } catch (Exception failure) {
                    throw unchecked(failure);
                }
            });
        }
        return runs;
    }

    /** Returns a config for each input, with the bound one merged in. */
    private List<RunnableConfig> configs(List<?> inputs, RunnableConfig config) {
        RunnableConfig merged = merged(config);
        List<RunnableConfig> configs = new ArrayList<>(Collections.nCopies(inputs.size(), merged.withoutRunId()));
        if (!configs.isEmpty()) {
            configs.set(0, merged);
        }
        return configs;
    }

    private static RunnableConfig first(List<RunnableConfig> configs) {
        return configs.isEmpty() ? RunnableConfig.empty() : configs.get(0);
    }

    /** Streams the events of a run. See {@link #streamEvents(Object, RunnableConfig, EventStreamOptions)}. */
    public EventStream streamEvents(I input) {
        return streamEvents(input, RunnableConfig.empty());
    }

    /** Streams the events of a run. See {@link #streamEvents(Object, RunnableConfig, EventStreamOptions)}. */
    public EventStream streamEvents(I input, EventStreamOptions options) {
        return streamEvents(input, RunnableConfig.empty(), options);
    }

    /** Streams the events of a run. See {@link #streamEvents(Object, RunnableConfig, EventStreamOptions)}. */
    public EventStream streamEvents(I input, RunnableConfig config) {
        return streamEvents(input, config, EventStreamOptions.defaults());
    }

    /**
     * Starts a run, on the executor of the config, and returns the events of this run and of all runs below it while they
     * happen.
     *
     * <p>If the run fails, the stream gives all events that came before and then throws as {@link #invoke} does. Close the
     * stream: that cancels the run if it has not ended.
     */
    public EventStream streamEvents(I input, RunnableConfig config, EventStreamOptions options) {
        return OpenEventStream.of(options, streaming(input, merged(config)));
    }

    /** Publishes the events of runs. See {@link #publishEvents(Object, RunnableConfig, EventStreamOptions)}. */
    public Flow.Publisher<StreamEvent> publishEvents(I input) {
        return publishEvents(input, RunnableConfig.empty());
    }

    /** Publishes the events of runs. See {@link #publishEvents(Object, RunnableConfig, EventStreamOptions)}. */
    public Flow.Publisher<StreamEvent> publishEvents(I input, RunnableConfig config) {
        return publishEvents(input, config, EventStreamOptions.defaults());
    }

    /**
     * Returns a publisher of the events that {@link #streamEvents(Object, RunnableConfig, EventStreamOptions)} gives, by the rules of
     * reactive streams. It is cold: each subscription is a run, which starts when events are first requested, as a part of the
     * config's run, else of the run that is the current one now.
     *
     * <p>Subscribers are called on the executor of the config, outside the run. One that requests too few events makes the run wait,
     * or events be dropped, as the options say; one that cancels cancels the run. If the run fails, the subscriber gets all events
     * that came before and then, as the error, what {@link #invoke} would throw.
     */
    public Flow.Publisher<StreamEvent> publishEvents(I input, RunnableConfig config, EventStreamOptions options) {
        return eventPublisher(input, config, options);
    }

    /** Gives the events of a run to a consumer. See {@link #streamEventsAsync(Object, RunnableConfig, EventStreamOptions, Consumer)}. */
    public CompletableFuture<@Nullable Void> streamEventsAsync(I input, Consumer<? super StreamEvent> consumer) {
        return streamEventsAsync(input, RunnableConfig.empty(), EventStreamOptions.defaults(), consumer);
    }

    /**
     * Starts a run and returns at once. The events that {@link #streamEvents(Object, RunnableConfig, EventStreamOptions)} gives are
     * given to a consumer: one after the other, on the executor of the config, and outside the run, which waits for a slow one as
     * the options say. With a buffer of 0 events, the threads that emit call the consumer.
     *
     * @return a future that completes after the run has ended and the last event was consumed, and fails with what
     *     {@link #invoke} or the consumer throws; cancelling it cancels the run, as does a consumer that throws
     */
    public CompletableFuture<@Nullable Void> streamEventsAsync(
            I input, RunnableConfig config, EventStreamOptions options, Consumer<? super StreamEvent> consumer) {
        return eventPublisher(input, config, options).forEach(consumer);
    }

    private EventPublisher eventPublisher(I input, RunnableConfig config, EventStreamOptions options) {
        RunnableConfig merged = merged(config);
        return new EventPublisher(options, WorkExecutor.of(merged), streaming(input, merged));
    }

    /** Returns what starts a run that reports to a handler. */
    private Function<CallbackHandler, CompletableFuture<?>> streaming(I input, RunnableConfig config) {
        return handler -> invocation.streamAsync(
                input, config.toBuilder().addHandler(handler).build());
    }

    /**
     * Returns a sequence: this runnable, and then {@code next} with its output. The sequence is a run of the name
     * {@code RunnableSequence}, with a run for each step, which has the tag {@code seq:step:1}, {@code seq:step:2} and so on;
     * custom events and runs below the steps do not have that tag. A sequence of sequences is one sequence.
     */
    public <R extends @Nullable Object> TypedRunnable<I, R> pipe(TypedRunnable<? super O, R> next) {
        RunnableDescriptor sequence = RunnableDescriptor.builder(SequenceInvocation.DESCRIPTOR.name())
                .input(descriptor.inputType())
                .output(next.descriptor.outputType())
                .build();
        return new TypedRunnable<>(sequence, SequenceInvocation.of(step(), next.step()));
    }

    /**
     * Returns a runnable that runs this one with each element of a list, as {@link #batch} does, and returns the list of outputs.
     * It is a run of the name {@code RunnableEach<…>}, with a run for each element.
     */
    public TypedRunnable<List<? extends I>, List<O>> map() {
        RunnableDescriptor each = RunnableDescriptor.ofLambda("RunnableEach<" + descriptor.name() + ">");
        return new TypedRunnable<>(
                each,
                new ValueInvocation<List<? extends I>, List<O>>(
                        each, (inputs, run) -> batch(inputs, run.partConfig())));
    }

    /** Returns a runnable that tries this one so often. See {@link #withRetry(RetryOptions)}. */
    public TypedRunnable<I, O> withRetry(int attempts) {
        return withRetry(RetryOptions.builder().attempts(attempts).build());
    }

    /**
     * Returns a runnable that runs this one, and again if that fails, as the options say. It is a run of this runnable's name,
     * with a run for each attempt, which from the second on has the tag {@code retry:attempt:2} and so on. It fails as the last
     * attempt did. The waits between attempts occupy the thread.
     *
     * <p>As a stream it gives the chunks as they come. An attempt whose first chunk has been given is the last one.
     */
    public TypedRunnable<I, O> withRetry(RetryOptions options) {
        Objects.requireNonNull(options, "options");
        RunnableDescriptor chain = descriptor.asChain(descriptor.name());
        return new TypedRunnable<>(chain, new RetryInvocation<>(chain, step(), options));
    }

    /** Returns a runnable that tries others when this one fails. See {@link #withFallbacks(List)}. */
    @SafeVarargs
    public final TypedRunnable<I, O> withFallbacks(TypedRunnable<? super I, ? extends O>... fallbacks) {
        List<TypedRunnable<? super I, ? extends O>> list = new ArrayList<>();
        for (TypedRunnable<? super I, ? extends O> fallback : fallbacks) {
            list.add(fallback);
        }
        return withFallbacks(list);
    }

    /**
     * Returns a runnable that runs this one and, when it fails with an {@link Exception}, the others one after the other with the
     * same input, until one succeeds. It is a run of the name {@code RunnableWithFallbacks}, with a run for each that is tried.
     * If all fail, it fails as this one did, with the failures of the others suppressed.
     *
     * <p>An interruption or cancellation is not a reason to try another.
     */
    public TypedRunnable<I, O> withFallbacks(List<? extends TypedRunnable<? super I, ? extends O>> fallbacks) {
        List<Invocation<? super I, ? extends O>> tries = new ArrayList<>();
        tries.add(step());
        fallbacks.forEach(fallback -> tries.add(fallback.step()));
        RunnableDescriptor chain = descriptor.asChain("RunnableWithFallbacks");
        return new TypedRunnable<>(chain, new FallbacksInvocation<I, O>(chain, List.copyOf(tries)));
    }

    /**
     * Returns this runnable with handlers that hear of its own runs only: not of the runs below them, and not of custom events.
     */
    public TypedRunnable<I, O> withListeners(CallbackHandler... listeners) {
        List<CallbackHandler> all = List.of(listeners);
        return new TypedRunnable<>(descriptor, new BoundInvocation<>(step(), config -> {
            CallbackManager callbacks = config.callbacks().orElseGet(Ambient::callbacks);
            for (CallbackHandler listener : all) {
                callbacks = callbacks.withLocalHandler(listener);
            }
            return config.toBuilder().replaceCallbacks(callbacks).build();
        }));
    }

    /** Returns what this runnable does as a part of another one: with the config that is bound to it. */
    Invocation<I, O> step() {
        return bound == RunnableConfig.empty() ? invocation : new BoundInvocation<>(invocation, this::merged);
    }

    /**
     * Returns this runnable with a config bound to it, which is merged with that of each call: values of the call win, maps
     * are merged, handlers are added, and the tags of both are sorted.
     */
    public TypedRunnable<I, O> withConfig(RunnableConfig config) {
        return config == RunnableConfig.empty()
                ? this
                : new TypedRunnable<>(descriptor, RunnableConfig.merge(bound, config), invocation);
    }

    private RunnableConfig merged(RunnableConfig config) {
        if (bound == RunnableConfig.empty()) {
            return config;
        }
        return config == RunnableConfig.empty() ? bound : RunnableConfig.merge(bound, config);
    }
}
