package dev.runcast.micrometer;

import dev.runcast.micrometer.RunObservationDocumentation.HighCardinalityKeyNames;
import dev.runcast.micrometer.RunObservationDocumentation.LowCardinalityKeyNames;
import dev.runcast.runtime.Run;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Names observations as {@link RunObservationDocumentation} says. To change a part of it, extend it and override a method:
 *
 * <pre>{@code
 * class TenantConvention extends DefaultRunObservationConvention {
 *   public KeyValues getLowCardinalityKeyValues(RunObservationContext context) {
 *     return super.getLowCardinalityKeyValues(context).and("tenant", tenant());
 *   }
 * }
 * }</pre>
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
        Run run = context.getRun();
        return lowerCase(run.type()) + " " + run.name();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RunObservationContext context) {
        Run run = context.getRun();
        return KeyValues.of(
                LowCardinalityKeyNames.NAME.withValue(run.name()),
                LowCardinalityKeyNames.TYPE.withValue(lowerCase(run.type())),
                LowCardinalityKeyNames.STATUS.withValue(lowerCase(context.getStatus())));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RunObservationContext context) {
        Run run = context.getRun();
        List<KeyValue> values = new ArrayList<>();
        values.add(HighCardinalityKeyNames.ID.withValue(run.id().toString()));
        run.parentId().ifPresent(id -> values.add(HighCardinalityKeyNames.PARENT_ID.withValue(id.toString())));
        if (!run.tags().isEmpty()) {
            values.add(HighCardinalityKeyNames.TAGS.withValue(String.join(",", run.tags())));
        }
        run.metadata()
                .forEach((key, value) -> values.add(
                        KeyValue.of(RunObservationDocumentation.METADATA_PREFIX + key, String.valueOf(value))));
        return KeyValues.of(values);
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
