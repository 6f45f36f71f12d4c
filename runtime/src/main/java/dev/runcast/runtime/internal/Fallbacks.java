package dev.runcast.runtime.internal;

import dev.runcast.runtime.RunnableConfig;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Runnables of which each is tried when the ones before have failed, all below the current run. (Reference rule 7.7, corrected.) */
public final class Fallbacks {
    private Fallbacks() {}

    /** Returns the output of the first that succeeds. Throws what the first one failed with if none does. */
    public static <I extends @Nullable Object, O extends @Nullable Object> O invoke(
            List<Invocation<? super I, ? extends O>> tries, I input, RunnableConfig config) throws Exception {
        Exception first = null;
        for (Invocation<? super I, ? extends O> each : tries) {
            try {
                return each.invoke(input, config);
            } catch (InterruptedException | CancellationException cancelled) {
                throw cancelled;
            } catch (Exception failure) {
                if (first == null) {
                    first = failure;
                } else if (first != failure) {
                    first.addSuppressed(failure);
                }
            }
        }
        throw first == null ? new IllegalStateException("There is nothing to try.") : first;
    }
}
