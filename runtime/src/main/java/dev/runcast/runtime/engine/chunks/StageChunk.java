package dev.runcast.runtime.engine.chunks;

import dev.runcast.runtime.engine.run.Delivery;
import dev.runcast.runtime.engine.run.RunFuture;
import dev.runcast.runtime.engine.run.Unchecked;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What a stage completes with, as the only chunk. Whoever asks for the chunk waits for the stage. */
public final class StageChunk<T extends @Nullable Object> implements Chunks<T> {
    private final CompletionStage<? extends T> stage;
    private final CompletableFuture<T> value = new CompletableFuture<>();
    private boolean given;

    /** Creates a chunk of a stage, which may be one that can neither be waited for nor cancelled. */
    public StageChunk(CompletionStage<? extends T> stage) {
        this.stage = stage;
        stage.whenComplete((output, failure) -> {
            if (failure == null) {
                value.complete(output);
            } else {
                value.completeExceptionally(Delivery.unwrap(failure));
            }
        });
    }

    @Override
    public boolean advance() throws Exception {
        if (given) {
            return false;
        }
        given = true;
        try {
            value.get();
            return true;
        } catch (ExecutionException failure) {
            throw Unchecked.rethrow(Delivery.unwrap(failure));
        } catch (InterruptedException interrupted) {
            RunFuture.cancel(stage);
            throw interrupted;
        }
    }

    @Override
    public T current() {
        return value.join();
    }

    @Override
    public boolean isValue() {
        return true;
    }

    @Override
    public void close() {
        given = true;
    }
}
