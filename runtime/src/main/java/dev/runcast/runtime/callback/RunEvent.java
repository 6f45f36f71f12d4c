package dev.runcast.runtime.callback;

import dev.runcast.runtime.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run: its start, a chunk of its output, its end, its error or a {@link CustomEvent}.
 *
 * <p>Events do not change, and may be kept and read from any thread. Inputs, outputs and data are the program's own objects,
 * handed on by reference.
 *
 * @since 0.1
 */
public sealed interface RunEvent permits RunEvent.Start, RunEvent.Chunk, RunEvent.End, RunEvent.Error, CustomEvent {
    /** Returns the run in which it happened. */
    Run run();

    /**
     * Returns the tags of the event: the tags of the run. A {@link CustomEvent} has the tags that the run hands down to the runs
     * below it, and those of the config it was dispatched with.
     */
    List<String> tags();

    /** Returns the metadata of the event, which come from the run as the tags do. */
    Map<String, @Nullable Object> metadata();

    /**
     * Returns when it happened. If all handlers that got it {@linkplain CallbackHandler#ignoresTimes ignore times}, the clock was not
     * read then, and this is the time of the first question.
     */
    Instant time();

    /**
     * Returns the number of the event among those of the root run and all runs below it, counted from 1 in the order in which they
     * happened. If all handlers that got it {@linkplain CallbackHandler#ignoresSequence ignore the sequence}, it was not counted then,
     * and this is the next number at the first question.
     */
    long sequence();

    /**
     * Calls the method of a handler that is for events of this kind, unless the handler ignores the event. For handlers that hand
     * events on to others. Throws what the handler throws.
     */
    void deliverTo(CallbackHandler handler);

    /**
     * Calls the method of an asynchronous handler that is for events of this kind, unless the handler ignores the event. Throws what
     * the handler throws.
     *
     * @return the stage of the handler, or a completed one if it ignores the event
     */
    CompletionStage<Void> deliverTo(AsyncCallbackHandler handler);

    /**
     * A run starts.
     *
     * @since 0.1
     */
    non-sealed interface Start extends RunEvent {
        /**
         * Returns whether the input of the run comes in chunks. Such a run starts with the first of them, when its input is not
         * known, and its end tells the input.
         */
        boolean isStreamed();

        /** Returns the input: null for none, the only parameter, or a map by parameter name of several or of a tool's. */
        @Nullable
        Object input();

        @Override
        default void deliverTo(CallbackHandler handler) {
            if (!handler.ignoresRuns(run().type())) {
                handler.onRunStart(this);
            }
        }

        @Override
        default CompletionStage<Void> deliverTo(AsyncCallbackHandler handler) {
            return handler.ignoresRuns(run().type())
                    ? CompletableFuture.completedStage(null)
                    : handler.onRunStart(this);
        }
    }

    /**
     * A streaming run made a chunk of its output.
     *
     * @since 0.1
     */
    non-sealed interface Chunk extends RunEvent {
        /** Returns the chunk. */
        @Nullable
        Object chunk();

        @Override
        default void deliverTo(CallbackHandler handler) {
            if (!handler.ignoresRuns(run().type())) {
                handler.onRunChunk(this);
            }
        }

        @Override
        default CompletionStage<Void> deliverTo(AsyncCallbackHandler handler) {
            return handler.ignoresRuns(run().type())
                    ? CompletableFuture.completedStage(null)
                    : handler.onRunChunk(this);
        }
    }

    /**
     * A run ended well.
     *
     * @since 0.1
     */
    non-sealed interface End extends RunEvent {
        /** Returns the input, as at the {@linkplain Start#input() start}; the chunks together if they came one by one. */
        @Nullable
        Object input();

        /** Returns what the run returned, null for {@code void}. */
        @Nullable
        Object output();

        @Override
        default void deliverTo(CallbackHandler handler) {
            if (!handler.ignoresRuns(run().type())) {
                handler.onRunEnd(this);
            }
        }

        @Override
        default CompletionStage<Void> deliverTo(AsyncCallbackHandler handler) {
            return handler.ignoresRuns(run().type()) ? CompletableFuture.completedStage(null) : handler.onRunEnd(this);
        }
    }

    /**
     * A run failed or was cancelled.
     *
     * @since 0.1
     */
    @SuppressWarnings("JavaLangClash") // It is always written as RunEvent.Error.
    non-sealed interface Error extends RunEvent {
        /** Returns the input, as at the {@linkplain Start#input() start}; of chunks, those that came together. */
        @Nullable
        Object input();

        /** Returns what the run threw, never wrapped. */
        Throwable error();

        @Override
        default void deliverTo(CallbackHandler handler) {
            if (!handler.ignoresRuns(run().type())) {
                handler.onRunError(this);
            }
        }

        @Override
        default CompletionStage<Void> deliverTo(AsyncCallbackHandler handler) {
            return handler.ignoresRuns(run().type())
                    ? CompletableFuture.completedStage(null)
                    : handler.onRunError(this);
        }
    }
}
