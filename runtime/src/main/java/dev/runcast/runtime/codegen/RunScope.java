package dev.runcast.runtime.codegen;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.internal.ActiveRun;
import dev.runcast.runtime.internal.Ambient;
import dev.runcast.runtime.internal.RunFuture;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A run that is open on this thread. Opened before the annotated method is called, and ended after it by exactly one of
 * {@link #succeed}, {@link #succeedWhenDone} and {@link #fail}, on the same thread.
 *
 * <p>It is no {@link AutoCloseable}, since a {@code try} with resources closes before {@code catch} and could not report the
 * error.
 */
public final class RunScope {
    private final ActiveRun run;
    private final @Nullable Object[] slots;
    private final Ambient.@Nullable Scope previous;
    private final List<Ambient.HandlerScope> handlerScopes;

    /** Whether whoever started the run reports its end: it is part of a stream, and does not end with the method. */
    private final boolean isStreamed;

    private RunScope(ActiveRun run, @Nullable Object[] slots, boolean isStreamed) {
        this.run = run;
        this.isStreamed = isStreamed;
        this.slots = slots;
        this.previous = Ambient.top(slots);
        this.handlerScopes = Ambient.enter(slots, run);
    }

    private static RunScope open(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async) {
        @Nullable Object[] slots = Ambient.slots();
        ActiveRun started = Ambient.takeStarted(slots);
        // One place where the scope is made, so that the JVM can do without it.
        ActiveRun run = started == null ? ActiveRun.start(descriptor, config, input, async, slots) : started;
        return new RunScope(run, slots, started != null);
    }

    private void leave() {
        Ambient.leave(slots, run, previous, handlerScopes);
    }

    /** Reports the start of a run, and makes it the current one of this thread. */
    public static RunScope open(RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input) {
        return open(descriptor, config, input, false);
    }

    /** Reports the start of a run whose body returns a stage, and makes it the current one of this thread. */
    public static RunScope openAsync(RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input) {
        return open(descriptor, config, input, true);
    }

    /** Returns the config for the runs below this one. */
    public RunnableConfig config() {
        return run.childConfig();
    }

    /** Returns the sink for the events of this run. */
    public EventSink events() {
        return run;
    }

    /** Reports that the run ended well. */
    public void succeed(@Nullable Object output) {
        leave();
        if (!isStreamed) {
            run.succeed(output);
        }
    }

    /**
     * Reports the end or error of the run when {@code output} is complete. A method that returned null has failed.
     *
     * @return a future that completes as {@code output} does, after the end was reported; cancelling it cancels {@code output}
     */
    public <T> CompletableFuture<T> succeedWhenDone(CompletionStage<T> output) {
        leave();
        CompletionStage<T> stage = nonNull(output, run);
        return isStreamed ? RunFuture.of(stage) : run.succeedWhenDone(stage);
    }

    /** Reports that the run failed. Does not throw. */
    public void fail(Throwable error) {
        leave();
        if (!isStreamed) {
            run.fail(error);
        }
    }

    /** Returns what a method returned that promises a stage and may still return null. */
    static <T> CompletionStage<T> nonNull(@Nullable CompletionStage<T> stage, ActiveRun run) {
        return stage == null
                ? CompletableFuture.failedFuture(new NullPointerException("The asynchronous run \"" + run.name()
                        + "\" returned null. Return a stage, such as an already completed one."))
                : stage;
    }
}
