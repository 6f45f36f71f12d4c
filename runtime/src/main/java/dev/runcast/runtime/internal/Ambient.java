package dev.runcast.runtime.internal;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current run of each thread, and the scopes that handlers keep open while it is current. */
public final class Ambient {
    private static final Logger log = LoggerFactory.getLogger(ScopedCallbackHandler.class);
    private static final ThreadLocal<@Nullable ActiveRun> CURRENT = new ThreadLocal<>();

    /** A run that has been started for the function that is called next on this thread. */
    private static final ThreadLocal<@Nullable ActiveRun> STARTED = new ThreadLocal<>();

    private Ambient() {}

    /** Returns the current run of this thread. */
    public static @Nullable ActiveRun current() {
        return CURRENT.get();
    }

    /** Returns what the current run hands down. */
    public static CallbackManager callbacks() {
        ActiveRun run = CURRENT.get();
        return run == null ? CallbackManager.empty() : run.handedDown();
    }

    /** Makes {@code run} the current one of this thread until the result is closed, or none if it is null. */
    public static Attachment attach(@Nullable ActiveRun run) {
        ActiveRun previous = CURRENT.get();
        if (run == previous) {
            return new Attachment(previous, List.of()); // Its scopes are open.
        }
        set(run);
        return new Attachment(previous, run == null ? List.of() : openScopes(run));
    }

    /** Calls a function that opens a run, and is to take this one, which has been started already. */
    static <T extends @Nullable Object> T adopting(ActiveRun started, Callable<T> function) throws Exception {
        STARTED.set(started);
        try {
            return function.call();
        } finally {
            STARTED.remove(); // It may have failed before it opened the run, at a null for a primitive, say.
        }
    }

    /** Returns the run that has been started for the function that this thread is in, if it has been. */
    public static @Nullable ActiveRun takeStarted() {
        ActiveRun run = STARTED.get();
        if (run != null) {
            STARTED.remove();
        }
        return run;
    }

    private static void set(@Nullable ActiveRun run) {
        if (run == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(run);
        }
    }

    private static List<OpenScope> openScopes(ActiveRun run) {
        List<OpenScope> scopes = List.of();
        for (CallbackHandler handler : Delivery.withGlobal(run.handlers())) {
            if (handler instanceof ScopedCallbackHandler scoped) {
                try {
                    OpenScope scope = new OpenScope(scoped, scoped.openScope(run));
                    scopes = scopes.isEmpty() ? new ArrayList<>() : scopes;
                    scopes.add(scope);
                } catch (Throwable failure) {
                    log.warn("Handler {} failed to open a scope for the run {}", scoped, run, failure);
                }
            }
        }
        return scopes;
    }

    private record OpenScope(ScopedCallbackHandler handler, ScopedCallbackHandler.Scope scope) {}

    /** A run that is current on a thread. Closed there, and before those that were attached earlier. */
    public static final class Attachment implements AutoCloseable {
        private final @Nullable ActiveRun previous;
        private final List<OpenScope> scopes;

        private Attachment(@Nullable ActiveRun previous, List<OpenScope> scopes) {
            this.previous = previous;
            this.scopes = scopes;
        }

        @Override
        public void close() {
            for (int i = scopes.size() - 1; i >= 0; i--) {
                OpenScope open = scopes.get(i);
                try {
                    open.scope().close();
                } catch (Throwable failure) {
                    log.warn("Handler {} failed to close a scope", open.handler(), failure);
                }
            }
            set(previous);
        }
    }
}
