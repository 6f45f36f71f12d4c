package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.TypedRunnable;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the clients of a server hear when its process is told to end. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Processes are not told to end there, but are ended.")
class ExitTest {
    private static final String INPUT = "{\"input\":\"tea\"}";

    /** Serves until its process ends. Runs end when something comes in. */
    public static final class Serving {
        /** Starts the server, and has it wait as many milliseconds at exit as the argument says. */
        public static void main(String[] arguments) throws IOException {
            RunnableServer server = RunnableServer.builder()
                    .port(0)
                    .mount("/wait", TypedRunnable.of("wait", (Object any) -> {
                        while (System.in.available() == 0) {
                            Thread.sleep(5);
                        }
                        return any;
                    }))
                    .stopAtExit(Duration.ofMillis(Long.parseLong(arguments[0])))
                    .start();
            System.out.println(server.uri());
        }
    }

    private static Process start(Duration patience) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Serving.class.getName(),
                        Long.toString(patience.toMillis()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static URI address(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return URI.create(out.readLine());
    }

    @Test
    void runsThatDoNotEndAreCancelledAndTheirClientsAreTold() throws Exception {
        Process process = start(Duration.ZERO);
        URI server = address(process);
        try (RawClient events = new RawClient(server).post("/wait/stream_events", INPUT);
                RawClient custom = new RawClient(server)
                        .post(
                                "/runs/stream",
                                "{\"assistant_id\":\"wait\",\"input\":\"tea\",\"stream_mode\":\"events\"}");
                RawClient caller = new RawClient(server).post("/wait/invoke", INPUT)) {
            events.readTo("on_chain_start");
            custom.readTo("on_chain_start");

            process.toHandle().destroy();

            assertThat(events.readAll())
                    .contains("event: error\ndata: {\"status_code\":503,\"message\":\"The server is stopping.\"}\n\n");
            assertThat(custom.readAll()).contains("event: error\n").contains("\"error\":\"ServerStopping\"");
            assertThat(caller.readTo("HTTP/1.1")).contains("503");
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsThatEndInTimeAreAnswered() throws Exception {
        Process process = start(Duration.ofSeconds(30));
        URI server = address(process);
        try (RawClient events = new RawClient(server).post("/wait/stream_events", INPUT)) {
            events.readTo("on_chain_start");
            process.toHandle().destroy();
            awaitStopping(server);
            process.getOutputStream().write('!');
            process.getOutputStream().flush();
            assertThat(events.readAll()).contains("on_chain_end", "event: end");
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits until new runs are refused. */
    private static void awaitStopping(URI server) throws IOException {
        String status;
        do {
            try (RawClient client = new RawClient(server).post("/wait/stream_events", INPUT)) {
                status = client.readTo("HTTP/1.1");
            }
        } while (!status.contains("503"));
    }

    @Test
    void aServerThatWasStoppedIsNotKept() throws Exception {
        RunnableServer server = RunnableServer.builder()
                .port(0)
                .mount("/echo", TypedRunnable.of("echo", (Object any) -> any))
                .stopAtExit(Duration.ZERO)
                .start();
        WeakReference<RunnableServer> stopped = new WeakReference<>(server);
        server.close();
        server = null;
        while (stopped.get() != null) {
            System.gc(); // The test's time-out ends this.
        }
    }
}
