package dev.runcast.examples.micrometer;

import dev.runcast.examples.readme.Research;
import dev.runcast.examples.readme.ResearchRunnables;
import dev.runcast.examples.readme.Survey;
import dev.runcast.examples.readme.SurveyRunnables;
import dev.runcast.micrometer.DefaultRunObservationConvention;
import dev.runcast.micrometer.ObservationCallbackHandler;
import dev.runcast.micrometer.RunObservationContext;
import dev.runcast.runtime.RunnableConfig;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Research whose runs are observed by Micrometer. */
public final class ObservedResearch {
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(new ObservationCallbackHandler(registry))
            .build();

    /** Creates research that is measured by these meters. Spring Boot has such a registry ready. */
    public ObservedResearch(MeterRegistry meters) {
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    }

    /** Returns the registry, for further handlers. */
    public ObservationRegistry registry() {
        return registry;
    }

    /** Answers a request, which is an observation by itself, by runs on several threads. */
    public List<Future<String>> answer(List<String> topics) throws InterruptedException {
        ResearchRunnables research = new ResearchRunnables(new Research());
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            SurveyRunnables survey = new SurveyRunnables(new Survey(research, threads));
            return Observation.createNotStarted("request", registry)
                    .observe(() -> survey.withConfig(config).survey(topics));
        } finally {
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    /** A convention that has the tags of meters say who asked, of whom there are few. */
    public static final class PerTenant extends DefaultRunObservationConvention {
        @Override
        public KeyValues getLowCardinalityKeyValues(RunObservationContext context) {
            Object tenant = context.getMetadata().getOrDefault("tenant", "none");
            return super.getLowCardinalityKeyValues(context).and("tenant", String.valueOf(tenant));
        }
    }

    /** Returns a handler with that convention. */
    public ObservationCallbackHandler perTenant() {
        return new ObservationCallbackHandler(registry, new PerTenant());
    }

    /** Returns a handler that tells nothing of single runs. */
    public ObservationCallbackHandler withoutDetails() {
        return new ObservationCallbackHandler(registry, DefaultRunObservationConvention.lowCardinalityOnly());
    }
}
