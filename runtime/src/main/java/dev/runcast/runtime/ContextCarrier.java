package dev.runcast.runtime;

import java.util.function.UnaryOperator;

/**
 * Carries what is current on a thread, such as a security context or a tenant, to the threads on which Runcast does work: event streams,
 * {@code invokeAsync}, {@code batch}, parallel steps, served runs, and executors of {@code RunContext.propagating}. The current run is
 * carried without one.
 *
 * <p>{@code runcast-context-propagation} has a carrier for everything that Micrometer's context-propagation knows. Write your own for a
 * program without that library:
 *
 * <pre>{@code
 * public final class TenantCarrier implements ContextCarrier {
 *   @Override
 *   public UnaryOperator<Runnable> capture() {
 *     String tenant = Tenants.current();
 *     return task -> () -> Tenants.runAs(tenant, task);
 *   }
 * }
 * }</pre>
 *
 * <p>{@link java.util.ServiceLoader} finds carriers, once, with the class loader of this interface. Name the class in
 * {@code META-INF/services/dev.runcast.runtime.ContextCarrier}, or in the {@code provides} of a module. All threads share a carrier.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ContextCarrier {
    /**
     * Captures what is current on this thread. Called on the thread that starts the work.
     *
     * <p>The result is applied to each task that belongs to the work, and makes the task run with what was captured. It may be applied
     * on any thread and to any number of tasks, and these may run at the same time. A task that it returns has to put back what was
     * current before. If the carrier throws, the failure is logged, and the work is done without what the carrier would carry.
     */
    UnaryOperator<Runnable> capture();
}
