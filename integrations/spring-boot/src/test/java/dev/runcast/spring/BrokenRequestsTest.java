package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.spring.app.App;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests whose bodies do not come, or too slowly, or malformed, and those whose clients go. Nothing is logged of them. */
@SpringBootTest(
        classes = App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "runcast.server.expose=shout",
            "runcast.server.limits.read-timeout=2s",
            "server.tomcat.connection-timeout=1s",
            "server.tomcat.keep-alive-timeout=60s",
            "spring.autoconfigure.exclude=" + TestSecurity.AUTO_CONFIGURATIONS
        })
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // Readers of answers do not heed interruptions.
class BrokenRequestsTest {
    private static final String HALF = "POST /runnables/shout/invoke HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1500\r\n\r\n{\"in";

    @LocalServerPort
    private int port;

    @Autowired
    private ServedRunnables served;

    @Test
    void areGivenUpIfTheyDoNotGoOn(CapturedOutput log) throws Exception {
        assertIsRefused(HALF);
        assertServesOthers(log);
    }

    @Test
    void areGivenUpIfTheyAreMalformed(CapturedOutput log) throws Exception {
        assertIsRefused(HALF.replace("Content-Length: 1500", "Transfer-Encoding: chunked"));
        assertServesOthers(log);
    }

    @Test
    void areGivenUpIfTheyTakeTooLong(CapturedOutput log) throws Exception {
        long start = System.nanoTime();
        try (Socket socket = send(HALF)) {
            while (true) {
                Thread.sleep(100);
                socket.getOutputStream().write('x');
            }
        } catch (SocketException closed) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
        assertServesOthers(log);
    }

    @Test
    void areGivenUpIfTheClientGoes(CapturedOutput log) throws Exception {
        for (int i = 0; i < 10; i++) {
            try (Socket socket = send(HALF)) {
                socket.setSoLinger(i % 2 == 0, 0);
            }
        }
        assertServesOthers(log);
    }

    /** The answer is larger than what is on its way at once, and so writing it fails. */
    @Test
    void giveTheirPlacesBackIfTheClientGoesWhileItIsAnswered(CapturedOutput log) throws Exception {
        String body = "{\"input\":\"" + "x".repeat(900_000) + "\"}";
        String request = HALF.substring(0, HALF.indexOf("1500")) + body.length() + "\r\n\r\n" + body;
        for (int i = 0; i < 30; i++) {
            try (Socket socket = send(request)) {
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
        }
        while (served.activeRuns() > 0) {
            Thread.onSpinWait(); // The test's time-out ends this.
        }
        assertServesOthers(log);
    }

    private void assertIsRefused(String request) throws Exception {
        try (Socket socket = send(request)) {
            socket.setSoTimeout(50_000);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    private void assertServesOthers(CapturedOutput log) throws Exception {
        assertThat(new Client(port)
                        .post("/runnables/shout/invoke", "{\"input\":\"tea\"}")
                        .body())
                .contains("\"output\":\"TEA\"");
        assertThat(log).doesNotContain("Exception");
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}
