package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.io.Serial;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That whatever a method of the program throws, the client is answered at once, the log tells it, and the place is given back. */
class FailingProgramTest {
    /** What the JVM or an assertion throws. */
    enum Fault {
        ASSERTION(() -> new AssertionError("secret")),
        INITIALIZER(() -> new ExceptionInInitializerError("secret")),
        STACK(StackOverflowError::new),
        MEMORY(() -> new OutOfMemoryError("secret")),
        RUNTIME(() -> new IllegalStateException("secret"));

        private final Supplier<Throwable> failure;

        Fault(Supplier<Throwable> failure) {
            this.failure = failure;
        }

        @SuppressWarnings("unchecked")
        <E extends Throwable> Object raise() throws E {
            throw (E) failure.get();
        }
    }

    private static volatile Fault fault = Fault.ASSERTION;

    /** Fails when it is read. */
    record Unreadable(String text) {
        Unreadable {
            fault.raise();
        }
    }

    /** Fails when it is written, and when it is compared. */
    public static final class Unwritable {
        public Object getText() {
            return fault.raise();
        }

        @Override
        public boolean equals(Object other) {
            return fault.raise() == other;
        }

        @Override
        public int hashCode() {
            return fault.raise().hashCode();
        }

        @Override
        public String toString() {
            return fault.raise().toString();
        }
    }

    /** Fails in all of its methods that can be overridden. */
    static final class Unspeakable extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            return fault.raise().toString();
        }

        @Override
        public Throwable getCause() {
            return (Throwable) fault.raise();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return (StackTraceElement[]) fault.raise();
        }

        @Override
        public String toString() {
            return fault.raise().toString();
        }
    }

    private RunnableServer server;
    private LogCapture log;

    @BeforeEach
    void start() throws Exception {
        log = LogCapture.ofWarnings();
        server = RunnableServer.builder()
                .showErrors(true)
                .limits(ServerLimits.builder().maxRuns(1).build())
                .mount("/read", TypedRunnable.of(input(Unreadable.class), (Object any) -> "done"))
                .mount("/write", TypedRunnable.of("write", (Object any) -> new Unwritable()))
                .mount("/chunks", TypedRunnable.ofChunks("chunks", FailingProgramTest::chunks))
                .mount("/fail", TypedRunnable.of("fail", (Object any) -> {
                    throw new Unspeakable();
                }))
                .mount("/wrap", TypedRunnable.of("wrap", (Object any) -> {
                    throw new IllegalStateException("outer", new Unspeakable());
                }))
                .port(0)
                .start();
    }

    private static RunnableDescriptor input(Class<?> type) {
        return RunnableDescriptor.builder("read").input(type).build();
    }

    private static void chunks(Object any, RunnableConfig config, ChunkSink<Object> chunks) throws Exception {
        chunks.emit(new Unwritable());
        chunks.emit(new Unwritable());
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    /** Waits for the place of the run, so that the next one has it. */
    private HttpResponse<String> post(String path, String json) throws Exception {
        HttpResponse<String> response = Http.post(server, path, json);
        awaitEnd();
        return response;
    }

    private void awaitEnd() {
        while (server.activeRuns() > 0) {
            Thread.onSpinWait();
        }
    }

    /** The place of the only run that there may be is free again. */
    private void placeIsFree() throws Exception {
        awaitEnd();
        assertThat(log.messages()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "RUNTIME", mode = EnumSource.Mode.EXCLUDE)
    void inputThatCannotBeRead(Fault each) throws Exception {
        fault = each;
        for (String path :
                List.of("/read/invoke", "/read/stream", "/read/stream_events", "/ag-ui/read", "/runs/wait")) {
            assertThat(post(
                                    path,
                                    path.startsWith("/ag-ui")
                                            ? "{\"threadId\":\"t\",\"runId\":\"r\",\"forwardedProps\":{\"input\":{\"text\":\"t\"}}}"
                                            : path.startsWith("/runs")
                                                    ? "{\"assistant_id\":\"read\",\"input\":{\"text\":\"t\"}}"
                                                    : "{\"input\":{\"text\":\"t\"}}")
                            .statusCode())
                    .as(path)
                    .isEqualTo(500);
        }
        placeIsFree();
    }

    @ParameterizedTest
    @EnumSource
    void outputThatCannotBeWritten(Fault each) throws Exception {
        fault = each;
        assertThat(post("/write/invoke", "{\"input\":1}").statusCode()).isEqualTo(500);
        assertThat(post("/write/batch", "{\"inputs\":[1]}").statusCode()).isEqualTo(500);
        assertThat(post("/runs/wait", "{\"assistant_id\":\"write\",\"input\":1}")
                        .body())
                .contains("InternalServerError");
        assertThat(Http.post(
                                server,
                                "/ag-ui/write",
                                "{\"threadId\":\"t\",\"runId\":\"r\",\"forwardedProps\":{\"input\":1}}")
                        .body())
                .contains("RUN_ERROR");
        placeIsFree();
    }

    static Stream<String> streams() {
        return Stream.of("/chunks/stream", "/chunks/stream_events", "/chunks/stream_log", "/write/stream_log");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void chunksThatCannotBeWritten(String path) throws Exception {
        for (Fault each : Fault.values()) {
            fault = each;
            assertThat(post(path, "{\"input\":1,\"error_events\":true}").body())
                    .as(path + " " + each)
                    .containsPattern("event: (end|error)");
            awaitEnd();
        }
    }

    @ParameterizedTest
    @EnumSource
    void failuresWhoseMethodsFail(Fault each) throws Exception {
        fault = each;
        for (String path : List.of("/fail", "/wrap")) {
            assertThat(post(path + "/invoke", "{\"input\":1}").statusCode()).isEqualTo(500);
            assertThat(post(path + "/batch", "{\"inputs\":[1]}").statusCode()).isEqualTo(500);
            assertThat(post(path + "/stream_events", "{\"input\":1,\"error_events\":true}")
                            .body())
                    .contains("event: error");
            assertThat(post("/runs/wait", "{\"assistant_id\":\"" + path.substring(1) + "\",\"input\":1}")
                            .body())
                    .contains("InternalServerError");
        }
        placeIsFree();
        assertThat(log.entries())
                .allSatisfy(entry -> assertThat(entry.failure()).isPresent());
    }

    @Test
    void aPredicateOfTokensThatFails() throws Exception {
        try (RunnableServer asking = RunnableServer.builder()
                .bearerTokens(token -> {
                    throw new AssertionError("secret");
                })
                .mount("/echo", TypedRunnable.of("echo", (Object any) -> any))
                .port(0)
                .start()) {
            assertThat(Http.post(asking, "/echo/invoke", "{\"input\":1}", "Authorization", "Bearer x")
                            .statusCode())
                    .isEqualTo(500);
        }
        assertThat(log.messages()).containsExactly("A request to POST /echo/invoke failed");
    }
}
