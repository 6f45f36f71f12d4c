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
     * A run. Each of its custom events is an event of the name that the program declared, which a meter handler counts as
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

    /** What stands before the keys of the metadata: {@value}. Their values are strings. */
    public static final String METADATA_PREFIX = "runcast.run.metadata.";

    /**
     * The keys of which there are few values. They become the tags of meters.
     *
     * @since 0.1
     */
    public enum LowCardinalityKeyNames implements KeyName {
        /** The name of the run. */
        NAME("runcast.run.name"),
        /** The type of the run: {@code chain}, {@code tool}, {@code retriever}. */
        TYPE("runcast.run.type"),
        /** What has become of the run: {@code running}, {@code succeeded}, {@code failed}, {@code cancelled}. */
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
     * The keys of which each run may have a value of its own. They become attributes of spans only.
     *
     * @since 0.1
     */
    public enum HighCardinalityKeyNames implements KeyName {
        /** The id of the run. */
        ID("runcast.run.id"),
        /** The id of the run's parent; left out for a root run. */
        PARENT_ID("runcast.run.parent_id"),
        /** The tags of the run with commas between them; left out if there are none. */
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
