package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.spring.app.App;
import dev.runcast.spring.app.Gate;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What becomes of runs when the application stops. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // Readers of answers do not heed interruptions.
class ShutdownTest {
    private static ConfigurableApplicationContext start(String stopTimeout) {
        return new SpringApplicationBuilder(App.class)
                .properties(Map.of(
                        "server.port",
                        "0",
                        "runcast.server.expose",
                        "*",
                        "runcast.server.stop-timeout",
                        stopTimeout,
                        "spring.autoconfigure.exclude",
                        TestSecurity.AUTO_CONFIGURATIONS))
                .run();
    }

    private static Client client(ConfigurableApplicationContext context) {
        return new Client(((WebServerApplicationContext) context).getWebServer().getPort());
    }

    @Test
    void cancelsThemAndTellsTheirClients() throws Exception {
        ConfigurableApplicationContext context = start("0s");
        Gate gate = context.getBean(Gate.class);
        try (Client.Events events =
                client(context).postEvents("/runnables/research/stream_events", "{\"input\":\"tea\"}")) {
            events.next();
            assertThat(events.next().data()).contains("searching");
            context.close();
            assertThat(gate.awaitCancellation()).isTrue();
            assertThat(events.next().data()).contains("503", "The server is stopping.");
        }
    }

    @Test
    void letsThemEndInTime() throws Exception {
        ConfigurableApplicationContext context = start("60s");
        Gate gate = context.getBean(Gate.class);
        try (Client.Events events =
                client(context).postEvents("/runnables/research/stream_events", "{\"input\":\"tea\"}")) {
            events.next();
            assertThat(events.next().data()).contains("searching");
            CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
            gate.open();
            assertThat(events.rest()).last().isEqualTo(new Client.Event("end", ""));
            closed.get();
        }
    }

    /** Their answers fail at the first write, which may be that of a thread that is not of the web server. */
    @ParameterizedTest
    @ValueSource(strings = {"invoke", "stream", "stream_events"})
    @ExtendWith(OutputCaptureExtension.class)
    void doesNotWaitForRequestsWhoseClientsHaveGone(String verb, CapturedOutput log) throws Exception {
        try (ConfigurableApplicationContext context = start("0s")) {
            Client client = client(context);
            for (int i = 0; i < 300; i++) {
                client.leaveAfter("", "POST", "/runnables/shout/" + verb, "{\"input\":\"tea\"}");
            }
        }
        assertThat(log).contains("Graceful shutdown complete").doesNotContain("Exception");
    }

    @Test
    void goesOnAfterAPause() throws Exception {
        try (ConfigurableApplicationContext context = start("0s")) {
            context.pause();
            context.restart();
            assertThat(client(context)
                            .post("/runnables/shout/invoke", "{\"input\":\"tea\"}")
                            .body())
                    .contains("TEA");
        }
    }
}
