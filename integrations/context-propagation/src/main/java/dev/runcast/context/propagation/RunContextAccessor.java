package dev.runcast.context.propagation;

import dev.runcast.runtime.context.RunContext;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context-propagation carry the current run to other threads, for example through Reactor's operators with
 * {@code Hooks.enableAutomaticContextPropagation()}. Add this module to the class path or module path: {@link java.util.ServiceLoader}
 * finds the accessor.
 *
 * <p>Stateless, and safe for any number of threads.
 *
 * @since 0.1
 */
public final class RunContextAccessor implements ThreadLocalAccessor<RunContext> {
    /** The key of the current run among the values that are carried. */
    public static final String KEY = "dev.runcast.run";

    /** The scopes that were opened on this thread and are not closed yet, the latest first. */
    private static final ThreadLocal<Deque<RunContext.Scope>> SCOPES = ThreadLocal.withInitial(ArrayDeque::new);

    /** A context without a run. */
    private static final RunContext NONE = RunContext.empty();

    /** Creates an accessor, as {@link java.util.ServiceLoader} does. */
    public RunContextAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    /** Returns the context of this thread, or null outside every run. */
    @Override
    public @Nullable RunContext getValue() {
        return RunContext.currentRun().isPresent() ? RunContext.capture() : null;
    }

    @Override
    public void setValue(RunContext context) {
        SCOPES.get().push(context.makeCurrent());
    }

    /** Makes a context without a run current. */
    @Override
    public void setValue() {
        setValue(NONE);
    }

    /** Goes back to the context that was current before the last value was set. */
    @Override
    public void restore(RunContext previous) {
        restore();
    }

    /** Goes back to the context that was current before a context without a run was set. */
    @Override
    public void restore() {
        Deque<RunContext.Scope> scopes = SCOPES.get();
        RunContext.Scope last = scopes.poll();
        if (last != null) {
            last.close();
        }
        if (scopes.isEmpty()) {
            SCOPES.remove();
        }
    }
}
