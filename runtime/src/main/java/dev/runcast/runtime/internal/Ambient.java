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

    /**
     * What is current on each thread, and a run that has been started for the function that is called next on it. An array, which
     * keeps no class loader alive when threads outlive a program's, and is looked up once for the opening and closing of a run.
     */
    private static final ThreadLocal<@Nullable Object[]> SLOTS = ThreadLocal.withInitial(() -> new Object[2]);

    private static final int TOP = 0;
    private static final int STARTED = 1;

    private Ambient() {}

    /** That a run, or none, is current on a thread. */
    sealed interface Scope permits ActiveRun, Attachment {
        /** Returns the run. */
        @Nullable
        ActiveRun run();

        /** Returns what was current before. */
        @Nullable
        Scope previous();

        /** Returns whether it was closed while a later one was still open. */
        boolean isClosed();

        /** Returns the scopes of handlers that are open as long as this one. */
        List<OpenScope> handlerScopes();

        /** Says that it is no longer on the stack of its thread. */
        void left();
    }

    /** Returns the slots of this thread, for {@link #top}, {@link #enter} and {@link #leave}. */
    public static @Nullable Object[] slots() {
        return SLOTS.get();
    }

    /** Returns what is current on a thread. */
    static @Nullable Scope top(@Nullable Object[] slots) {
        return (Scope) slots[TOP];
    }

    private static @Nullable Scope top() {
        return top(SLOTS.get());
    }

    /** Returns the current run of this thread. */
    public static @Nullable ActiveRun current() {
        Scope top = top();
        return top == null ? null : top.run();
    }

    /** Returns what the current run hands down. */
    public static CallbackManager callbacks() {
        ActiveRun run = current();
        return run == null ? CallbackManager.empty() : run.handedDown();
    }

    /** Returns whether somebody has said what the current run of this thread is, also if that is none. */
    static boolean isKnown() {
        return top() != null;
    }

    /**
     * Makes a run that was started here, on top of what is current, the current one until {@link #leave}. It is its own scope, since
     * most runs are current only on the thread that started them.
     */
    public static void enter(@Nullable Object[] slots, ActiveRun run) {
        slots[TOP] = run;
        run.openHandlerScopes();
    }

    /** Makes what was current before a run the current one again. */
    public static void leave(@Nullable Object[] slots, ActiveRun run) {
        if (slots[TOP] == run) {
            pop(slots, run);
        } else {
            run.closedTooEarly();
        }
    }

    /** Takes a scope from the stack, and those below it that were closed too early. */
    private static void pop(@Nullable Object[] slots, Scope scope) {
        Scope top = scope;
        do {
            closeHandlerScopes(top.handlerScopes());
            Scope previous = top.previous();
            top.left();
            top = previous;
        } while (top != null && top.isClosed());
        slots[TOP] = top;
    }

    /** Makes {@code run} the current one of this thread until the result is closed, or none if it is null. */
    public static Attachment attach(@Nullable ActiveRun run) {
        @Nullable Object[] slots = SLOTS.get();
        Scope previous = top(slots);
        Attachment attachment = new Attachment(run, previous, slots);
        slots[TOP] = attachment;
        boolean isOpen = previous != null && previous.run() == run; // and so are its scopes
        if (run != null && !isOpen && run.isHeard()) {
            attachment.handlerScopes = handlerScopesOf(run);
        }
        return attachment;
    }

    /** Makes {@code run} the current one for a program that is to close the result by itself. */
    public static Attachment open(@Nullable ActiveRun run) {
        Attachment attachment = attach(run);
        if (attachment.watch != null) {
            attachment.watch.opened(
                    attachment,
                    "A scope of " + nameOf(run) + " is left open. Close it on the thread that opened it, as"
                            + " try (RunContext.Scope scope = …) { … } does.");
        }
        return attachment;
    }

    /** Closes what is open on this thread and among {@code left}, up to what is not. */
    static void closeLeft(Set<?> left) {
        for (Scope top = top(); top instanceof Attachment attachment && left.contains(top); top = top()) {
            attachment.close();
        }
    }

    /** Calls a function that opens a run, and is to take this one, which has been started already. */
    static <T extends @Nullable Object> T adopting(ActiveRun started, Callable<T> function) throws Exception {
        @Nullable Object[] slots = SLOTS.get();
        slots[STARTED] = started;
        try {
            return function.call();
        } finally {
            slots[STARTED] = null; // It may have failed before it opened the run, at a null for a primitive, say.
        }
    }

    /** Returns the run that has been started for the function that this thread is in, if it has been. */
    public static @Nullable ActiveRun takeStarted(@Nullable Object[] slots) {
        ActiveRun run = (ActiveRun) slots[STARTED];
        if (run != null) {
            slots[STARTED] = null;
        }
        return run;
    }

    /** Opens the scopes of handlers for a run that becomes current. */
    static List<OpenScope> handlerScopesOf(ActiveRun run) {
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

    private static void closeHandlerScopes(List<OpenScope> scopes) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            OpenScope open = scopes.get(i);
            try {
                open.scope().close();
            } catch (Throwable failure) {
                log.warn("Handler {} failed to close a scope", open.handler(), failure);
            }
        }
    }

    /** Reports a mistake in the use of scopes. */
    static void report(@Nullable StrictWatch watch, String mistake) {
        if (watch == null) {
            log.warn(mistake);
        } else {
            watch.report(mistake);
        }
    }

    static String closedTooEarly(@Nullable ActiveRun run) {
        return "A scope of " + nameOf(run)
                + " was closed before one that was opened later, and ends with that. Close scopes"
                + " in reverse order.";
    }

    private static String nameOf(@Nullable ActiveRun run) {
        return run == null ? "no run" : "the run " + run;
    }

    /** The scope of a handler, to be closed when the run is no longer current. */
    record OpenScope(ScopedCallbackHandler handler, ScopedCallbackHandler.Scope scope) {}

    /** A run that is current on a thread, or none. To be closed there, and before those that were attached earlier. */
    public static final class Attachment implements AutoCloseable, Scope {
        private final @Nullable ActiveRun run;
        private final @Nullable StrictWatch watch = StrictWatch.current();
        private @Nullable Scope previous;
        private @Nullable Thread thread = Thread.currentThread();
        private @Nullable Object @Nullable [] slots;
        private List<OpenScope> handlerScopes = List.of();
        private boolean isClosed;

        private Attachment(@Nullable ActiveRun run, @Nullable Scope previous, @Nullable Object[] slots) {
            this.run = run;
            this.previous = previous;
            this.slots = slots;
        }

        /** Leaves the other thread alone when it is called on a wrong one, and says so. */
        @Override
        public void close() {
            Thread opener = thread;
            @Nullable Object[] stack = slots;
            if (opener == null || stack == null) {
                return; // It has been closed.
            }
            if (Thread.currentThread() != opener) {
                report(
                        watch,
                        "A scope of " + nameOf(run) + " was opened on the thread " + opener.getName()
                                + " and closed on another, "
                                + Thread.currentThread().getName()
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
            if (stack[TOP] == this) {
                pop(stack, this);
            } else {
                report(watch, closedTooEarly(run));
            }
        }

        @Override
        public @Nullable ActiveRun run() {
            return run;
        }

        @Override
        public @Nullable Scope previous() {
            return previous;
        }

        @Override
        public boolean isClosed() {
            return isClosed;
        }

        @Override
        public List<OpenScope> handlerScopes() {
            return handlerScopes;
        }

        /** Runs keep the scope that they were started in, which is not to keep its thread. */
        @Override
        public void left() {
            previous = null;
            thread = null;
            slots = null;
            handlerScopes = List.of();
        }
    }
}
