package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.micrometer.ObservationCallbackHandler;
import dev.runcast.opentelemetry.OpenTelemetryCallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** That an application whose runs become two spans each is told so, once. */
@ExtendWith(OutputCaptureExtension.class)
class TracedTwiceTest {
    private static final String MESSAGE =
            "Each run becomes two spans, one by runcast-micrometer and one by runcast-opentelemetry. Leave one of the two out.";

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RuncastAutoConfiguration.class,
                    RuncastObservationAutoConfiguration.class,
                    RuncastTracingAutoConfiguration.class))
            .withBean(ObservationRegistry.class, ObservationRegistry::create);

    private final ApplicationContextRunner tracing =
            contexts.withBean(TracingObservationHandler.class, () -> new DefaultTracingObservationHandler(Tracer.NOOP));

    private static OpenTelemetryCallbackHandler handler() {
        return OpenTelemetryCallbackHandler.create(OpenTelemetry.noop());
    }

    @Test
    void isSaidOnceWhenBothHandlersAreBeans(CapturedOutput output) {
        tracing.withBean(OpenTelemetryCallbackHandler.class, TracedTwiceTest::handler)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).containsOnlyOnce(MESSAGE).contains("WARN");
    }

    @Test
    void isSaidWhenTheProgramHasRegisteredOneItself(CapturedOutput output) {
        try (GlobalCallbacks.Registration registration = GlobalCallbacks.register(handler())) {
            assertThat(registration).isNotNull();
            tracing.run(context -> assertThat(context).hasNotFailed());
        }
        assertThat(output).containsOnlyOnce(MESSAGE);
    }

    @Test
    void isNotSaidWhereObservationsAreNoSpans(CapturedOutput output) {
        contexts.withBean(OpenTelemetryCallbackHandler.class, TracedTwiceTest::handler)
                .run(context -> assertThat(context).hasSingleBean(ObservationCallbackHandler.class));
        assertThat(output).doesNotContain(MESSAGE);
    }

    @Test
    void isNotSaidOfOneHandler(CapturedOutput output) {
        tracing.run(context -> assertThat(context).hasSingleBean(ObservationCallbackHandler.class));
        assertThat(output).doesNotContain(MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ObservationCallbackHandler.class,
                OpenTelemetryCallbackHandler.class,
                TracingObservationHandler.class
            })
    void isNotAskedWhereOneIsMissing(Class<?> missing, CapturedOutput output) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RuncastTracingAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(missing))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(RuncastTracingAutoConfiguration.class));
        assertThat(output).doesNotContain(MESSAGE);
    }
}
