package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The current run of each thread, and the scopes that handlers keep open while it is current. */
public final class Ambient {
    private static final Logger log = LoggerFactory.getLogger(ScopedCallbackHandler.class);

    /**
     * What is current on each thread: the numbers of {@link UnheardRuns}, and what was current before these. The entry is of a class of
     * the JDK, which keeps no class loader alive when threads outlive a program's, is used by one thread only, and is looked up once for
     * the opening and closing of a run.
     */
    private static final ThreadLocal<SimpleEntry<int[], @Nullable Scope>> SLOT =
            ThreadLocal.withInitial(() -> new SimpleEntry<>(UnheardRuns.none(), null));

    private static final List<HandlerScope> NO_SCOPES = List.of();

    private Ambient() {}

    /** What is current on a thread: a run, runs, that there is none, or a scope that a program opened. A class, since that is told faster. */
    public abstract static sealed class Scope permits ActiveRun, UnheardRuns, NoRun, OpenedScope {
        /** Returns the run. */
        abstract @Nullable ActiveRun run();
    }

    /** Says that there is no current run, which is more than that nobody has said anything. */
    private static final class NoRun extends Scope {
        static final NoRun INSTANCE = new NoRun();

        @Override
        @Nullable
        ActiveRun run() {
            return null;
        }
    }

    /** Returns the slot of this thread. */
    public static SimpleEntry<int[], @Nullable Scope> slot() {
        return SLOT.get();
    }

    /** Returns what is current on a thread, or null if nobody has said anything. */
    public static @Nullable Scope top(SimpleEntry<int[], @Nullable Scope> slot) {
        if (UnheardRuns.areNumbers(slot.getKey())) {
            UnheardRuns.make(slot);
        }
        return slot.getValue();
    }

    /** Returns what is current on this thread, or null if nobody has said anything. */
    public static @Nullable Scope top() {
        return top(SLOT.get());
    }

    /** Returns the current run of this thread. */
    public static @Nullable ActiveRun current() {
        return runOf(top());
    }

    /** Returns the current run of the thread with this slot. */
    public static @Nullable ActiveRun current(SimpleEntry<int[], @Nullable Scope> slot) {
        return runOf(top(slot));
    }

    /** Returns whether there is a current run that nobody can hear and nobody has asked for. */
    public static boolean isUnheard(SimpleEntry<int[], @Nullable Scope> slot) {
        return UnheardRuns.areNumbers(slot.getKey());
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
        SimpleEntry<int[], @Nullable Scope> slot = SLOT.get();
        return attach(run, slot, top(slot));
    }

    /** Makes {@code run} the current one after {@code previous}, of the thread with this slot, until the result is closed. */
    public static Attachment attach(
            @Nullable ActiveRun run, SimpleEntry<int[], @Nullable Scope> slot, @Nullable Scope previous) {
        Scope scope = run == null ? NoRun.INSTANCE : run;
        slot.setValue(scope);
        List<HandlerScope> handlerScopes = openHandlerScopes(run, previous);
        return new Attachment(slot, scope, previous, handlerScopes);
    }

    /**
     * Makes {@code run} the current one after {@code previous}, of the thread with this slot, until {@link #leave}.
     *
     * @return the scopes of handlers that were opened for it
     */
    public static List<HandlerScope> enter(
            SimpleEntry<int[], @Nullable Scope> slot, ActiveRun run, @Nullable Scope previous) {
        slot.setValue(run);
        return openHandlerScopes(run, previous);
    }

    /**
     * Starts a run that nobody can hear, and makes it the current one of the thread with this slot until {@link #leave}.
     *
     * @param runnable a constant of the class that calls
     * @return which of the thread's such runs it is, or -1 if somebody might hear it, and nothing was done
     */
    public static int enterUnheard(
            SimpleEntry<int[], @Nullable Scope> slot, RunnableDescriptor runnable, RunnableConfig config) {
        return config == RunnableConfig.empty() && ActiveRun.isUnwatched() // as it is for most wrappers
                ? UnheardRuns.open(slot.getKey(), RunnableNumbers.of(runnable), slot.getValue())
                : -1;
    }

    /** Returns a run that was entered as one that nobody can hear, which is made now if nobody has asked for it. */
    public static ActiveRun entered(SimpleEntry<int[], @Nullable Scope> slot, int index) {
        return Objects.requireNonNull(madeUnheard(top(slot), index)).get(index);
    }

    /** Returns the runs that one which nobody can hear is among, or null if they are below a run that was never left. */
    private static @Nullable UnheardRuns madeUnheard(@Nullable Scope top, int index) {
        Scope scope = top;
        while (!(scope instanceof UnheardRuns runs && runs.has(index))) {
            if (scope instanceof OpenedScope opened) {
                scope = opened.previous;
            } else if (scope instanceof UnheardRuns inner) {
                scope = inner.previous();
            } else {
                return null;
            }
        }
        return (UnheardRuns) scope;
    }

    /**
     * Makes what was current before a run the current one again. What a program has left open meanwhile ends.
     *
     * @param run null if it was entered as one that nobody can hear, at {@code index}
     * @return the run, or null if it was never made
     */
    public static @Nullable ActiveRun leave(
            SimpleEntry<int[], @Nullable Scope> slot,
            @Nullable ActiveRun run,
            int index,
            @Nullable Scope previous,
            List<HandlerScope> handlerScopes) {
        if (run == null) {
            return UnheardRuns.close(slot.getKey(), index) ? null : leaveMade(slot, index, previous);
        }
        leave(slot, run, previous, handlerScopes);
        return run;
    }

    private static @Nullable ActiveRun leaveMade(
            SimpleEntry<int[], @Nullable Scope> slot, int index, @Nullable Scope previous) {
        UnheardRuns made = madeUnheard(slot.getValue(), index);
        if (made == null) { // An error of the JVM, such as a stack overflow, has kept a run from being left.
            UnheardRuns.closeFrom(slot.getKey(), index);
            returnTo(previous, slot);
            return null;
        }
        ActiveRun run = made.get(index);
        endLeftOpen(slot, made, run);
        made.close(slot, index);
        return run;
    }

    /** Makes what was current before {@code scope} the current one again. What a program has left open meanwhile ends. */
    private static void leave(
            SimpleEntry<int[], @Nullable Scope> slot,
            Scope scope,
            @Nullable Scope previous,
            List<HandlerScope> handlerScopes) {
        // No loops here, which would keep the JVM from doing without the object that holds all this.
        if (slot.getValue() != scope || UnheardRuns.areNumbers(slot.getKey())) {
            endLeftOpen(slot, scope, scope.run());
        }
        if (handlerScopes != NO_SCOPES) {
            closeHandlerScopes(handlerScopes);
        }
        returnTo(previous, slot);
    }

    /** Makes what was current before the current one again, or what was before that if it was closed meanwhile. */
    static void returnTo(@Nullable Scope previous, SimpleEntry<int[], @Nullable Scope> slot) {
        slot.setValue(previous);
        if (previous instanceof OpenedScope below && below.isClosed) {
            below.end();
        }
    }

    /** Makes {@code run} the current one for a program that is to close the result by itself. */
    public static OpenedScope open(@Nullable ActiveRun run) {
        SimpleEntry<int[], @Nullable Scope> slot = SLOT.get();
        OpenedScope scope = new OpenedScope(run, top(slot), slot);
        slot.setValue(scope);
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
        SimpleEntry<int[], @Nullable Scope> slot = SLOT.get();
        while (slot.getValue() instanceof OpenedScope scope && left.contains(scope)) {
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

    /** Ends what was opened after {@code scope} and left open, since {@code run} is left. */
    private static void endLeftOpen(SimpleEntry<int[], @Nullable Scope> slot, Scope scope, @Nullable ActiveRun run) {
        UnheardRuns.closeNumbers(slot.getKey());
        while (slot.getValue() != scope) {
            if (slot.getValue() instanceof OpenedScope left) {
                left.endWith(run);
            } else if (slot.getValue() instanceof UnheardRuns left) {
                left.close(slot, 0);
            } else {
                return;
            }
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
        private final SimpleEntry<int[], @Nullable Scope> slot;
        private final Scope scope;
        private final @Nullable Scope previous;
        private final List<HandlerScope> handlerScopes;

        private Attachment(
                SimpleEntry<int[], @Nullable Scope> slot,
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
    public static final class OpenedScope extends Scope implements AutoCloseable {
        private final @Nullable ActiveRun run;
        private final @Nullable StrictWatch watch = StrictWatch.current();
        private final Thread thread = Thread.currentThread();
        private final @Nullable Scope previous;
        private final SimpleEntry<int[], @Nullable Scope> slot;
        private List<HandlerScope> handlerScopes = NO_SCOPES;
        private boolean isClosed;

        private OpenedScope(
                @Nullable ActiveRun run, @Nullable Scope previous, SimpleEntry<int[], @Nullable Scope> slot) {
            this.run = run;
            this.previous = previous;
            this.slot = slot;
        }

        @Override
        @Nullable
        ActiveRun run() {
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
            if (top(slot) == this) { // What is opened later is made, and so ends this when it is left.
                end();
            } else {
                reportWrongOrder(watch, run);
            }
        }

        /** Ends with one that was opened earlier, which closes without waiting for this. */
        private void endWith(@Nullable ActiveRun earlier) {
            if (!isClosed) {
                isClosed = true;
                if (watch != null) {
                    watch.closed(this);
                }
                reportWrongOrder(watch, earlier);
            }
            end();
        }

        /** Ends, and with it those below it that were closed too early. */
        private void end() {
            closeHandlerScopes(handlerScopes);
            returnTo(previous, slot);
        }
    }
}
