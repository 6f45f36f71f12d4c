package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DisconnectTest {
    private static final ServerLimits LIMITS =
            ServerLimits.builder().heartbeat(Duration.ofMillis(100)).build();

    @Test
    void aSilentRunIsCancelledWhenItsClientHasGone() throws Exception {
        CompletableFuture<Thread> cancelled = new CompletableFuture<>();
        TypedRunnable<String, String> silent = TypedRunnable.of("silent", (String text, RunnableConfig config) -> {
            try {
                new CountDownLatch(1).await();
                return text;
            } catch (InterruptedException interrupted) {
                cancelled.complete(Thread.currentThread());
                throw interrupted;
            }
        });
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .limits(LIMITS)
                .mount("/silent", silent)
                .start()) {
            RawClient client = new RawClient(server).post("/silent/stream_events", "{\"input\":\"tea\"}");
            client.readTo("on_chain_start");
            client.readTo(": ping");
            client.reset();
            assertThat(cancelled.get(20, TimeUnit.SECONDS)).isNotNull();
        }
    }
}
