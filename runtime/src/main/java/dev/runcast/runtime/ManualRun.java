package dev.runcast.runtime;

import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.engine.run.ActiveRun;
import dev.runcast.runtime.engine.run.Ambient;
import dev.runcast.runtime.engine.run.RunReports;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run that is started and ended by hand. It is for bridges to libraries that tell of the start and of the end of something in two
 * callbacks, which may come on two threads; where a method or a lambda does the work, a {@link TypedRunnable} is simpler.
 *
 * <pre>{@code
 * ManualRun run = ManualRun.start(descriptor, question, config);  // in one callback
 * run.end(answer);                                                // in the other
 * }</pre>
 *
 * <p>The run is current on no thread but where its {@link #context()} is. Events are emitted, and runs below it are started, with its
 * {@link #config()}. It does not wait
 * for asynchronous handlers, which get its events one after the other, as those of asynchronous runs do.
 *
 * <p>Whoever starts it has to end it, by {@link #end} or {@link #fail}, once: the first counts, and nothing else is reported after that.
 * Safe for any number of threads.
 *
 * @since 0.1
 */
public final class ManualRun {
    private final ActiveRun run;

    private ManualRun(ActiveRun run) {
        this.run = run;
    }

    /**
     * Starts a run and reports that. It is a child of the config's run, else of the current run of this thread, else a root run.
     *
     * @param input what handlers see as the input, by the rules for the {@linkplain dev.runcast.annotations.RunType type} of the run
     */
    public static ManualRun start(RunnableDescriptor descriptor, @Nullable Object input, RunnableConfig config) {
        Objects.requireNonNull(descriptor, "descriptor");
        Objects.requireNonNull(config, "config");
        return new ManualRun(ActiveRun.start(descriptor, config, input, true, Ambient.top()));
    }

    /** Returns the run. */
    public Run run() {
        return run;
    }

    /** Returns the config for events of this run, and for the runs below it. */
    public RunnableConfig config() {
        return run.childConfig();
    }

    /** Returns the context in which this run is the current one, for code that relies on that. */
    public RunContext context() {
        Ambient.Attachment attachment = Ambient.attach(run);
        try {
            return RunContext.capture();
        } finally {
            attachment.close();
        }
    }

    /** Reports a chunk of the output. Has no effect when the run has ended. */
    public void chunk(@Nullable Object chunk) {
        if (!run.hasEnded()) {
            RunReports.chunk(run, chunk);
        }
    }

    /** Reports that the run ended well. Throws what a handler of the policy RAISE throws. */
    public void end(@Nullable Object output) {
        RunReports.endWithoutWaiting(run, output);
    }

    /** Reports that the run failed. Does not throw. */
    public void fail(Throwable error) {
        run.fail(Objects.requireNonNull(error, "error"));
    }

    /** Returns the name and the id of the run. */
    @Override
    public String toString() {
        return run.toString();
    }
}
