package dev.runcast.micrometer;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.callback.ScopedCallbackHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes each run an {@link Observation}, and each custom event an {@link Observation.Event} of its run. What becomes of them, such as
 * timers, counters and spans, is decided by the handlers of the {@link ObservationRegistry}.
 *
 * <p>The observation of a run is below that of its parent, on whatever threads they run; that of a root run is below the current
 * observation. It is the current one on each thread where the run is. Custom events after the end of their run are left out, since
 * observations have none then.
 *
 * <p>While the registry has no handlers, it does nothing. It must hear of each run's end, so do not give it to a
 * {@linkplain dev.runcast.runtime.callback.CallbackHandler#inBackground background handler}, which opens no scopes either. Safe for
 * any number of threads.
 */
public final class ObservationCallbackHandler implements ScopedCallbackHandler {
    private static final Scope NO_SCOPE = () -> {};
    private static final RunObservationConvention DEFAULT_CONVENTION = new DefaultRunObservationConvention();

    private final ObservationRegistry registry;
    private final @Nullable RunObservationConvention convention;

    /** The observations of the runs that have not ended. */
    private final Map<UUID, Observation> observations = new ConcurrentHashMap<>();

    /**
     * Creates a handler with the convention that the registry has for a {@link RunObservationContext}, else with the
     * {@link DefaultRunObservationConvention}.
     */
    public ObservationCallbackHandler(ObservationRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.convention = null;
    }

    /** Creates a handler with a convention, whatever the registry has. */
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
            observations.put(run.id(), observation);
            observation.start();
        }
    }

    /** Returns the observation of the parent, or of the nearest run above it if that has none, or null to take the current one. */
    private @Nullable Observation nearestAncestor(Run run) {
        if (observations.isEmpty()) {
            return null;
        }
        List<UUID> ancestors = run.parentIds();
        for (int i = ancestors.size() - 1; i >= 0; i--) {
            Observation observation = observations.get(ancestors.get(i));
            if (observation != null) {
                return observation;
            }
        }
        return null;
    }

    @Override
    public Scope openScope(Run run) {
        Observation observation = observationOf(run);
        if (observation == null) {
            return NO_SCOPE;
        }
        Observation.Scope scope = observation.openScope();
        return scope::close;
    }

    @Override
    public void onCustomEvent(CustomEvent event) {
        Observation observation = observationOf(event.run());
        if (observation != null) {
            observation.event(Observation.Event.of(event.name()));
        }
    }

    private @Nullable Observation observationOf(Run run) {
        // The id of a run is made when somebody asks for it, so nobody does in vain.
        return observations.isEmpty() ? null : observations.get(run.id());
    }

    @Override
    public void onRunEnd(RunEvent.End event) {
        Observation observation = observations.remove(event.run().id());
        if (observation != null) {
            contextOf(observation).succeeded(event);
            observation.stop();
        }
    }

    @Override
    public void onRunError(RunEvent.Error event) {
        Observation observation = observations.remove(event.run().id());
        if (observation != null) {
            RunObservationContext context = contextOf(observation);
            context.failed(event);
            if (!context.isCancelled()) {
                observation.error(event.error());
            }
            observation.stop();
        }
    }

    private static RunObservationContext contextOf(Observation observation) {
        return (RunObservationContext) observation.getContext();
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
}
