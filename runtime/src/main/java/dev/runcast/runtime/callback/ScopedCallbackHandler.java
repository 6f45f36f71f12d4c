package dev.runcast.runtime.callback;

import dev.runcast.runtime.Run;
import java.util.function.UnaryOperator;

/**
 * A handler that keeps something current on the threads of a run, such as the span of a trace or a logging context.
 *
 * <p>A scope is opened on each thread where the run becomes the current one, also by {@code RunContext.wrap}, and closed
 * there when it no longer is, in reverse order. For a run the order is: start, scopes opened, body, scopes closed, end or
 * error.
 *
 * @since 0.1
 */
public interface ScopedCallbackHandler extends CallbackHandler {
    /** Makes something current on this thread for the run. What it throws is logged, and the run goes on without the scope. */
    Scope openScope(Run run);

    /**
     * Returns what makes a task run, on another thread, with what this handler finds current on this one. Asked where Runcast is to do
     * work on other threads, for event streams, {@code invokeAsync} or {@code batch}, so that a root run that starts there finds what it
     * is part of. What it throws is logged, and the work is done without. By default tasks stay as they are.
     */
    default UnaryOperator<Runnable> captureContext() {
        return UnaryOperator.identity();
    }

    /**
     * What {@link #openScope} has made current.
     *
     * @since 0.1
     */
    interface Scope extends AutoCloseable {
        /** Puts back what was current before. Called once, on the thread that opened the scope. */
        @Override
        void close();
    }
}
