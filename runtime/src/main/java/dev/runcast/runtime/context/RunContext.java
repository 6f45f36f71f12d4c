package dev.runcast.runtime.context;

import dev.runcast.runtime.ContextCarrier;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.Callbacks;
import dev.runcast.runtime.engine.run.CarriedContext;
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
 * The current run of a thread. A context carries it to other threads, and nothing else. The executors of this class carry also what each
 * {@link ContextCarrier} finds, such as a security context.
 *
 * <p>Injected emitters and configs know their run. They work on any thread without a context. Code that relies on the current run needs
 * one: {@code CustomEvents.dispatch} without a config, and calls of runnables without a config.
 *
 * <p>Immutable. Any number of threads may use a captured context, also after its run has ended.
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

    /** Returns the context of this thread. Captured outside every run, it has no run. */
    public static RunContext capture() {
        return new RunContext(Ambient.current());
    }

    /** Returns the run of this context, or nothing if it has none. */
    public Optional<Run> run() {
        return Optional.ofNullable(run);
    }

    /** Returns the callbacks that the run of this context hands down to its children, or empty callbacks if there is no run. */
    public CallbackManager callbacks() {
        return run == null ? Callbacks.empty() : run.handedDown();
    }

    /**
     * Makes this context current on this thread until the returned scope is closed. Use it in bridges to other context libraries, and
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
     * The time for which a context is current on a thread. Close a scope on the thread that opened it, and before the scopes that were
     * opened earlier. A scope that is closed on another thread stays open. A scope that is closed too early also closes the scopes that
     * were opened later. Both mistakes are logged as a warning. Closing twice has no effect.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        /** Makes the previous context current again. */
        @Override
        void close();
    }

    /** Returns the run of the context. */
    @Override
    public String toString() {
        return "context of " + (run == null ? "no run" : "the run " + run);
    }

    /** Returns a task that runs {@code task} in this context. */
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

    /** Returns a task that runs {@code task} in this context. */
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

    /** Returns a supplier that calls {@code supplier} in this context. */
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

    /** Returns a function that calls {@code function} in this context. */
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

    /**
     * Returns an executor that runs each task in the context of the thread that submits the task, and with what each
     * {@link ContextCarrier} finds there.
     */
    public static Executor propagating(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return task -> executor.execute(propagatingTask(task));
    }

    /**
     * Returns an executor that runs each task in the context of the thread that submits the task, and with what each
     * {@link ContextCarrier} finds there.
     */
    public static ExecutorService propagating(ExecutorService executor) {
        return new PropagatingExecutorService<>(executor);
    }

    /**
     * Returns an executor that runs each task, also each repetition of it, in the context of the thread that submits the task, and with
     * what each {@link ContextCarrier} finds there.
     */
    public static ScheduledExecutorService propagating(ScheduledExecutorService executor) {
        return new PropagatingScheduledExecutorService(executor);
    }

    /**
     * Returns a factory whose threads run in the context of the thread that creates them, and with what each {@link ContextCarrier} finds
     * there.
     */
    public static ThreadFactory propagatingFactory(ThreadFactory factory) {
        Objects.requireNonNull(factory, "factory");
        return task -> factory.newThread(propagatingTask(task));
    }

    /**
     * Returns a task that runs {@code task} in the context of this thread, and with what each {@link ContextCarrier} finds on this thread.
     * Use it where work is put off, and not handed to an executor.
     */
    public static Runnable propagatingTask(Runnable task) {
        return CarriedContext.capture().wrap(capture().wrap(task));
    }

    /** As {@link #propagatingTask}. */
    static <T extends @Nullable Object> Callable<T> propagatingTask(Callable<T> task) {
        return CarriedContext.capture().wrap(capture().wrap(task));
    }
}
