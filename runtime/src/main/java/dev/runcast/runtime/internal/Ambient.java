package dev.runcast.runtime.internal;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current run of each thread, and the scopes that handlers keep open while it is current. */
public final class Ambient {
    private static final Logger log = LoggerFactory.getLogger(ScopedCallbackHandler.class);
    private static final ThreadLocal<@Nullable Attachment> CURRENT = new ThreadLocal<>();

    /** A run that has been started for the function that is called next on this thread. */
    private static final ThreadLocal<@Nullable ActiveRun> STARTED = new ThreadLocal<>();

    private Ambient() {}

    /** Returns the current run of this thread. */
    public static @Nullable ActiveRun current() {
        Attachment attachment = CURRENT.get();
        return attachment == null ? null : attachment.run;
    }

    /** Returns what the current run hands down. */
    public static CallbackManager callbacks() {
        ActiveRun run = current();
        return run == null ? CallbackManager.empty() : run.handedDown();
    }

    /** Returns whether somebody has said what the current run of this thread is, also if that is none. */
    static boolean isKnown() {
        return CURRENT.get() != null;
    }

    /** Makes {@code run} the current one of this thread until the result is closed, or none if it is null. */
    public static Attachment attach(@Nullable ActiveRun run) {
        Attachment previous = CURRENT.get();
        Attachment attachment = new Attachment(run, previous);
        CURRENT.set(attachment);
        boolean isOpen = previous != null && previous.run == run; // and so are its scopes
        if (run != null && !isOpen) {
            attachment.scopes = openScopes(run);
        }
        return attachment;
    }

    /** Makes {@code run} the current one for a program that is to close the result by itself. */
    public static Attachment open(@Nullable ActiveRun run) {
        Attachment attachment = attach(run);
        if (attachment.watch != null) {
            attachment.watch.opened(
                    attachment,
                    "A scope of " + attachment.name() + " is left open. Close it on the thread that opened it, as"
                            + " try (RunContext.Scope scope = …) { … } does.");
        }
        return attachment;
    }

    /** Closes what is open on this thread and among {@code left}, up to what is not. */
    static void closeLeft(Set<?> left) {
        for (Attachment top = CURRENT.get(); top != null && left.contains(top); top = CURRENT.get()) {
            top.close();
        }
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

    /** A run that is current on a thread, or none. To be closed there, and before those that were attached earlier. */
    public static final class Attachment implements AutoCloseable {
        private final @Nullable ActiveRun run;
        private final @Nullable Attachment previous;
        private final Thread thread = Thread.currentThread();
        private final @Nullable StrictWatch watch = StrictWatch.current();
        private List<OpenScope> scopes = List.of();
        private boolean isClosed;

        private Attachment(@Nullable ActiveRun run, @Nullable Attachment previous) {
            this.run = run;
            this.previous = previous;
        }

        private String name() {
            return run == null ? "no run" : "the run " + run;
        }

        /** Leaves the other thread alone when it is called on a wrong one, and says so. */
        @Override
        public void close() {
            if (Thread.currentThread() != thread) {
                report("A scope of " + name() + " was opened on the thread " + thread.getName()
                        + " and closed on another, " + Thread.currentThread().getName()
                        + ", which has no effect. Close it where it was opened.");
                return;
            }
            if (isClosed) {
                return;
            }
            isClosed = true;
            if (watch != null) {
                watch.closed(this);
            }
            Attachment top = CURRENT.get();
            if (top != this) {
                report("A scope of " + name()
                        + " was closed before one that was opened later, and ends with that. Close scopes"
                        + " in reverse order.");
                return;
            }
            while (top != null && top.isClosed) {
                top.closeScopes();
                top = top.previous;
            }
            if (top == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(top);
            }
        }

        private void report(String mistake) {
            if (watch == null) {
                log.warn(mistake);
            } else {
                watch.report(mistake);
            }
        }

        private void closeScopes() {
            for (int i = scopes.size() - 1; i >= 0; i--) {
                OpenScope open = scopes.get(i);
                try {
                    open.scope().close();
                } catch (Throwable failure) {
                    log.warn("Handler {} failed to close a scope", open.handler(), failure);
                }
            }
        }
    }
}
