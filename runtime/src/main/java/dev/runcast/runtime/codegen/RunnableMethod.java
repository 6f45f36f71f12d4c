package dev.runcast.runtime.codegen;

import dev.runcast.runtime.ConfiguredBody;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.internal.AsyncInvocation;
import dev.runcast.runtime.internal.AsyncSinkInvocation;
import dev.runcast.runtime.internal.BlockingInvocation;
import dev.runcast.runtime.internal.PublisherInvocation;
import dev.runcast.runtime.internal.SinkInvocation;
import dev.runcast.runtime.internal.StreamInvocation;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a {@link TypedRunnable} of a wrapper's method, which opens the run itself. */
public final class RunnableMethod {
    private RunnableMethod() {}

    /** Returns a runnable that calls a wrapper's method. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> of(
            RunnableDescriptor descriptor, RunnableConfig config, ConfiguredBody<I, O> method) {
        return new TypedRunnable<>(descriptor, config, new BlockingInvocation<I, O>(descriptor, method));
    }

    /** Returns a runnable that calls a wrapper's method whose result is a stage. */
    public static <I extends @Nullable Object, O extends @Nullable Object> TypedRunnable<I, O> ofAsync(
            RunnableDescriptor descriptor,
            RunnableConfig config,
            ConfiguredBody<I, ? extends CompletionStage<? extends O>> method) {
        return new TypedRunnable<>(descriptor, config, new AsyncInvocation<I, O>(descriptor, method));
    }

    /** A wrapper's method that hands its chunks to a consumer. */
    @FunctionalInterface
    public interface ChunkMethod<I extends @Nullable Object, T extends @Nullable Object> {
        /** Calls the method. */
        void run(I input, RunnableConfig config, Consumer<T> chunks) throws Exception;
    }

    /** A wrapper's method that hands its chunks to a consumer until its stage is complete. */
    @FunctionalInterface
    public interface AsyncChunkMethod<I extends @Nullable Object, T extends @Nullable Object> {
        /** Calls the method. */
        CompletionStage<?> start(I input, RunnableConfig config, Consumer<T> chunks) throws Exception;
    }

    /** Returns a runnable that calls a wrapper's method which hands its chunks to a consumer. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofChunks(
            RunnableDescriptor descriptor, RunnableConfig config, ChunkMethod<I, T> method) {
        return new TypedRunnable<>(descriptor, config, new SinkInvocation<I, T>(descriptor, method::run));
    }

    /** Returns a runnable that calls a wrapper's method which hands its chunks to a consumer until its stage is complete. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofAsyncChunks(
            RunnableDescriptor descriptor, RunnableConfig config, AsyncChunkMethod<I, T> method) {
        return new TypedRunnable<>(descriptor, config, new AsyncSinkInvocation<I, T>(descriptor, method::start));
    }

    /** Returns a runnable that calls a wrapper's method whose chunks are the elements of a stream. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofStream(
            RunnableDescriptor descriptor,
            RunnableConfig config,
            ConfiguredBody<I, ? extends Stream<? extends T>> method) {
        return new TypedRunnable<>(descriptor, config, new StreamInvocation<I, T>(descriptor, method));
    }

    /** Returns a runnable that calls a wrapper's method whose chunks are published. */
    public static <I extends @Nullable Object, T extends @Nullable Object> TypedRunnable<I, T> ofPublisher(
            RunnableDescriptor descriptor,
            RunnableConfig config,
            ConfiguredBody<I, ? extends Flow.Publisher<? extends T>> method) {
        return new TypedRunnable<>(descriptor, config, new PublisherInvocation<I, T>(descriptor, method));
    }
}
