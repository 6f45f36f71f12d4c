package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current run of each thread, and the scopes that handlers keep open while it is current. */
public final class Ambient {
    private static final Logger log = LoggerFactory.getLogger(ScopedCallbackHandler.class);

    /**
     * What is current on each thread. The reference is of a class of the JDK, which keeps no class loader alive when threads outlive a
     * program's, is used by one thread only, and is looked up once for the opening and closing of a run.
     */
    private static final ThreadLocal<AtomicReference<@Nullable Scope>> SLOT =
            ThreadLocal.withInitial(AtomicReference::new);

    private static final List<HandlerScope> NO_SCOPES = List.of();

    private Ambient() {}

    /** What is current on a thread: a run, that there is none, or a scope that a program opened. */
    public sealed interface Scope permits ActiveRun, NoRun, OpenedScope {
        /** Returns the run. */
        @Nullable
        ActiveRun run();
    }

    /** Says that there is no current run, which is more than that nobody has said anything. */
    private record NoRun() implements Scope {
        static final NoRun INSTANCE = new NoRun();

        @Override
        public @Nullable ActiveRun run() {
            return null;
        }
    }

    /** Returns the slot of this thread. */
    public static AtomicReference<@Nullable Scope> slot() {
        return SLOT.get();
    }

    /** Returns what is current on a thread, or null if nobody has said anything. */
    public static @Nullable Scope top(AtomicReference<@Nullable Scope> slot) {
        return slot.getPlain();
    }

    /** Returns what is current on this thread, or null if nobody has said anything. */
    public static @Nullable Scope top() {
        return top(SLOT.get());
    }

    /** Returns the current run of this thread. */
    public static @Nullable ActiveRun current() {
        return runOf(top());
    }

    static @Nullable ActiveRun runOf(@Nullable Scope scope) {
        return scope == null ? null : scope.run();
    }

    /** Returns what the current run hands down. */
    public static Callbacks callbacks() {
        ActiveRun run = current();
        return run == null ? Callbacks.empty() : run.handedDown();
    }

    /** Returns what a run that is started with this config on this thread inherits and what the config adds to that. */
    public static Callbacks callbacks(RunnableConfig config) {
        Callbacks inherited = (Callbacks) config.callbacks().orElseGet(Ambient::callbacks);
        return inherited.and((Callbacks) config.additions(), config.configurable());
    }

    /** Makes {@code run} the current one of this thread until the result is closed, or none if it is null. */
    public static Attachment attach(@Nullable ActiveRun run) {
        AtomicReference<@Nullable Scope> slot = SLOT.get();
        return attach(run, slot, top(slot));
    }

    /** Makes {@code run} the current one after {@code previous}, of the thread with this slot, until the result is closed. */
    public static Attachment attach(
            @Nullable ActiveRun run, AtomicReference<@Nullable Scope> slot, @Nullable Scope previous) {
        Scope scope = run == null ? NoRun.INSTANCE : run;
        slot.setPlain(scope);
        List<HandlerScope> handlerScopes = openHandlerScopes(run, previous);
        return new Attachment(slot, scope, previous, handlerScopes);
    }

    /**
     * Makes {@code run} the current one after {@code previous}, of the thread with this slot, until {@link #leave}.
     *
     * @return the scopes of handlers that were opened for it
     */
    public static List<HandlerScope> enter(
            AtomicReference<@Nullable Scope> slot, ActiveRun run, @Nullable Scope previous) {
        slot.setPlain(run);
        return openHandlerScopes(run, previous);
    }

    /** Makes what was current before {@code scope} the current one again. What a program has left open meanwhile ends. */
    public static void leave(
            AtomicReference<@Nullable Scope> slot,
            Scope scope,
            @Nullable Scope previous,
            List<HandlerScope> handlerScopes) {
        // No loops here, which would keep the JVM from doing without the object that holds all this.
        if (slot.getPlain() != scope) {
            endLeftOpen(slot, scope);
        }
        if (handlerScopes != NO_SCOPES) {
            closeHandlerScopes(handlerScopes);
        }
        slot.setPlain(previous);
    }

    /** Makes {@code run} the current one for a program that is to close the result by itself. */
    public static OpenedScope open(@Nullable ActiveRun run) {
        AtomicReference<@Nullable Scope> slot = SLOT.get();
        OpenedScope scope = new OpenedScope(run, top(slot), slot);
        slot.setPlain(scope);
        scope.handlerScopes = openHandlerScopes(run, scope.previous);
        if (scope.watch != null) {
            scope.watch.opened(
                    scope,
                    "A scope of " + nameOf(run) + " is left open. Close it on the thread that opened it, as"
                            + " try (RunContext.Scope scope = …) { … } does.");
        }
        return scope;
    }

    /** Closes what is open on this thread and among {@code left}, up to what is not. */
    static void closeLeft(Set<?> left) {
        AtomicReference<@Nullable Scope> slot = SLOT.get();
        while (slot.getPlain() instanceof OpenedScope scope && left.contains(scope)) {
            scope.close();
        }
    }

    /** Opens the scopes of handlers for a run that becomes current, unless it was. */
    private static List<HandlerScope> openHandlerScopes(@Nullable ActiveRun run, @Nullable Scope previous) {
        if (run == null || runOf(previous) == run) {
            return NO_SCOPES;
        }
        List<ScopedCallbackHandler> handlers = run.scopedHandlers();
        return handlers.isEmpty() ? NO_SCOPES : openHandlerScopes(run, handlers);
    }

    private static List<HandlerScope> openHandlerScopes(ActiveRun run, List<ScopedCallbackHandler> handlers) {
        List<HandlerScope> scopes = new ArrayList<>();
        for (ScopedCallbackHandler handler : handlers) {
            if (HandlerFailures.isSetAside(handler)) {
                continue;
            }
            try {
                scopes.add(new HandlerScope(handler, handler.openScope(run)));
            } catch (Throwable failure) {
                Delivery.logFailure(failure, "Handler {} failed to open a scope for the run {}", handler, run);
            }
        }
        return scopes;
    }

    private static void closeHandlerScopes(List<HandlerScope> scopes) {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            HandlerScope open = scopes.get(i);
            try {
                open.scope().close();
            } catch (Throwable failure) {
                Delivery.logFailure(failure, "Handler {} failed to close a scope", open.handler(), null);
            }
        }
    }

    private static void endLeftOpen(AtomicReference<@Nullable Scope> slot, Scope scope) {
        while (slot.getPlain() != scope && slot.getPlain() instanceof OpenedScope left) {
            left.endWith(scope);
        }
    }

    private static String nameOf(@Nullable ActiveRun run) {
        return run == null ? "no run" : "the run " + run;
    }

    private static void reportWrongOrder(@Nullable StrictWatch watch, @Nullable ActiveRun run) {
        report(
                watch,
                "A scope of " + nameOf(run)
                        + " was closed before one that was opened later, and ends with that. Close scopes"
                        + " in reverse order.");
    }

    private static void report(@Nullable StrictWatch watch, String mistake) {
        if (watch == null) {
            log.warn(mistake);
        } else {
            watch.report(mistake);
        }
    }

    /** The scope of a handler, which is open while a run is current. */
    public record HandlerScope(ScopedCallbackHandler handler, ScopedCallbackHandler.Scope scope) {}

    /**
     * That a run is current for as long as a call lasts. To be closed where it was opened, in a {@code finally}: it has no place on
     * the heap if it is not kept.
     */
    public static final class Attachment implements AutoCloseable {
        private final AtomicReference<@Nullable Scope> slot;
        private final Scope scope;
        private final @Nullable Scope previous;
        private final List<HandlerScope> handlerScopes;

        private Attachment(
                AtomicReference<@Nullable Scope> slot,
                Scope scope,
                @Nullable Scope previous,
                List<HandlerScope> handlerScopes) {
            this.slot = slot;
            this.scope = scope;
            this.previous = previous;
            this.handlerScopes = handlerScopes;
        }

        /** Makes what was current before the current one again. */
        @Override
        public void close() {
            leave(slot, scope, previous, handlerScopes);
        }
    }

    /** A run that a program made current on a thread, or none. To be closed there, and before those that were opened earlier. */
    public static final class OpenedScope implements AutoCloseable, Scope {
        private final @Nullable ActiveRun run;
        private final @Nullable StrictWatch watch = StrictWatch.current();
        private final Thread thread = Thread.currentThread();
        private final @Nullable Scope previous;
        private final AtomicReference<@Nullable Scope> slot;
        private List<HandlerScope> handlerScopes = NO_SCOPES;
        private boolean isClosed;

        private OpenedScope(@Nullable ActiveRun run, @Nullable Scope previous, AtomicReference<@Nullable Scope> slot) {
            this.run = run;
            this.previous = previous;
            this.slot = slot;
        }

        @Override
        public @Nullable ActiveRun run() {
            return run;
        }

        /** Leaves the other thread alone when it is called on a wrong one, and says so. */
        @Override
        public void close() {
            if (Thread.currentThread() != thread) {
                report(
                        watch,
                        "A scope of " + nameOf(run) + " was opened on the thread " + thread.getName()
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
            if (slot.getPlain() == this) {
                end();
            } else {
                reportWrongOrder(watch, run);
            }
        }

        /** Ends with one that was opened earlier, which closes without waiting for this. */
        private void endWith(Scope earlier) {
            if (!isClosed) {
                isClosed = true;
                if (watch != null) {
                    watch.closed(this);
                }
                reportWrongOrder(watch, earlier.run());
            }
            end();
        }

        /** Ends, and with it those below it that were closed too early. */
        private void end() {
            closeHandlerScopes(handlerScopes);
            slot.setPlain(previous);
            if (previous instanceof OpenedScope below && below.isClosed) {
                below.end();
            }
        }
    }
}
