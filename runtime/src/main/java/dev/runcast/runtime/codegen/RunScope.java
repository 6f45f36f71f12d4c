package dev.runcast.runtime.codegen;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Results;
import dev.runcast.runtime.engine.run.RunReports;
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
 *
 * @since 0.1
 */
public final class RunScope {
    private final ActiveRun run;
    private final @Nullable Object[] slot;
    private final Ambient.@Nullable Scope previous;
    private final List<Ambient.HandlerScope> handlerScopes;

    private RunScope(ActiveRun run, @Nullable Object[] slot) {
        this.run = run;
        this.slot = slot;
        this.previous = Ambient.top(slot);
        this.handlerScopes = Ambient.enter(slot, run);
    }

    private static RunScope open(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async) {
        @Nullable Object[] slot = Ambient.slot();
        return new RunScope(ActiveRun.start(descriptor, config, input, async, slot), slot);
    }

    private void leave() {
        Ambient.leave(slot, run, previous, handlerScopes);
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
        run.succeed(output);
    }

    /**
     * Reports the end or error of the run when {@code output} is complete. A method that returned null has failed.
     *
     * @return a future that completes as {@code output} does, after the end was reported; cancelling it cancels {@code output}
     */
    public <T> CompletableFuture<T> succeedWhenDone(CompletionStage<T> output) {
        leave();
        return RunReports.endWhenDone(run, Results.orFailed(output, run));
    }

    /** Reports that the run failed. Does not throw. */
    public void fail(Throwable error) {
        leave();
        run.fail(error);
    }
}
