package dev.runcast.micrometer;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.tree.RunTree;
import io.micrometer.observation.Observation;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run that is observed, for conventions, filters, predicates and handlers of observations.
 *
 * <p>Inputs and outputs are the program's own objects. They are in no key value unless a convention or filter puts them there.
 */
public final class RunObservationContext extends Observation.Context {
    private final Run run;
    private volatile @Nullable Object input;
    private volatile @Nullable Object output;
    private volatile RunTree.Status status = RunTree.Status.RUNNING;

    /** Creates the context of a run that starts. */
    public RunObservationContext(RunEvent.Start start) {
        this.run = start.run();
        this.input = start.input();
    }

    /** Returns the run. */
    public Run getRun() {
        return run;
    }

    /** Returns the input of the run. That of a streamed run may not be known before its end, and is null then. */
    public @Nullable Object getInput() {
        return input;
    }

    /** Returns the output of the run, or null if it has not ended well or has none. */
    public @Nullable Object getOutput() {
        return output;
    }

    /** Returns what has become of the run so far. */
    public RunTree.Status getStatus() {
        return status;
    }

    void succeeded(RunEvent.End end) {
        input = end.input();
        output = end.output();
        status = RunTree.Status.SUCCEEDED;
    }

    void failed(RunEvent.Error error) {
        input = error.input();
        status = error.error() instanceof CancellationException || error.error() instanceof InterruptedException
                ? RunTree.Status.CANCELLED
                : RunTree.Status.FAILED;
    }

    boolean isCancelled() {
        return status == RunTree.Status.CANCELLED;
    }
}
