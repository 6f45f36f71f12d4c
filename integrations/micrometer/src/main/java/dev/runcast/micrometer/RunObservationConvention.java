package dev.runcast.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of runs and their key values. It is called at the start and at the end of each run. All runs must have the same
 * low-cardinality keys, since these become the tags of meters.
 *
 * @since 0.1
 */
public interface RunObservationConvention extends ObservationConvention<RunObservationContext> {
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof RunObservationContext;
    }
}
