package dev.runcast.spring;

import dev.runcast.runtime.ContextCarrier;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.function.UnaryOperator;
import org.springframework.context.i18n.LocaleContextThreadLocalAccessor;

/**
 * Carries the locale and the MDC of a request to the threads on which Runcast does work. Micrometer's context-propagation carries them only
 * after somebody has registered their accessors. {@link java.util.ServiceLoader} finds the carrier.
 *
 * <p>Stateless, and safe for any number of threads.
 *
 * @since 0.1
 */
public final class ApplicationContextCarrier implements ContextCarrier {
    private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder()
            .contextRegistry(new ContextRegistry()
                    .registerThreadLocalAccessor(new LocaleContextThreadLocalAccessor())
                    .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor()))
            .build();

    /** Creates a carrier, as {@link java.util.ServiceLoader} does. */
    public ApplicationContextCarrier() {}

    @Override
    public UnaryOperator<Runnable> capture() {
        ContextSnapshot snapshot = SNAPSHOTS.captureAll();
        return snapshot::wrap;
    }
}
