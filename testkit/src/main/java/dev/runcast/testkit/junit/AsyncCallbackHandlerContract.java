package dev.runcast.testkit.junit;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * The tests of {@link CallbackHandlerContract} for an {@link AsyncCallbackHandler}, whose stages are to complete, and well. A handler
 * whose stages never do hangs; have JUnit set a timeout.
 *
 * @since 0.1
 */
public interface AsyncCallbackHandlerContract extends CallbackHandlerContract {
    /** Returns a handler to test. Called once in each test. */
    AsyncCallbackHandler asyncHandler();

    /** Returns the asynchronous handler as one that waits for its stages. */
    @Override
    default CallbackHandler handler() {
        AsyncCallbackHandler handler = asyncHandler();
        return new CallbackHandler() {
            @Override
            public void onRunStart(RunEvent.Start event) {
                join(handler.onRunStart(event));
            }

            @Override
            public void onRunChunk(RunEvent.Chunk event) {
                join(handler.onRunChunk(event));
            }

            @Override
            public void onRunEnd(RunEvent.End event) {
                join(handler.onRunEnd(event));
            }

            @Override
            public void onRunError(RunEvent.Error event) {
                join(handler.onRunError(event));
            }

            @Override
            public void onCustomEvent(CustomEvent event) {
                join(handler.onCustomEvent(event));
            }

            @Override
            public boolean ignoresRuns(RunType type) {
                return handler.ignoresRuns(type);
            }

            @Override
            public boolean ignoresCustomEvents() {
                return handler.ignoresCustomEvents();
            }

            @Override
            public ErrorPolicy errorPolicy() {
                return handler.errorPolicy();
            }

            @Override
            public String toString() {
                return handler.toString();
            }

            private static void join(CompletionStage<Void> stage) {
                Objects.requireNonNull(
                                stage, "The handler returned no stage. Return one, such as an already completed one.")
                        .toCompletableFuture()
                        .join();
            }
        };
    }
}
