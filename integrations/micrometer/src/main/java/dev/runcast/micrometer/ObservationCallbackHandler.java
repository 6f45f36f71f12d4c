package dev.runcast.micrometer;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import dev.runcast.runtime.tree.RunTree;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes each run an {@link Observation}, and each custom event an {@link Observation.Event} of its run. The handlers of the
 * {@link ObservationRegistry} make timers, counters and spans of them.
 *
 * <p>The parent of a run's observation is the observation of the parent run, on any thread. The parent of a root run's observation is
 * the current observation, also if the run starts on another thread. An observation is current on each thread where its run is
 * current, until the run ends. Custom events that come later are left out, since a stopped observation has no events.
 *
 * <p>The handler does nothing while the registry has no handlers. Do not put it into the
 * {@linkplain dev.runcast.runtime.callback.CallbackHandler#inBackground background}: it must hear of the end of each run, and a
 * background handler opens no scopes. Safe for any number of threads.
 *
 * @since 0.1
 */
public final class ObservationCallbackHandler implements ScopedCallbackHandler {
    private static final Scope NO_SCOPE = () -> {};
    private static final RunObservationConvention DEFAULT_CONVENTION = new DefaultRunObservationConvention();

    private final ObservationRegistry registry;
    private final @Nullable RunObservationConvention convention;

    /** The observations of all runs that the program still has, ended ones too: runs below them may be to come. */
    private final Map<Run, ObservedRun> observed = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Creates a handler. It uses the convention that the registry has for a {@link RunObservationContext}, or the
     * {@link DefaultRunObservationConvention} if there is none.
     */
    public ObservationCallbackHandler(ObservationRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.convention = null;
    }

    /** Creates a handler with a convention. It takes precedence over conventions of the registry. */
    public ObservationCallbackHandler(ObservationRegistry registry, RunObservationConvention convention) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.convention = Objects.requireNonNull(convention, "convention");
    }

    @Override
    public void onRunStart(RunEvent.Start event) {
        Run run = event.run();
        RunObservationContext context = new RunObservationContext(event);
        context.setParentObservation(nearestAncestor(run));
        Observation observation =
                RunObservationDocumentation.RUN.observation(convention, DEFAULT_CONVENTION, () -> context, registry);
        if (!observation.isNoop()) { // as it is if a predicate of the registry does not want it
            observed.put(run, new ObservedRun(context, observation));
            observation.start();
        }
    }

    /** Returns the observation of the parent, or of the nearest run above it if that has none, or null to take the current one. */
    private @Nullable Observation nearestAncestor(Run run) {
        for (Run above = run.parent().orElse(null);
                above != null;
                above = above.parent().orElse(null)) {
            ObservedRun ancestor = observed.get(above);
            if (ancestor != null) {
                return ancestor.observation;
            }
        }
        return null;
    }

    @Override
    public Scope openScope(Run run) {
        ObservedRun running = running(run);
        if (running == null) {
            return NO_SCOPE;
        }
        Observation.Scope scope = running.observation.openScope();
        return scope::close;
    }

    /** Carries the current observation along. */
    @Override
    public UnaryOperator<Runnable> captureContext() {
        Observation current = registry.getCurrentObservation();
        return current == null ? UnaryOperator.identity() : task -> () -> runWithin(current, task);
    }

    /** As {@link Observation#scoped(Runnable)}, but what the task throws is not the error of that observation. */
    private static void runWithin(Observation current, Runnable task) {
        Observation.Scope scope = current.openScope();
        try {
            task.run();
        } finally {
            scope.close();
        }
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        ObservedRun running = running(event.run());
        if (running != null) {
            running.observation.event(Observation.Event.of(event.name()));
        }
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        ObservedRun running = running(event.run());
        if (running != null) {
            running.context.succeeded(event);
            running.stop();
        }
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        ObservedRun running = running(event.run());
        if (running != null) {
            running.context.failed(event);
            if (running.context.getStatus() == RunTree.Status.FAILED) {
                running.observation.error(event.error());
            }
            running.stop();
        }
    }

    /** Returns the observation of a run that has not ended, or null if there is none. */
    private @Nullable ObservedRun running(Run run) {
        ObservedRun found = observed.get(run);
        return found != null && found.context.getStatus() == RunTree.Status.RUNNING ? found : null;
    }

    @Override
    public boolean ignoresRuns(RunType type) {
        return registry.isNoop();
    }

    @Override
    public boolean ignoresCustomEvents() {
        return registry.isNoop();
    }

    /** Returns true: observations take their times themselves. */
    @Override
    public boolean ignoresTimes() {
        return true;
    }

    /** Returns true: observations have no numbers. */
    @Override
    public boolean ignoresSequence() {
        return true;
    }

    /** The observation of a run, which must not lead to the run. */
    private record ObservedRun(RunObservationContext context, Observation observation) {
        void stop() {
            observation.stop();
            context.stopped();
        }
    }
}
