package dev.runcast.context.propagation;

import dev.runcast.runtime.ContextCarrier;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.function.UnaryOperator;

/**
 * Carries everything that Micrometer's context-propagation knows to the threads on which Runcast does work: what the accessors of the
 * global {@link io.micrometer.context.ContextRegistry} find, such as a security context, a trace or a tenant. Add this module to the class
 * path or module path: {@link java.util.ServiceLoader} finds the carrier.
 *
 * <p>Stateless, and safe for any number of threads.
 *
 * @since 0.1
 */
public final class SnapshotCarrier implements ContextCarrier {
    /** Runcast carries the current run itself. */
    private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder()
            .captureKeyPredicate(key -> !RunContextAccessor.KEY.equals(key))
            .build();

    /** Creates a carrier, as {@link java.util.ServiceLoader} does. */
    public SnapshotCarrier() {}

    @Override
    public UnaryOperator<Runnable> capture() {
        ContextSnapshot snapshot = SNAPSHOTS.captureAll();
        return snapshot::wrap;
    }
}
