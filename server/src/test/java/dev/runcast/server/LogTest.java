package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.store.ForwardingRunStore;
import dev.runcast.server.store.RunStore;
import dev.runcast.server.store.StoreUnavailableException;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.StoredThread;
import dev.runcast.server.store.ThreadKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server logs of runs, and how much. */
@Timeout(60)
class LogTest {
    private static final String INPUT = "{\"input\":\"tea\"}";

    private final LogCapture log = LogCapture.ofAll();

    @AfterEach
    void close() {
        log.close();
    }

    private static RunnableServer.Builder serving(TypedRunnable<?, ?> runnable) {
        return RunnableServer.builder().port(0).mount("/work", runnable);
    }

    private static TypedRunnable<String, String> failing(Exception failure) {
        return TypedRunnable.of("work", (String text) -> {
            throw failure;
        });
    }

    private List<LogCapture.Entry> above(Level level) {
        return log.entries().stream()
                .filter(entry -> entry.level().isGreaterOrEqual(level))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/work/invoke", "/work/stream", "/work/stream_events", "/work/stream_log", "/runs/wait"})
    void hasAFailureOnce(String path) throws Exception {
        IllegalStateException failure = new IllegalStateException("on purpose");
        try (RunnableServer server = serving(failing(failure)).start()) {
            Http.post(server, path, path.startsWith("/runs") ? "{\"assistant_id\":\"work\",\"input\":\"tea\"}" : INPUT);
        } catch (IOException brokenOff) {
            assertThat(path).startsWith("/work/stream");
        }
        assertThat(above(Level.INFO)).singleElement().satisfies(entry -> {
            assertThat(entry.level()).isEqualTo(Level.WARN);
            assertThat(entry.message()).isEqualTo("A run at \"/work\" failed");
            assertThat(entry.failure()).hasValue(failure);
        });
    }

    @Test
    void hasTheBeginningOfLongStackTraces() throws Exception {
        IOException failure = new IOException("on purpose", overflow());
        failure.addSuppressed(overflow());
        try (RunnableServer server = serving(failing(failure)).start()) {
            Http.post(server, "/work/invoke", INPUT);
        }
        StringWriter text = new StringWriter();
        above(Level.WARN).get(0).failure().orElseThrow().printStackTrace(new PrintWriter(text, true));
        assertThat(text.toString())
                .contains("java.io.IOException: on purpose", "java.lang.StackOverflowError", "LogTest.endless")
                .satisfies(lines -> assertThat(lines.lines()).hasSizeLessThan(200));
    }

    @Test
    void hasTheBeginningOfManyCauses() throws Exception {
        Exception failure = new Exception("the last");
        for (int i = 0; i < 1000; i++) {
            failure = new Exception("cause " + i, failure);
        }
        try (RunnableServer server = serving(failing(failure)).start()) {
            Http.post(server, "/work/invoke", INPUT);
        }
        StringWriter text = new StringWriter();
        above(Level.WARN).get(0).failure().orElseThrow().printStackTrace(new PrintWriter(text, true));
        assertThat(text.toString())
                .contains("cause 999", "cause 995")
                .doesNotContain("cause 994")
                .satisfies(lines -> assertThat(lines.lines()).hasSizeLessThan(200));
    }

    private static StackOverflowError overflow() {
        try {
            return new StackOverflowError("never made " + endless(0));
        } catch (StackOverflowError overflow) {
            return overflow;
        }
    }

    @SuppressWarnings("InfiniteRecursion") // That is what it is for.
    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    @Test
    void hasNoWordOfClientsThatLeave() throws Exception {
        Waiting waiting = new Waiting();
        ServerLimits limits =
                ServerLimits.builder().heartbeat(Duration.ofMillis(40)).build();
        try (RunnableServer server = serving(waiting.runnable()).limits(limits).start()) {
            try (RawClient client = new RawClient(server).post("/work/stream_events", INPUT)) {
                client.readTo("on_chain_start");
                client.reset();
            }
            while (server.activeRuns() > 0) {
                Thread.sleep(5);
            }
        }
        assertThat(above(Level.INFO)).isEmpty();
        assertThat(log.messages()).contains("A run at \"/work\" was cancelled: The client has gone.");
    }

    @Test
    void hasALineOfRunsThatTheServerCancels() throws Exception {
        ServerLimits limits =
                ServerLimits.builder().runTimeout(Duration.ofMillis(50)).build();
        try (RunnableServer server =
                serving(new Waiting().runnable()).limits(limits).start()) {
            Http.post(server, "/work/invoke", INPUT);
        }
        assertThat(above(Level.INFO)).singleElement().satisfies(entry -> {
            assertThat(entry.level()).isEqualTo(Level.INFO);
            assertThat(entry.message())
                    .isEqualTo(
                            "A run at \"/work\" was cancelled: The run took longer than PT0.05S, and was cancelled.");
            assertThat(entry.failure()).isEmpty();
        });
    }

    /** Cannot be reached while it is told so. */
    private static final class DistantStore extends ForwardingRunStore {
        private final Semaphore asked = new Semaphore(0);
        private volatile boolean isAway = true;

        DistantStore() {
            super(RunStore.inMemory(ServerLimits.defaults()));
        }

        private void reach() {
            asked.release();
            if (isAway) {
                throw new StoreUnavailableException("The cable is cut. Join it.", new IOException("cut"));
            }
        }

        @Override
        public List<StoredRun> lost(int limit) {
            reach();
            return super.lost(limit);
        }

        @Override
        public Optional<StoredThread> thread(ThreadKey thread) {
            reach();
            return super.thread(thread);
        }
    }

    @Test
    void hasAStoreThatCannotBeReachedOnce() throws Exception {
        DistantStore store = new DistantStore();
        try (RunnableServer server = serving(TypedRunnable.of("work", (String text) -> text))
                .store(store)
                .start()) {
            HttpResponse<String> refused = Http.get(server, "/threads/" + LangGraphJson.NOBODY);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("The runs of the server cannot be reached. Try again later.");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            store.asked.acquire(4);
            store.isAway = false;
            store.asked.acquire(2);
            assertThat(above(Level.INFO))
                    .extracting(LogCapture.Entry::message)
                    .containsExactly(
                            "A request to GET /threads/" + LangGraphJson.NOBODY
                                    + " needs the store of runs: The cable is cut. Join it.",
                            "The store of runs cannot be reached",
                            "The store of runs can be reached again");
        }
    }
}
