package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.spring.app.App;
import dev.runcast.spring.app.Gate;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** What metrics and traces of Spring's say of requests that are served. */
@SpringBootTest(
        classes = App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "runcast.server.expose=research",
            "spring.autoconfigure.exclude=" + TestSecurity.AUTO_CONFIGURATIONS
        })
@Import(ObservedRequestsTest.Observing.class)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // Readers of answers do not heed interruptions.
class ObservedRequestsTest {
    /** Hears of requests when they have ended, which their clients may know before. */
    static class Observing implements ObservationHandler<ServerRequestObservationContext> {
        final BlockingQueue<String> uris = new LinkedBlockingQueue<>();

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof ServerRequestObservationContext;
        }

        @Override
        public void onStop(ServerRequestObservationContext context) {
            uris.add(Objects.requireNonNull(context.getLowCardinalityKeyValue("uri"))
                    .getValue());
        }

        @Bean
        ServerHttpObservationFilter observationFilter() {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(this);
            return new ServerHttpObservationFilter(registry);
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private Gate gate;

    @Autowired
    private Observing observing;

    @Test
    void haveTheirRoutes() throws Exception {
        gate.open();
        Client client = new Client(port);
        client.post("/runnables/research/stream_events", "{\"input\":\"tea\"}");
        client.get("/runnables/threads/00000000-0000-4000-8000-000000000000");
        List<String> uris = new ArrayList<>();
        while (uris.size() < 2) {
            uris.add(observing.uris.take());
        }
        assertThat(uris)
                .containsExactlyInAnyOrder("/runnables/research/stream_events", "/runnables/threads/{thread_id}");
    }
}
