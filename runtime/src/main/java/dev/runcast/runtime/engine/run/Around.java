package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
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
        @Nullable Object[] slot = Ambient.slot();
        ActiveRun run = ActiveRun.start(descriptor, config, input, false, slot);
        Ambient.Attachment attachment = Ambient.attach(run, slot);
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
