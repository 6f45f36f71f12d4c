package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.server.attack.Attacked;
import dev.runcast.server.clients.ClientServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that mean no good, or are in trouble themselves. Whatever they do, the server serves others, and nothing is left behind. */
@Timeout(60)
class AbuseTest {
    private static final String INPUT = "{\"input\":\"tea\"}";
    private static final int CLIENTS = 1000;
    private static final int AT_ONCE = 100;

    /** Those of the server, of Jetty, and the clock. */
    private static final int MAX_THREADS = 256 + 64 + 1;

    /** Counts the runs of a server's runnables, as any handler can. */
    private static final class Counting implements CallbackHandler {
        final AtomicInteger started = new AtomicInteger();
        final AtomicInteger ended = new AtomicInteger();

        @Override
        public void onRunStart(RunEvent.Start event) {
            started.incrementAndGet();
        }

        @Override
        public void onRunEnd(RunEvent.End event) {
            ended.incrementAndGet();
        }

        @Override
        public void onRunError(RunEvent.Error event) {
            ended.incrementAndGet();
        }

        RunnableConfig config() {
            return RunnableConfig.builder().addHandler(this).build();
        }
    }

    private static final TypedRunnable<Object, Object> SILENT = TypedRunnable.of("silent", (Object any) -> {
        new CountDownLatch(1).await();
        return any;
    });

    private static final TypedRunnable<Object, Object> CHATTY =
            TypedRunnable.ofConfigured("chatty", (Object any, RunnableConfig config) -> {
                while (true) {
                    CustomEvents.dispatch("chat", "x".repeat(1000), config);
                    Thread.sleep(1);
                }
            });

    private static final TypedRunnable<Object, Object> DEAF = TypedRunnable.of("deaf", (Object any) -> {
        long end = System.nanoTime() + 10_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait(); // and never looks whether it is interrupted
        }
        return any;
    });

    @ParameterizedTest
    @ValueSource(strings = {"silent", "chatty", "deaf"})
    void clientsThatGoAwayLeaveNothingBehind(String name) throws Exception {
        Counting counting = new Counting();
        ServerLimits limits = ServerLimits.builder()
                .heartbeat(Duration.ofMillis(40))
                .maxRuns(AT_ONCE)
                .maxFinishedRuns(1) // so that what is kept of runs does not count
                .build();
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .limits(limits)
                .mount("/silent", SILENT.withConfig(counting.config()))
                .mount("/chatty", CHATTY.withConfig(counting.config()))
                .mount("/deaf", DEAF.withConfig(counting.config()))
                .mount("/echo", TypedRunnable.of("echo", (Object any) -> any))
                .start()) {
            abandon(server, name, AT_ONCE); // has everything loaded and all threads there
            awaitQuiet(server, counting);
            long heap = Attacked.usedHeap();

            for (int i = AT_ONCE; i < CLIENTS; i += AT_ONCE) {
                abandon(server, name, AT_ONCE);
                awaitQuiet(server, counting);
            }

            assertThat(counting.started).hasValue(CLIENTS);
            assertThat(counting.ended).hasValue(CLIENTS);
            assertThat(threads()).hasSizeLessThanOrEqualTo(MAX_THREADS);
            while (Attacked.usedHeap() > heap + 8 * 1024 * 1024) {
                Thread.onSpinWait(); // Threads of runs that have ended may hold something yet. The test's time-out
                // ends this.
            }
            assertThat(Http.post(server, "/echo/invoke", INPUT).statusCode()).isEqualTo(200);
        }
    }

    /** No other server may be there, whose threads come and go. */
    @Test
    void serversThatAreClosedLeaveNoThread() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        RunnableServer server = RunnableServer.builder()
                .port(0)
                .mount("/echo", TypedRunnable.of("echo", (Object any) -> any))
                .start();
        Http.post(server, "/echo/stream_events", INPUT);
        server.close();
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(thread -> !thread.getName().startsWith("runcast-server"));
        for (Thread thread : left) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    /** Starts runs, and resets the connections when all have begun. */
    private static void abandon(RunnableServer server, String name, int count) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new RawClient(server).post("/" + name + "/stream_events", INPUT));
        }
        for (RawClient client : clients) {
            client.readTo("on_chain_start");
        }
        for (RawClient client : clients) {
            client.reset();
        }
    }

    /** Waits until the server does nothing any more. The test's time-out ends it. */
    private static void awaitQuiet(RunnableServer server, Counting counting) throws Exception {
        while (server.activeRuns() > 0 || counting.ended.get() < counting.started.get() || server.connections() > 0) {
            Thread.sleep(5);
        }
    }

    static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName() + " " + thread.getId())
                .filter(name -> name.startsWith("runcast-server"))
                .collect(Collectors.toSet());
    }

    private static String lengthOf(RunnableServer server, String input) {
        try {
            return Http.post(server, "/length/invoke", "{\"input\":\"" + input + "\"}")
                    .body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void requestsThatFollowAtOnceAreReadInOrder() throws Exception {
        String input = "x".repeat(100_000);
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .mount("/length", TypedRunnable.of("length", (String text) -> text.length()))
                .start()) {
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) { // each with a connection of its own
                clients.add(CompletableFuture.runAsync(() -> {
                    for (int j = 0; j < 500; j++) {
                        assertThat(lengthOf(server, input)).contains("\"output\":100000");
                    }
                }));
            }
            clients.forEach(CompletableFuture::join);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P",
                "POST /foo/invoke HTTP/1.1\r\nHo",
                "POST /foo/invoke HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n",
                "POST /foo/invoke HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"input\":",
                "POST /foo/invoke HTTP/1.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n{\"in",
                "POST /nothing HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{",
            })
    void requestsThatDoNotGoOnAreGivenUp(String beginning) throws Exception {
        serveBeside(20, beginning);
    }

    @Test
    void moreSlowRequestsThanThreadsAreGivenUpToo() throws Exception {
        serveBeside(300, "POST /foo/invoke HTTP/1.1\r\nHo");
    }

    /** Serves another client while some do not go on with their requests, and gives those up. */
    private static void serveBeside(int clients, String beginning) throws Exception {
        ServerLimits limits =
                ServerLimits.builder().readTimeout(Duration.ofMillis(300)).build();
        try (RunnableServer server =
                ClientServer.builder().port(0).limits(limits).start()) {
            List<RawClient> slow = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                slow.add(new RawClient(server).send(beginning));
            }
            assertThat(Http.post(server, "/foo/invoke", INPUT).statusCode()).isEqualTo(200);
            for (RawClient client : slow) {
                awaitEnd(client);
            }
            assertThat(Http.post(server, "/foo/invoke", INPUT).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void requestsThatComeByteByByteAreGivenUp() throws Exception {
        ServerLimits limits =
                ServerLimits.builder().readTimeout(Duration.ofMillis(300)).build();
        try (RunnableServer server =
                        ClientServer.builder().port(0).limits(limits).start();
                RawClient client = new RawClient(server).send("GET /foo/input_schema HTTP/1.1\r\nX: ")) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                while (true) {
                    client.send("x");
                    Thread.sleep(10);
                }
            });
        }
    }

    /** Waits until the server has closed the connection, in whatever way. */
    private static void awaitEnd(RawClient client) {
        try (client) {
            client.readAll();
        } catch (java.net.SocketTimeoutException open) {
            throw new AssertionError("The connection is still open.", open);
        } catch (IOException reset) {
            // as when something was not read
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/waiting/invoke", "/waiting/batch", "/runs/wait", "/waiting/stream_events"})
    void callersThatGoAwayEndTheirRuns(String path) throws Exception {
        for (boolean isReset : new boolean[] {false, true}) {
            Waiting waiting = new Waiting();
            try (RunnableServer server = RunnableServer.builder()
                    .port(0)
                    .mount("/waiting", waiting.runnable())
                    .start()) {
                RawClient client = new RawClient(server).post(path, RequestBodies.of(path, "waiting"));
                waiting.begun.acquire();
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
    }

    /** Which come on the same connection before the answer to the first, and have to wait for that. */
    @Test
    void requestsThatComeTooEarlyAreKept() throws Exception {
        Waiting waiting = new Waiting();
        try (RunnableServer server = RunnableServer.builder()
                        .port(0)
                        .mount("/waiting", waiting.runnable())
                        .mount("/echo", TypedRunnable.of("echo", (Object any) -> any))
                        .start();
                RawClient client = new RawClient(server).post("/waiting/invoke", INPUT)) {
            waiting.begun.acquire();
            for (int i = 0; i < 100; i++) {
                client.post("/echo/invoke", "{\"input\":\"" + i + " " + "x".repeat(100) + "\"}");
            }
            waiting.go.countDown();
            for (int i = 0; i < 99; i++) { // The last line does not end.
                assertThat(client.readTo("\"output\":\"" + i + " ")).isNotEmpty();
            }
        }
    }
}
