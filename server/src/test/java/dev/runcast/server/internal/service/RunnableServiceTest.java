package dev.runcast.server.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.internal.http.Exchange;
import dev.runcast.server.internal.http.Response;
import dev.runcast.server.internal.http.ResponseStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service without a web server. */
class RunnableServiceTest {
    /** A request for a stream, whose client takes a while to read each part of the answer. */
    private static final class SlowClient implements Exchange, ResponseStream {
        private static final byte[] BODY = "{\"input\":\"tea\"}".getBytes(StandardCharsets.UTF_8);
        private static final Duration WHILE = Duration.ofMillis(200);

        private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
        private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String rawPath() {
            return "/waiting/stream_events";
        }

        @Override
        public Optional<String> rawQuery() {
            return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(Map.of("content-type", "application/json", "host", "localhost")
                    .get(name.toLowerCase(Locale.ROOT)));
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }

        @Override
        public CompletionStage<byte[]> body(IntPredicate mayHave) {
            return CompletableFuture.completedStage(BODY);
        }

        @Override
        public void setHeader(String name, String value) {}

        @Override
        public void respond(Response response) {
            throw new AssertionError(new String(response.body(), StandardCharsets.UTF_8));
        }

        @Override
        public ResponseStream stream(int status, Map<String, String> headers) {
            return this;
        }

        @Override
        public void onGone(Runnable listener) {}

        @Override
        public void onOver(Runnable listener) {
            over.thenRun(listener);
        }

        @Override
        public CompletionStage<Void> write(byte[] bytes) {
            return CompletableFuture.runAsync(
                    () -> {
                        synchronized (answer) {
                            answer.writeBytes(bytes);
                        }
                    },
                    CompletableFuture.delayedExecutor(WHILE.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public void end() {
            over.complete(null);
        }

        @Override
        public void cut() {
            over.complete(null);
        }

        String answer() {
            synchronized (answer) {
                return answer.toString(StandardCharsets.UTF_8);
            }
        }
    }

    @Test
    @Timeout(60)
    void stopsWhenTheClientsOfItsRunsHaveBeenTold() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        RunnableService service = RunnableService.builder()
                .mount("/waiting", TypedRunnable.of("waiting", (String input) -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return input;
                }))
                .build();
        SlowClient client = new SlowClient();
        service.handle(client);
        begun.await();
        service.stop(Duration.ZERO);
        service.close();
        assertThat(client.answer()).contains("on_chain_start", "The server is stopping.");
        assertThat(client.over).isDone();
    }
}
