package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable.ConfiguredBody;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A run that occupies its thread until it ends. */
public record BlockingInvocation<I extends @Nullable Object, O extends @Nullable Object>(
        ConfiguredBody<? super I, ? extends O> run) implements Invocation<I, O> {
    @Override
    public O invoke(I input, RunnableConfig config) throws Exception {
        return run.apply(input, config);
    }

    @Override
    public CompletableFuture<O> invokeAsync(I input, RunnableConfig config) {
        ActiveRun ambient = Ambient.current();
        TaskFuture<O> future = new TaskFuture<>(() -> {
            Ambient.Attachment attachment = Ambient.attach(ambient);
            try {
                return run.apply(input, config);
            } finally {
                attachment.close();
            }
        });
        try {
            WorkExecutor.of(config).execute(future);
        } catch (RejectedExecutionException rejected) {
            future.completeExceptionally(rejected);
        }
        return future;
    }
}
