package dev.runcast.runtime;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Carries a tenant, or does what a test asks for. */
public final class TestCarrier implements ContextCarrier {
    static final ThreadLocal<@Nullable String> TENANT = new ThreadLocal<>();
    static volatile @Nullable Supplier<UnaryOperator<Runnable>> instead;

    @Override
    public UnaryOperator<Runnable> capture() {
        Supplier<UnaryOperator<Runnable>> other = instead;
        if (other != null) {
            return other.get();
        }
        String tenant = TENANT.get();
        return tenant == null
                ? UnaryOperator.identity()
                : task -> () -> {
                    String before = TENANT.get();
                    TENANT.set(tenant);
                    try {
                        task.run();
                    } finally {
                        TENANT.set(before);
                    }
                };
    }

    @Override
    public String toString() {
        return "The test's carrier";
    }
}
