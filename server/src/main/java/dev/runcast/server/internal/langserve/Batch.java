package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs with several inputs at once. Cancelling it cancels all of them. */
final class Batch extends CompletableFuture<List<Object>> {
    private final List<CompletableFuture<Object>> runs = new ArrayList<>();

    private Batch() {}

    /** Starts the runs. The future completes when all have ended, and fails as the first of the inputs did whose run failed. */
    static Batch start(TypedRunnable<Object, Object> runnable, List<Object> inputs, List<RunnableConfig> configs) {
        Batch batch = new Batch();
        for (int i = 0; i < inputs.size(); i++) {
            batch.runs.add(runnable.invokeAsync(inputs.get(i), configs.get(i)));
        }
        CompletableFuture.allOf(batch.runs.toArray(CompletableFuture[]::new))
                .whenComplete((nothing, failure) -> batch.finish());
        return batch;
    }

    private void finish() {
        try {
            List<Object> outputs = new ArrayList<>();
            for (CompletableFuture<Object> run : runs) {
                outputs.add(run.join());
            }
            complete(outputs);
        } catch (RuntimeException failure) {
            completeExceptionally(failure);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        runs.forEach(run -> run.cancel(mayInterruptIfRunning));
        return super.cancel(mayInterruptIfRunning);
    }

    /** Dependent stages are plain futures: cancelling one of them does not cancel the runs. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
