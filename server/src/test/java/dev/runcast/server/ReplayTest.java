package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.server.attack.Attacked;
import dev.runcast.server.clients.ClientServer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever a connection breaks, a client that comes back has in the end what one has whose connection did not break. */
@Timeout(120)
class ReplayTest {
    private static final int EVENTS = 60;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static List<Long> seeds() {
        return new Random(20261126).longs(25).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cutsLoseAndRepeatNothing(long seed) throws Exception {
        Random random = new Random(seed);
        ServerLimits limits =
                ServerLimits.builder().heartbeat(Duration.ofMillis(5)).build();
        try (RunnableServer server =
                ClientServer.builder().port(0).limits(limits).start()) {
            String body = "{\"assistant_id\":\"ticks\",\"input\":{\"count\":" + EVENTS + ",\"pauseMillis\":"
                    + random.nextInt(3)
                    + "},\"stream_mode\":[\"events\",\"custom\",\"values\"],\"stream_resumable\":true}";
            HttpRequest.Builder next = HttpRequest.newBuilder(URI.create(server.uri() + "/runs/stream"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body));
            List<SseFrame> seen = new ArrayList<>();
            URI location = null;
            boolean isComplete = false;
            for (int cuts = 0; !isComplete; cuts++) {
                HttpResponse<InputStream> response = http.send(next.build(), BodyHandlers.ofInputStream());
                assertThat(response.statusCode()).isEqualTo(200);
                location = server.uri()
                        .resolve(response.headers().firstValue("Location").orElseThrow());
                try (InputStream stream = response.body()) {
                    int length = cuts < 20 ? random.nextInt(3000) : Integer.MAX_VALUE;
                    isComplete = read(stream, length, seen);
                }
                next = HttpRequest.newBuilder(location);
                if (!seen.isEmpty()) {
                    next.header(
                            "Last-Event-ID",
                            String.valueOf(seen.get(seen.size() - 1).id()));
                }
            }
            String whole = http.send(HttpRequest.newBuilder(location).build(), BodyHandlers.ofString())
                    .body();
            assertThat(seen).isEqualTo(withIds(whole));
            assertThat(seen).hasSize(1 + (EVENTS + 3) + EVENTS + 1);
            assertThat(seen.get(seen.size() - 1).data()).isEqualTo("{\"ticks\":" + EVENTS + "}");
        }
    }

    /** Reads so many bytes, takes the frames in them that are complete, and returns whether the stream has ended. */
    private static boolean read(InputStream stream, int length, List<SseFrame> seen) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean ended = false;
        while (bytes.size() < length && !ended) {
            int next = stream.read();
            ended = next < 0;
            if (!ended) {
                bytes.write(next);
            }
        }
        seen.addAll(withIds(bytes.toString(StandardCharsets.UTF_8)));
        return ended;
    }

    private static List<SseFrame> withIds(String text) {
        return SseFrame.parse(text).stream().filter(frame -> frame.id() != null).toList();
    }

    @Test
    void clientsThatDoNotComeBackLeaveNothingBehind() throws Exception {
        ServerLimits limits = ServerLimits.builder()
                .heartbeat(Duration.ofMillis(20))
                .maxReplayEvents(10)
                .maxFinishedRuns(5)
                .maxThreads(20)
                .build();
        try (RunnableServer server =
                ClientServer.builder().port(0).limits(limits).start()) {
            for (int i = 0; i < 20; i++) {
                abandon(server, 15); // has everything loaded, and all threads there that the server ever has
            }
            int threads = AbuseTest.threads().size();
            long heap = Attacked.usedHeap();
            for (int i = 0; i < 20; i++) {
                abandon(server, 15);
            }
            assertThat(AbuseTest.threads()).hasSizeLessThanOrEqualTo(threads + 15);
            while (Attacked.usedHeap() > heap + 8 * 1024 * 1024) {
                Thread.onSpinWait(); // The test's time-out ends this.
            }
        }
    }

    /** Starts runs of which half end with their client, resets the connections, and waits until the server does nothing any more. */
    private static void abandon(RunnableServer server, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            RawClient client = new RawClient(server)
                    .post(
                            "/runs/stream",
                            "{\"assistant_id\":\"ticks\",\"input\":{\"count\":30,\"pauseMillis\":1},"
                                    + "\"stream_mode\":\"events\",\"stream_resumable\":" + (i % 2 == 0) + "}");
            client.readTo("on_chain_start");
            client.reset();
        }
        while (server.activeRuns() > 0 || server.connections() > 0) {
            Thread.sleep(5); // The test's time-out ends this.
        }
    }
}
