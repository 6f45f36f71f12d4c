package dev.runcast.runtime.engine.chunks;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What a call returns, as the only chunk. The call is made when the chunk is asked for. */
public final class CalledChunk<T extends @Nullable Object> implements Chunks<T> {
    private final Callable<T> call;
    private final Chunks<?> input;
    private boolean called;
    private @Nullable T value;

    /** Creates a chunk of a call that will take its input from chunks. */
    public CalledChunk(Callable<T> call, Chunks<?> input) {
        this.call = call;
        this.input = input;
    }

    @Override
    public boolean advance() throws Exception {
        if (called) {
            return false;
        }
        called = true;
        value = call.call();
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // It is null only where T may be.
    public T current() {
        return value;
    }

    @Override
    public void close() {
        called = true;
        input.close();
    }
}
