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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A run that is open on this thread. Generated code opens it before it calls the annotated method, and ends it on the same thread by
 * exactly one of {@link #succeed}, {@link #succeedWhenDone} and {@link #fail}.
 *
 * <p>It does not implement {@link AutoCloseable}: a {@code try} with resources closes before {@code catch}, and could not report the
 * error.
 *
 * @since 0.1
 */
public final class RunScope {
    private final ActiveRun run;
    private final AtomicReference<Ambient.@Nullable Scope> slot;
    private final Ambient.@Nullable Scope previous;
    private final List<Ambient.HandlerScope> handlerScopes;

    private RunScope(
            ActiveRun run,
            AtomicReference<Ambient.@Nullable Scope> slot,
            Ambient.@Nullable Scope previous,
            List<Ambient.HandlerScope> handlerScopes) {
        this.run = run;
        this.slot = slot;
        this.previous = previous;
        this.handlerScopes = handlerScopes;
    }

    private static RunScope open(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, boolean async) {
        AtomicReference<Ambient.@Nullable Scope> slot = Ambient.slot();
        Ambient.Scope previous = Ambient.top(slot);
        ActiveRun run = ActiveRun.start(descriptor, config, input, async, previous);
        List<Ambient.HandlerScope> handlerScopes = Ambient.enter(slot, run, previous);
        // The scope is made last: then the JVM needs no barriers for its fields, and inlines this method.
        return new RunScope(run, slot, previous, handlerScopes);
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
        return run.events();
    }

    /** Reports the end of the run. */
    public void succeed(@Nullable Object output) {
        leave();
        run.succeed(output);
    }

    /**
     * Reports the end or error of the run when {@code output} completes. If the method returned null, the run fails.
     *
     * @return a future that completes as {@code output} does, after the end was reported. Cancelling it cancels {@code output}
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
