package dev.runcast.micrometer;

import dev.runcast.micrometer.RunObservationDocumentation.HighCardinalityKeyNames;
import dev.runcast.micrometer.RunObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Names observations as {@link RunObservationDocumentation} says. Extend it and override a method to change a part:
 *
 * <pre>{@code
 * class TenantConvention extends DefaultRunObservationConvention {
 *   public KeyValues getLowCardinalityKeyValues(RunObservationContext context) {
 *     return super.getLowCardinalityKeyValues(context).and("tenant", tenant());
 *   }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public class DefaultRunObservationConvention implements RunObservationConvention {
    /** Creates the convention. */
    public DefaultRunObservationConvention() {}

    /** Returns this convention without high-cardinality key values: no ids, tags and metadata of runs. */
    public static RunObservationConvention lowCardinalityOnly() {
        return new DefaultRunObservationConvention() {
            @Override
            public KeyValues getHighCardinalityKeyValues(RunObservationContext context) {
                return KeyValues.empty();
            }
        };
    }

    /** Returns {@value RunObservationDocumentation#NAME}. */
    @Override
    public String getName() {
        return RunObservationDocumentation.NAME;
    }

    /** Returns the type and the name of the run, as in {@code chain research}. */
    @Override
    public String getContextualName(RunObservationContext context) {
        return context.getRunType().wireName() + " " + context.getRunName();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RunObservationContext context) {
        return KeyValues.of(
                LowCardinalityKeyNames.NAME.withValue(context.getRunName()),
                LowCardinalityKeyNames.TYPE.withValue(context.getRunType().wireName()),
                LowCardinalityKeyNames.STATUS.withValue(
                        context.getStatus().name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RunObservationContext context) {
        List<KeyValue> values = new ArrayList<>();
        values.add(HighCardinalityKeyNames.ID.withValue(context.getRunId().toString()));
        UUID parentId = context.getParentRunId();
        if (parentId != null) {
            values.add(HighCardinalityKeyNames.PARENT_ID.withValue(parentId.toString()));
        }
        if (!context.getTags().isEmpty()) {
            values.add(HighCardinalityKeyNames.TAGS.withValue(String.join(",", context.getTags())));
        }
        context.getMetadata()
                .forEach((key, value) -> values.add(
                        KeyValue.of(RunObservationDocumentation.METADATA_PREFIX + key, String.valueOf(value))));
        return KeyValues.of(values);
    }
}
