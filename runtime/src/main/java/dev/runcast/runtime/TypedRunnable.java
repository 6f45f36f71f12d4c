package dev.runcast.runtime;

import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.internal.AsyncInvocation;
import dev.runcast.runtime.internal.BlockingInvocation;
import dev.runcast.runtime.internal.Invocation;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
 */
public final class TypedRunnable<I extends @Nullable Object, O extends @Nullable Object> {
    private final RunnableDescriptor descriptor;
    private final RunnableConfig bound;
    private final Invocation<I, O> invocation;

    /** For generated code, by {@link dev.runcast.runtime.codegen.RunnableMethod}. Others use a factory method. */
    @SuppressWarnings("exports") // The last type is not exported, so that nobody else can call this.
    public TypedRunnable(RunnableDescriptor descriptor, RunnableConfig bound, Invocation<I, O> invocation) {
        this.descriptor = Objects.requireNonNull(descriptor, "descriptor");
        this.bound = Objects.requireNonNull(bound, "config");
        this.invocation = Objects.requireNonNull(invocation, "invocation");
    }

    /** What a runnable does with its input. */
    @FunctionalInterface
    public interface Body<I extends @Nullable Object, O extends @Nullable Object> {
        /** Makes the output from the input, inside the run. */
        O apply(I input) throws Exception;
    }

    /** What a runnable does with its input and with the config for the runs below it. */
    @FunctionalInterface
    public interface ConfiguredBody<I extends @Nullable Object, O extends @Nullable Object> {
        /**
         * Makes the output from the input, inside the run.
         *
         * @param config carries this run: runs that are started with it are children of this run, on whatever thread
         */
        O apply(I input, RunnableConfig config) throws Exception;
    }

    /** Returns a runnable of this name. Write the type of a lambda's parameter, as in {@code (String text) -> …}. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> of(
            String name, Body<? super I, ? extends O> body) {
        Objects.requireNonNull(body, "body");
        return of(name, (input, config) -> body.apply(input));
    }

    /** Returns a runnable of this name whose body gets the config for the runs below it. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> of(
            String name, ConfiguredBody<? super I, ? extends O> body) {
        return of(RunnableDescriptor.builder(name).build(), body);
    }

    /** Returns a runnable that is what the descriptor says. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> of(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends O> body) {
        Objects.requireNonNull(body, "body");
        return new TypedRunnable<>(descriptor, RunnableConfig.empty(), new BlockingInvocation<I, O>((input, config) -> {
            RunScope run = RunScope.open(descriptor, config, input);
            O output;
            try {
                output = body.apply(input, run.config());
            } catch (Throwable error) {
                run.fail(error);
                throw error;
            }
            run.succeed(output);
            return output;
        }));
    }

    /** Returns a runnable of this name whose run ends when the stage does that its body returns. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> ofAsync(
            String name, ConfiguredBody<? super I, ? extends CompletionStage<? extends O>> body) {
        return ofAsync(RunnableDescriptor.builder(name).build(), body);
    }

    /** Returns a runnable that is what the descriptor says, and whose run ends when the stage does that its body returns. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> ofAsync(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends CompletionStage<? extends O>> body) {
        Objects.requireNonNull(body, "body");
        return new TypedRunnable<>(descriptor, RunnableConfig.empty(), new AsyncInvocation<I, O>((input, config) -> {
            RunScope run = RunScope.openAsync(descriptor, config, input);
            CompletionStage<? extends O> output;
            try {
                output = body.apply(input, run.config());
            } catch (Throwable error) {
                output = CompletableFuture.failedFuture(error);
            }
            return run.succeedWhenDone(output);
        }));
    }

    /** Returns what this runnable is. */
    public RunnableDescriptor descriptor() {
        return descriptor;
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
        return run(input, merged(config));
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

    /** Streams the events of a run. See {@link #streamEvents(Object, RunnableConfig, EventStreamOptions)}. */
    public EventStream streamEvents(I input) {
        return streamEvents(input, RunnableConfig.empty());
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
        RunnableConfig merged = merged(config);
        return EventStream.of(
                options,
                handler -> new BlockingInvocation<I, O>(this::run)
                        .invokeAsync(input, merged.toBuilder().callback(handler).build()));
    }

    /**
     * Returns this runnable with a config bound to it, which is merged with that of each call: values of the call win, maps
     * are merged, handlers are added, and the tags of both are sorted.
     */
    public TypedRunnable<I, O> withConfig(RunnableConfig config) {
        return new TypedRunnable<>(descriptor, RunnableConfig.merge(bound, config), invocation);
    }

    private O run(I input, RunnableConfig merged) {
        try {
            return invocation.invoke(input, merged);
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception checked) {
            throw new RunFailedException(descriptor.name(), checked);
        }
    }

    private RunnableConfig merged(RunnableConfig config) {
        if (bound == RunnableConfig.empty()) {
            return config;
        }
        return config == RunnableConfig.empty() ? bound : RunnableConfig.merge(bound, config);
    }
}
