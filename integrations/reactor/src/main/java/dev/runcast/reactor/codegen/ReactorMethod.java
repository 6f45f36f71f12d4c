package dev.runcast.reactor.codegen;

import dev.runcast.context.propagation.RunContextAccessor;
import dev.runcast.runtime.ConfiguredBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.codegen.RunScope;
import dev.runcast.runtime.codegen.StreamScope;
import dev.runcast.runtime.context.RunContext;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Opens a run at each subscription to the publisher that a method returns, and makes a {@link TypedRunnable} of such a method.
 *
 * <p>The parent of the run is the run of the config. Without one it is the run in the subscriber's {@link Context}, then the run that was
 * current when the wrapper was called, then the run that is current at the subscription. Operators of the method find their run in
 * their {@link Context} under {@link RunContextAccessor#KEY}. The subscriber's context does not change.
 *
 * @since 0.1
 */
public final class ReactorMethod {
    private ReactorMethod() {}

    /**
     * The call of a method in a run that ends with its one value.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface MonoMethod<T> {
        /** Calls the method. */
        Mono<? extends T> in(RunScope run) throws Exception;
    }

    /**
     * The call of a method in a run whose chunks are published.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface FluxMethod<T> {
        /** Calls the method. */
        Flux<? extends T> in(StreamScope run) throws Exception;
    }

    /**
     * Returns a {@code Mono} that calls the method at each subscription, in a run of its own. It emits the method's value after the end
     * of the run was reported. An exception of the method is the error of the {@code Mono}.
     */
    public static <T> Mono<T> mono(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, MonoMethod<T> method) {
        RunContext caller = currentRun();
        return Mono.deferContextual(subscriber -> {
            RunContext parent = subscriber.getOrDefault(RunContextAccessor.KEY, caller);
            Callable<CompletableFuture<T>> start = () -> start(descriptor, config, input, method, subscriber);
            RunContext outside = parent == null ? RunContext.capture() : parent;
            try {
                return emitting(
                        parent == null ? start.call() : parent.wrap(start).call(), outside);
            } catch (Throwable failure) {
                return Mono.error(failure);
            }
        });
    }

    private static <T> CompletableFuture<T> start(
            RunnableDescriptor descriptor,
            RunnableConfig config,
            @Nullable Object input,
            MonoMethod<T> method,
            ContextView subscriber)
            throws Exception {
        RunScope run = RunScope.openAsync(descriptor, config, input);
        CompletableFuture<T> output;
        try {
            output = new SubscribedFuture<>(nonNull(method.in(run), descriptor), subscriber);
        } catch (Throwable error) {
            run.fail(error);
            throw error;
        }
        return run.succeedWhenDone(output);
    }

    /** Returns what emits as the run completes, outside of it. Cancelling it cancels the run. */
    private static <T> Mono<T> emitting(CompletableFuture<T> run, RunContext outside) {
        return Mono.create(sink -> {
            sink.onCancel(() -> run.cancel(true));
            if (run.isDone()) {
                // Not by a stage, which would keep an overflow of the stack to itself, so that nobody hears of the end.
                outside.wrap(() -> emitDone(run, sink)).run();
            } else {
                run.whenComplete((value, failure) -> Nesting.call(outside.wrap(() -> emit(value, failure, sink))));
            }
        });
    }

    private static <T> void emitDone(CompletableFuture<T> run, MonoSink<T> sink) {
        @Nullable Throwable failure = run.handle((value, error) -> error).join();
        emit(failure == null ? run.join() : null, failure, sink);
    }

    private static <T> void emit(@Nullable T value, @Nullable Throwable failure, MonoSink<T> sink) {
        if (failure == null) {
            sink.success(value);
        } else {
            sink.error(failure);
        }
    }

    /**
     * Returns a {@code Flux} that calls the method at each subscription, in a run of its own. It emits each element of the method after
     * that was reported as a chunk. An exception of the method is the error of the {@code Flux}.
     */
    public static <T> Flux<T> flux(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, FluxMethod<T> method) {
        RunContext caller = currentRun();
        return Flux.deferContextual(subscriber -> {
            Supplier<Flow.Publisher<T>> publish = () -> StreamScope.publish(
                    descriptor, config, input, run -> publisher(nonNull(method.in(run), descriptor), subscriber));
            RunContext parent = subscriber.getOrDefault(RunContextAccessor.KEY, caller);
            return JdkFlowAdapter.flowPublisherToFlux(
                    parent == null
                            ? publish.get()
                            : parent.wrapSupplier(publish).get());
        });
    }

    private static <T> Flow.Publisher<T> publisher(Flux<T> output, ContextView subscriber) {
        return JdkFlowAdapter.publisherToFlowPublisher(output.contextWrite(contextOfRun(subscriber)));
    }

    /** Returns a runnable whose run ends with the value of the {@code Mono} that the method returns. */
    public static <I extends @Nullable Object, T> TypedRunnable<I, T> ofMono(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends Mono<? extends T>> method) {
        return TypedRunnable.ofAsync(
                descriptor,
                (input, run) ->
                        new SubscribedFuture<T>(nonNull(method.apply(input, run), descriptor), Context.empty()));
    }

    /** Returns a runnable whose chunks are the elements of the {@code Flux} that the method returns. */
    public static <I extends @Nullable Object, T> TypedRunnable<I, T> ofFlux(
            RunnableDescriptor descriptor, ConfiguredBody<? super I, ? extends Flux<? extends T>> method) {
        return TypedRunnable.ofPublisher(
                descriptor, (input, run) -> publisher(nonNull(method.apply(input, run), descriptor), Context.empty()));
    }

    /** Returns the context of this thread, or null outside every run. */
    private static @Nullable RunContext currentRun() {
        return new RunContextAccessor().getValue();
    }

    /** Returns the subscriber's context with the current run, for the operators of the method. */
    static Context contextOfRun(ContextView subscriber) {
        return Context.of(subscriber).put(RunContextAccessor.KEY, RunContext.capture());
    }

    private static <T> T nonNull(@Nullable T output, RunnableDescriptor descriptor) {
        return Objects.requireNonNull(
                output,
                () -> "The run \"" + descriptor.name()
                        + "\" returned null. Return a Mono or a Flux, such as an empty one.");
    }
}
