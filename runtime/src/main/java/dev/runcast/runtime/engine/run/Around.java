package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.AbstractMap.SimpleEntry;
import org.jspecify.annotations.Nullable;

/** A synchronous run around work on this thread. */
public final class Around {
    private Around() {}

    /** What is done inside a run. */
    @FunctionalInterface
    public interface Work<O extends @Nullable Object> {
        /** Does the work. */
        O in(ActiveRun run) throws Exception;
    }

    /** Does work inside a run, which starts before it and ends after it. */
    public static <O extends @Nullable Object> O run(
            RunnableDescriptor descriptor, RunnableConfig config, @Nullable Object input, Work<O> work)
            throws Exception {
        SimpleEntry<int[], Ambient.@Nullable Scope> slot = Ambient.slot();
        Ambient.Scope previous = Ambient.top(slot);
        ActiveRun run = ActiveRun.start(descriptor, config, input, false, previous);
        Ambient.Attachment attachment = Ambient.attach(run, slot, previous);
        O output;
        try {
            output = work.in(run);
        } catch (Throwable error) {
            attachment.close();
            run.fail(error);
            throw error;
        }
        attachment.close();
        run.succeed(output);
        return output;
    }
}
