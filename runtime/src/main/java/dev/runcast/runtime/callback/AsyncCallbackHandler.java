package dev.runcast.runtime.callback;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.CallbackHandler.ErrorPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A handler whose methods return before their work is done.
 *
 * <p>It gets the events of a run one after the other, each when the stage of the one before is complete, and after the
 * {@link CallbackHandler}s have got it. A synchronous run waits for each stage. An asynchronous run never blocks: its
 * emitters return at once, and its end is reported, and its future completed, when all earlier stages are.
 *
 * <p>A method may itself emit events in the run. Its stage must not wait for an event of a synchronous run that is emitted on
 * another thread: that event waits for the stage.
 *
 * <p>One class cannot be both this and a {@link CallbackHandler}.
 *
 * @since 0.1
 */
public interface AsyncCallbackHandler {
    /** A run starts. */
    default CompletionStage<Void> onRunStart(RunEvent.Start event) {
        return CompletableFuture.completedStage(null);
    }

    /** A streaming run made a chunk of its output. */
    default CompletionStage<Void> onRunChunk(RunEvent.Chunk event) {
        return CompletableFuture.completedStage(null);
    }

    /** A run ended well. */
    default CompletionStage<Void> onRunEnd(RunEvent.End event) {
        return CompletableFuture.completedStage(null);
    }

    /** A run failed or was cancelled. */
    default CompletionStage<Void> onRunError(RunEvent.Error event) {
        return CompletableFuture.completedStage(null);
    }

    /** The program emitted an event. */
    default CompletionStage<Void> onCustomEvent(CustomEvent event) {
        return CompletableFuture.completedStage(null);
    }

    /** Returns whether start, chunk, end and error of runs of this type are not of interest. Asked at each event. */
    default boolean ignoresRuns(RunType type) {
        return false;
    }

    /** Returns whether custom events are not of interest. Asked at each event. */
    default boolean ignoresCustomEvents() {
        return false;
    }

    /**
     * Returns whether {@link RunEvent#time} and the start times of runs are not of interest: see {@link CallbackHandler#ignoresTimes}.
     * Asked once, when the handler is added.
     */
    default boolean ignoresTimes() {
        return false;
    }

    /**
     * Returns whether {@link RunEvent#sequence} is not of interest: see {@link CallbackHandler#ignoresSequence}. Asked once, when the
     * handler is added.
     */
    default boolean ignoresSequence() {
        return false;
    }

    /**
     * Returns what happens when a method throws or its stage fails. Asked after each failure. With
     * {@link ErrorPolicy#RAISE RAISE} the exception of a synchronous run goes out of the emitting call; an asynchronous run
     * fails with it when its body is done.
     */
    default ErrorPolicy errorPolicy() {
        return ErrorPolicy.LOG;
    }
}
