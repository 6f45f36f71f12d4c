package dev.runcast.testkit.junit;

import dev.runcast.runtime.context.StrictContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What is behind {@link StrictMode}, which is to be used instead.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // JUnit is optional, and required by whoever uses this.
public final class StrictModeExtension implements BeforeEachCallback, AfterEachCallback {
    /** For JUnit. */
    public StrictModeExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        store(context).put(StrictContext.class, StrictContext.watch());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        StrictContext strict = store(context).remove(StrictContext.class, StrictContext.class);
        if (strict != null) {
            strict.close();
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(StrictModeExtension.class));
    }
}
