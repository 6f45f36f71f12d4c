package dev.runcast.micrometer;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.tree.RunTree;
import io.micrometer.observation.Observation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * An observed run, for conventions, filters, predicates and handlers of observations.
 *
 * <p>Inputs and outputs are the program's own objects. The context has them until the observation stops. No key value has them unless a
 * convention or filter puts them there.
 *
 * @since 0.1
 */
public final class RunObservationContext extends Observation.Context {
    // Not the run itself: the handler keeps an observation for as long as the program keeps the run.
    private final UUID runId;
    private final @Nullable UUID parentRunId;
    private final String runName;
    private final RunType runType;
    private final List<String> tags;
    private final Map<String, @Nullable Object> metadata;
    private volatile @Nullable Object input;
    private volatile @Nullable Object output;
    private volatile RunTree.Status status = RunTree.Status.RUNNING;

    /** Creates the context of a run that starts. */
    public RunObservationContext(RunEvent.Start start) {
        Run run = start.run();
        runId = run.id();
        parentRunId = run.parentId().orElse(null);
        runName = run.name();
        runType = run.type();
        tags = run.tags();
        metadata = run.metadata();
        input = start.input();
    }

    /** Returns the id of the run. */
    public UUID getRunId() {
        return runId;
    }

    /** Returns the id of the run that this one is part of, or null for a root run. */
    public @Nullable UUID getParentRunId() {
        return parentRunId;
    }

    /** Returns the name of the run. */
    public String getRunName() {
        return runName;
    }

    /** Returns what kind of work the run does. */
    public RunType getRunType() {
        return runType;
    }

    /** Returns the tags of the run. Unmodifiable. */
    public List<String> getTags() {
        return tags;
    }

    /** Returns the metadata of the run. Unmodifiable. */
    public Map<String, @Nullable Object> getMetadata() {
        return metadata;
    }

    /**
     * Returns the input of the run, or null if there is none or the observation has stopped. It is also null while a streamed run does
     * not know its input, which may be until its end.
     */
    public @Nullable Object getInput() {
        return input;
    }

    /** Returns the output of the run, or null if there is none, the run has not ended, or the observation has stopped. */
    public @Nullable Object getOutput() {
        return output;
    }

    /** Returns the outcome of the run so far. */
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

    /** Lets go of the program's objects. */
    void stopped() {
        input = null;
        output = null;
    }
}
