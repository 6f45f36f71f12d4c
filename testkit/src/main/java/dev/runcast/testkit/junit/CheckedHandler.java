package dev.runcast.testkit.junit;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Hands on to a handler what it hears, and notes what the handler does that it is not to do. */
final class CheckedHandler implements ScopedCallbackHandler {
    private final CallbackHandler handler;
    private final List<AssertionError> faults = new CopyOnWriteArrayList<>();

    CheckedHandler(CallbackHandler handler) {
        this.handler = handler;
    }

    /** Returns a config for root runs with this handler. That they are meant to be such is said for strict mode. */
    RunnableConfig config() {
        return RunnableConfig.builder()
                .detached()
                .addHandler((CallbackHandler) this)
                .build();
    }

    /** Throws what was noted first, with the rest as suppressed. */
    void check() {
        if (!faults.isEmpty()) {
            AssertionError first = faults.get(0);
            faults.stream().skip(1).limit(9).forEach(first::addSuppressed);
            throw first;
        }
    }

    private void call(String what, Runnable call) {
        boolean wasInterrupted = Thread.currentThread().isInterrupted();
        try {
            call.run();
        } catch (Throwable thrown) {
            faults.add(new AssertionError(
                    "The handler " + handler + " threw at the " + what + ": " + thrown
                            + ". A handler is to stand whatever it hears of.",
                    thrown));
        }
        if (wasInterrupted && !Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            faults.add(new AssertionError("The handler " + handler + " cleared the interruption of the thread at the "
                    + what + ". Call Thread.currentThread().interrupt() where an InterruptedException is caught."));
        }
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        call(event.toString(), () -> handler.onRunStart(event));
    }

    @Override
    public void onRunChunk(RunEvent.Chunk event) {
        call(event.toString(), () -> handler.onRunChunk(event));
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        call(event.toString(), () -> handler.onRunEnd(event));
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        call(event.toString(), () -> handler.onRunError(event));
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        call(event.toString(), () -> handler.onCustomEvent(event));
    }

    @Override
    public Scope openScope(Run run) {
        if (!(handler instanceof ScopedCallbackHandler scoped)) {
            return () -> {};
        }
        Scope[] scope = new Scope[1];
        call("opening of a scope of the run " + run, () -> {
            scope[0] = scoped.openScope(run);
            if (scope[0] == null) {
                throw new NullPointerException(
                        "The method openScope returned null. Return a scope, such as one that does nothing.");
            }
        });
        return () -> call("closing of a scope of the run " + run, () -> {
            if (scope[0] != null) {
                scope[0].close();
            }
        });
    }

    @Override
    public UnaryOperator<Runnable> captureContext() {
        List<UnaryOperator<Runnable>> captured = new ArrayList<>();
        if (handler instanceof ScopedCallbackHandler scoped) {
            call(
                    "capturing of its context",
                    () -> captured.add(Objects.requireNonNull(scoped.captureContext(), "the context is null")));
        }
        return captured.isEmpty() ? UnaryOperator.identity() : captured.get(0);
    }

    @Override
    public boolean ignoresRuns(RunType type) {
        return handler.ignoresRuns(type);
    }

    @Override
    public boolean ignoresCustomEvents() {
        return handler.ignoresCustomEvents();
    }
}
