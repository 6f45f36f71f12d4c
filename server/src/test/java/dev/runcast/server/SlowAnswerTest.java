package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of LangGraph's API get while they wait for a run. */
@Timeout(60)
class SlowAnswerTest {
    private static final String BODY = "{\"assistant_id\":\"waiting\",\"input\":\"tea\",\"on_disconnect\":\"cancel\"}";

    private static RunnableServer.Builder serving(TypedRunnable<?, ?> waiting) {
        return RunnableServer.builder()
                .port(0)
                .limits(ServerLimits.builder().heartbeat(Duration.ofMillis(50)).build())
                .mount("/waiting", waiting);
    }

    /** Reads the head of an answer, and some white space. */
    private static void readSpace(RawClient client) throws Exception {
        assertThat(client.readTo("HTTP/1.1")).contains("200");
        client.readTo("Transfer-Encoding: chunked");
        for (int i = 0; i < 3; i++) {
            assertThat(client.readTo("1")).isEqualTo("1"); // the length of what comes
            assertThat(client.readLine()).isEmpty();
        }
    }

    @Test
    void whiteSpaceComesBeforeTheResult() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(waiting.runnable()).start();
                RawClient client = new RawClient(server).post("/runs/wait", BODY)) {
            readSpace(client);
            waiting.go.countDown();
            client.readTo("{\"output\":\"tea\"}");
        }
    }

    @Test
    void clientsReadPastIt() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(waiting.runnable()).start();
                RawClient first = new RawClient(server).post("/runs/wait", BODY)) {
            first.readTo("HTTP/1.1");
            String run = first.readTo("Content-Location").replaceFirst("Content-Location: ", "");
            CompletableFuture<HttpResponse<String>> joining = CompletableFuture.supplyAsync(() -> {
                try {
                    return Http.get(server, run + "/join");
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            });
            try (RawClient second = new RawClient(server)) {
                second.send("GET " + run + "/join HTTP/1.1\r\nHost: localhost\r\n\r\n");
                readSpace(second); // and so the other one has some too
            }
            waiting.go.countDown();
            assertThat(joining.get().statusCode()).isEqualTo(200);
            assertThat(joining.get().headers().firstValue("Content-Location")).hasValue(run);
            assertThat(joining.get().headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(joining.get().body().strip()).isEqualTo("{\"output\":\"tea\"}");
        }
    }

    @Test
    void aRunThatFailsSaysSoInTheBody() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        TypedRunnable<String, String> failing = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("failing")
                        .input(String.class)
                        .output(String.class)
                        .build(),
                (text, config) -> {
                    go.await();
                    throw new IllegalStateException("the password is secret");
                });
        try (LogCapture log = LogCapture.ofWarnings();
                RunnableServer server = serving(failing).start();
                RawClient client = new RawClient(server).post("/runs/wait", BODY)) {
            readSpace(client);
            go.countDown();
            assertThat(client.readTo("__error__"))
                    .isEqualTo(
                            "{\"__error__\":{\"error\":\"InternalServerError\",\"message\":\"Internal Server Error\"}}");
            assertThat(log.messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatLeavesEndsItsRun(boolean isReset) throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = serving(waiting.runnable()).start()) {
            RawClient client = new RawClient(server).post("/runs/wait", BODY);
            readSpace(client);
            if (isReset) {
                client.reset();
            } else {
                client.close();
            }
            waiting.interrupted.acquire();
            while (server.activeRuns() > 0) {
                Thread.onSpinWait(); // The test's time-out ends this.
            }
        }
    }

    @Test
    void aServerThatStopsSaysSoInTheBody() throws Exception {
        Waiting waiting = new Waiting();
        RunnableServer server = serving(waiting.runnable()).start();
        try (RawClient client = new RawClient(server).post("/runs/wait", BODY)) {
            readSpace(client);
            server.close();
            assertThat(client.readTo("__error__")).contains("\"error\":\"ServerStopping\"");
        }
    }
}
