package dev.runcast.examples.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.examples.readme.Research;
import dev.runcast.examples.readme.ResearchRunnables;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.CallbackHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedResearchTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObservedResearch observed = new ObservedResearch(meters);

    private void research(CallbackHandler handler) throws IOException {
        new ResearchRunnables(new Research())
                .withConfig(RunnableConfig.builder()
                        .addHandler(handler)
                        .metadata("tenant", "acme")
                        .build())
                .research("tea");
    }

    @Test
    void aConventionAddsTags() throws IOException {
        research(observed.perTenant());
        assertThat(meters.get("runcast.run").tag("tenant", "acme").timer().count())
                .isEqualTo(1);
    }

    @Test
    void detailsCanBeLeftOut() throws IOException {
        List<Observation.Context> ended = new ArrayList<>();
        observed.registry().observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStop(Observation.Context context) {
                ended.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        research(observed.withoutDetails());
        assertThat(ended)
                .singleElement()
                .satisfies(context ->
                        assertThat(context.getHighCardinalityKeyValues()).isEmpty());
    }
}
