package dev.runcast.runtime.context;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Callbacks;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The current run of a thread, taken along to others.
 *
 * <p>Emitters and configs that a method was given know their run and work on any thread as they are. What is here is for code
 * that relies on the current run: events that are dispatched without a config, and runnables that are called without one.
 *
 * <p>Immutable; a captured context may be used on any number of threads, also when the run has ended.
 *
 * @since 0.1
 */
public final class RunContext {
    private static final RunContext EMPTY = new RunContext(null);

    private final @Nullable ActiveRun run;

    private RunContext(@Nullable ActiveRun run) {
        this.run = run;
    }

    /** Returns the run that is current on this thread, or nothing outside every run. */
    public static Optional<Run> currentRun() {
        return Optional.ofNullable(Ambient.current());
    }

    /** Returns the context without a current run. */
    public static RunContext empty() {
        return EMPTY;
    }

    /** Returns the context of this thread. Outside every run, work that is wrapped with it has no current run. */
    public static RunContext capture() {
        return new RunContext(Ambient.current());
    }

    /** Returns the run of this context, or nothing if it has none. */
    public Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    /** Returns what the run of this context hands down to the runs below it; without a run, the manager that has nothing. */
    public CallbackManager callbacks() {
        return run == null ? Callbacks.empty() : run.handedDown();
    }

    /**
     * Makes this context that of the current thread, until the result is closed. For bridges to other ways of carrying a context, and
     * for code that cannot be wrapped:
     *
     * <pre>{@code
     * try (RunContext.Scope scope = context.makeCurrent()) {
     *   CustomEvents.dispatch("progress", 1);
     * }
     * }</pre>
     */
    public Scope makeCurrent() {
        return Ambient.open(run)::close;
    }

    /**
     * That a context is the current one of a thread. To be closed on that thread, before scopes that were opened earlier. Closed on
     * another thread it has no effect; closed too early it ends with the scopes that were opened later. Both are logged as a
     * warning. Closing twice has no effect.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        /** Makes the context before the current one again. */
        @Override
        void close();
    }

    /** Returns the run of the context. */
    @Override
    public String toString() {
        return "context of " + (run == null ? "no run" : "the run " + run);
    }

    /** Returns {@code task} so that it runs in this context. */
    public Runnable wrap(Runnable task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            Ambient.Attachment attachment = Ambient.attach(run);
            try {
                task.run();
            } finally {
                attachment.close();
            }
        };
    }

    /** Returns {@code task} so that it runs in this context. */
    public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        Objects.requireNonNull(task, "task");
        return () -> {
            Ambient.Attachment attachment = Ambient.attach(run);
            try {
                return task.call();
            } finally {
                attachment.close();
            }
        };
    }

    /** Returns {@code supplier} so that it runs in this context. */
    public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> supplier) {
        Objects.requireNonNull(supplier, "supplier");
        return () -> {
            Ambient.Attachment attachment = Ambient.attach(run);
            try {
                return supplier.get();
            } finally {
                attachment.close();
            }
        };
    }

    /** Returns {@code function} so that it runs in this context. */
    public <A extends @Nullable Object, B extends @Nullable Object> Function<A, B> wrapFunction(
            Function<A, B> function) {
        Objects.requireNonNull(function, "function");
        return argument -> {
            Ambient.Attachment attachment = Ambient.attach(run);
            try {
                return function.apply(argument);
            } finally {
                attachment.close();
            }
        };
    }

    /** Returns an executor that runs each task in the context of the thread that gave it the task. */
    public static Executor propagating(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return task -> executor.execute(capture().wrap(task));
    }

    /** Returns an executor that runs each task in the context of the thread that gave it the task. */
    public static ExecutorService propagating(ExecutorService executor) {
        return new PropagatingExecutorService<>(executor);
    }

    /** Returns an executor that runs each task, each time, in the context of the thread that gave it the task. */
    public static ScheduledExecutorService propagating(ScheduledExecutorService executor) {
        return new PropagatingScheduledExecutorService(executor);
    }

    /** Returns a factory whose threads run in the context of the thread that made them. */
    public static ThreadFactory propagatingFactory(ThreadFactory factory) {
        Objects.requireNonNull(factory, "factory");
        return task -> factory.newThread(capture().wrap(task));
    }
}
