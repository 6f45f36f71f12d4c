package dev.runcast.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of runs and their key values. It is asked at the start and at the end of each run; the low-cardinality
 * keys of all runs must be the same, since they become the tags of meters.
 *
 * @since 0.1
 */
public interface RunObservationConvention extends ObservationConvention<RunObservationContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RunObservationContext;
    }
}
