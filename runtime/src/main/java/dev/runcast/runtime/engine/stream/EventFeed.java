package dev.runcast.runtime.engine.stream;

import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Work whose runs report to a buffer, which readers of both kinds take their events from. */
final class EventFeed {
    private final EventBuffer buffer;
    private final StreamHandler handler;
    private final CompletableFuture<?> work;

    /**
     * Starts work.
     *
     * @param onChange is called when there is something to read or no more will follow, for readers that do not wait
     */
    EventFeed(
            EventStreamOptions options,
            Function<? super CallbackHandler, ? extends CompletableFuture<?>> start,
            Runnable onChange) {
        this.buffer = new EventBuffer(Math.max(1, options.bufferSize()), options.overflow(), onChange);
        this.handler = new StreamHandler(options, buffer);
        this.work = start.apply(handler);
        EventBuffer buffer = this.buffer;
        // Not whenComplete, after which the JDK asks the failure for its text. That is the program's, and may fail.
        work.handle((output, failure) -> {
            buffer.finish(failure);
            return null;
        });
    }

    EventBuffer buffer() {
        return buffer;
    }

    /** Ends the work, if it has not ended. */
    void close() {
        buffer.close();
        work.cancel(true);
    }

    String rootName() {
        return handler.rootName();
    }

    /** Returns what reading fails with, once there is nothing left to read: what the run failed with, as it may be thrown. */
    @Nullable
    Throwable failure() {
        return thrown(buffer.failure(), rootName());
    }

    /** Returns what a run failed with as it may be thrown, null for nothing. */
    static @Nullable Throwable thrown(@Nullable Throwable failure, String rootName) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null || cause instanceof RuntimeException || cause instanceof Error
                ? cause
                : new RunFailedException(rootName, cause);
    }
}
