package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs with several inputs, all at once or as many as the first of their configs allows. Cancelling it cancels all of them. */
final class Batch extends CompletableFuture<List<Object>> {
    private final TypedRunnable<Object, Object> runnable;
    private final List<Object> inputs;
    private final List<RunnableConfig> configs;
    private final List<CompletableFuture<Object>> outputs = new ArrayList<>();
    private final ConcurrentLinkedQueue<CompletableFuture<Object>> runs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();

    private Batch(TypedRunnable<Object, Object> runnable, List<Object> inputs, List<RunnableConfig> configs) {
        this.runnable = runnable;
        this.inputs = inputs;
        this.configs = configs;
        inputs.forEach(input -> outputs.add(new CompletableFuture<>()));
    }

    /** Starts the runs. The future completes when all have ended, and fails as the first of the inputs did whose run failed. */
    static Batch start(TypedRunnable<Object, Object> runnable, List<Object> inputs, List<RunnableConfig> configs) {
        Batch batch = new Batch(runnable, inputs, configs);
        int atOnce = configs.stream()
                .findFirst()
                .map(config -> config.maxConcurrency().orElse(inputs.size()))
                .orElse(0);
        for (int i = 0; i < Math.min(atOnce, inputs.size()); i++) {
            batch.startNext();
        }
        CompletableFuture.allOf(batch.outputs.toArray(CompletableFuture[]::new))
                .whenComplete((nothing, failure) -> batch.finish());
        return batch;
    }

    private void startNext() {
        int i = next.getAndIncrement();
        if (i >= inputs.size()) {
            return;
        }
        CompletableFuture<Object> run = runnable.invokeAsync(inputs.get(i), configs.get(i));
        runs.add(run);
        if (isDone()) { // It was cancelled meanwhile.
            run.cancel(true);
        }
        run.handle((output, failure) -> {
            if (failure == null) {
                outputs.get(i).complete(output);
            } else {
                // Wrapped here, since the JDK would ask the failure for its text, which is the program's and may fail.
                outputs.get(i).completeExceptionally(new CompletionException(null, failure));
            }
            if (!isDone()) {
                startNext();
            }
            return null;
        });
    }

    private void finish() {
        try {
            List<Object> made = new ArrayList<>();
            for (CompletableFuture<Object> output : outputs) {
                made.add(output.join());
            }
            complete(made);
        } catch (RuntimeException failure) {
            completeExceptionally(failure);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning); // before the runs, so that no other is started
        runs.forEach(run -> run.cancel(mayInterruptIfRunning));
        return cancelled;
    }

    /** Dependent stages are plain futures: cancelling one of them does not cancel the runs. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
