package dev.runcast.runtime.codegen;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.TypedRunnable.ConfiguredBody;
import dev.runcast.runtime.internal.AsyncInvocation;
import dev.runcast.runtime.internal.BlockingInvocation;
import java.util.concurrent.CompletionStage;
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
}
