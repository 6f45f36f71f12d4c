package dev.runcast.micrometer;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The names of the observations of runs and of their key values, as the {@link DefaultRunObservationConvention} gives them.
 *
 * @since 0.1
 */
public enum RunObservationDocumentation implements ObservationDocumentation {
    /**
     * A run. Its custom events are events of the observation, under their declared names. A meter handler counts them as
     * {@code runcast.run.<name of the event>}.
     */
    RUN {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultRunObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return LowCardinalityKeyNames.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return HighCardinalityKeyNames.values();
        }

        @Override
        public String getPrefix() {
            return NAME;
        }
    };

    /** The name of the observations: {@value}. */
    public static final String NAME = "runcast.run";

    /** The prefix of the keys of metadata: {@value}. Their values are strings. */
    public static final String METADATA_PREFIX = "runcast.run.metadata.";

    /**
     * The keys that have few values. They become the tags of meters.
     *
     * @since 0.1
     */
    public enum LowCardinalityKeyNames implements KeyName {
        /** The name of the run. */
        NAME("runcast.run.name"),
        /** The type of the run: {@code chain}, {@code tool}, {@code retriever}. */
        TYPE("runcast.run.type"),
        /** The outcome of the run: {@code running}, {@code succeeded}, {@code failed}, {@code cancelled}. */
        STATUS("runcast.run.status");

        private final String key;

        LowCardinalityKeyNames(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /**
     * The keys whose values may differ from run to run. They become attributes of spans only.
     *
     * @since 0.1
     */
    public enum HighCardinalityKeyNames implements KeyName {
        /** The id of the run. */
        ID("runcast.run.id"),
        /** The id of the run's parent. A root run does not have it. */
        PARENT_ID("runcast.run.parent_id"),
        /** The tags of the run, separated by commas. A run without tags does not have it. */
        TAGS("runcast.run.tags");

        private final String key;

        HighCardinalityKeyNames(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }

        @Override
        public boolean isRequired() {
            return this == ID;
        }
    }
}
