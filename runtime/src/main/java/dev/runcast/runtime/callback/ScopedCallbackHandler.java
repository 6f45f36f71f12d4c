package dev.runcast.runtime.callback;

import dev.runcast.runtime.Run;

/**
 * A handler that keeps something current on the threads of a run, such as the span of a trace or a logging context.
 *
 * <p>A scope is opened on each thread where the run becomes the current one, also by {@code RunContext.wrap}, and closed
 * there when it no longer is, in reverse order. For a run the order is: start, scopes opened, body, scopes closed, end or
 * error.
 */
public interface ScopedCallbackHandler extends CallbackHandler {
    /** Makes something current on this thread for the run. What it throws is logged, and the run goes on without the scope. */
    Scope openScope(Run run);

    /** What {@link #openScope} has made current. */
    interface Scope extends AutoCloseable {
        /** Puts back what was current before. Called once, on the thread that opened the scope. */
        @Override
        void close();
    }
}
