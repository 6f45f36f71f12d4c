package dev.runcast.runtime.codegen;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Results;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.AbstractMap.SimpleEntry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    private final SimpleEntry<int[], Ambient.@Nullable Scope> slot;
    private final Ambient.@Nullable Scope previous;

    /** Where the run is among those that nobody can hear, if it is. */
    private final int index;

    /** Null if nobody can hear the run, until its end if somebody has asked for it. */
    private @Nullable ActiveRun run;

    private final List<Ambient.HandlerScope> handlerScopes;

    private RunScope(
            SimpleEntry<int[], Ambient.@Nullable Scope> slot,
            Ambient.@Nullable Scope previous,
            int index,
            @Nullable ActiveRun run,
            List<Ambient.HandlerScope> handlerScopes) {
        this.slot = slot;
        this.previous = previous;
        this.index = index;
        this.run = run;
        this.handlerScopes = handlerScopes;
    }

    /** Reports the start of a run, and makes it the current one of this thread. */
    public static RunScope open(RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input) {
        SimpleEntry<int[], Ambient.@Nullable Scope> slot = Ambient.slot();
        int index = Ambient.enterUnheard(slot, descriptor, config);
        Ambient.Scope previous = slot.getValue();
        ActiveRun run = null;
        List<Ambient.HandlerScope> handlerScopes = List.of();
        if (index < 0) {
            previous = Ambient.top(slot);
            run = ActiveRun.start(descriptor, config, input, false, previous);
            handlerScopes = Ambient.enter(slot, run, previous);
        }
        // The scope is made last: then the JVM needs no barriers for its fields, and inlines this method.
        return new RunScope(slot, previous, index, run, handlerScopes);
    }

    /** Reports the start of a run whose body returns a stage, and makes it the current one of this thread. */
    public static RunScope openAsync(RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input) {
        SimpleEntry<int[], Ambient.@Nullable Scope> slot = Ambient.slot();
        Ambient.Scope previous = Ambient.top(slot);
        ActiveRun run = ActiveRun.start(descriptor, config, input, true, previous);
        return new RunScope(slot, previous, -1, run, Ambient.enter(slot, run, previous));
    }

    /** Returns the run, which is made now if nobody has asked for it. */
    private ActiveRun run() {
        ActiveRun known = run;
        return known == null ? Ambient.entered(slot, index) : known;
    }

    // These two are as short as they are, and fail(…) is shorter, for the compiler of Java 17. It puts into a method
    // what that has never called only if it is short, and else needs a place on the heap for the scope wherever a
    // method may throw.

    private @Nullable ActiveRun left() {
        return Ambient.leave(slot, run, index, previous, handlerScopes);
    }

    private void leave(@Nullable Throwable error) {
        ActiveRun left = left();
        if (left != null) {
            run = left;
            if (error != null) {
                left.fail(error);
            }
        }
    }

    /** Returns the config for the runs below this one. */
    public RunnableConfig config() {
        return run().childConfig();
    }

    /** Returns the sink for the events of this run. */
    public EventSink events() {
        return ActiveRun.sink(run);
    }

    /** Reports the end of the run. */
    public void succeed(@Nullable Object output) {
        leave(null);
        if (run != null) {
            run.succeed(output);
        }
    }

    /**
     * Reports the end or error of the run when {@code output} completes. If the method returned null, the run fails.
     *
     * @return a future that completes as {@code output} does, after the end was reported. Cancelling it cancels {@code output}
     */
    public <T> CompletableFuture<T> succeedWhenDone(CompletionStage<T> output) {
        ActiveRun ending = run();
        leave(null);
        return RunReports.endWhenDone(ending, Results.orFailed(output, ending));
    }

    /** Reports that the run failed. Does not throw. */
    public void fail(Throwable error) {
        leave(error);
    }
}
