package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.spring.app.App;
import dev.runcast.spring.app.Gate;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
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
import org.springframework.context.annotation.Import;

/** Event streams of controllers of a real application in a real Tomcat. */
@SpringBootTest(
        classes = App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.autoconfigure.exclude=" + TestSecurity.AUTO_CONFIGURATIONS,
            // Tomcat may wait for a request of Spring's emitters whose first write fails, although that is over.
            "spring.lifecycle.timeout-per-shutdown-phase=1s"
        })
@Import(SilentController.class)
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // Readers of answers do not heed interruptions.
class RunEventsTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Gate gate;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(port);
    }

    @Test
    void sendsEventsBeforeTheRunEnds() throws Exception {
        try (Client.Events events = client.getEvents("/research?topic=tea")) {
            assertThat(events.header("Content-Type")).startsWith("text/event-stream");
            assertThat(events.header("X-Accel-Buffering")).isEqualTo("no");
            Client.Event start = events.next();
            assertThat(start.name()).isEqualTo("data");
            assertThat(start.data())
                    .startsWith("{\"event\":\"on_chain_start\",\"data\":{\"input\":\"tea\"},\"name\":\"research\"");
            assertThat(events.next().data()).contains("on_custom_event", "{\"step\":1,\"note\":\"searching\"}");
            gate.open(); // The run goes on only now that its first events have been read.
            assertThat(events.rest())
                    .extracting(Client.Event::data)
                    .satisfiesExactly(
                            second -> assertThat(second).contains("writing"),
                            chunk -> assertThat(chunk).contains("on_chain_stream"),
                            end -> assertThat(end).contains("on_chain_end", "about tea"),
                            last -> assertThat(last).isEqualTo("{}"));
        }
    }

    @Test
    void endsWithAnEventOfWhichBrowsersHear() throws Exception {
        gate.open();
        try (Client.Events events = client.getEvents("/research?topic=tea")) {
            assertThat(events.rest()).last().isEqualTo(new Client.Event("end", "{}"));
        }
    }

    @Test
    void saysThatTheRunFailedAndLogsWhy(CapturedOutput log) throws Exception {
        try (Client.Events events = client.getEvents("/fail?why=reason")) {
            assertThat(events.rest())
                    .endsWith(
                            new Client.Event("error", "{\"status_code\":500,\"message\":\"Internal Server Error\"}"),
                            new Client.Event("end", "{}"));
        }
        assertThat(log).contains("The run \"fail\" failed").contains("IllegalStateException: reason");
    }

    @Test
    void endsAlsoWhenTheRunIsCancelledOnTheServer(CapturedOutput log) throws Exception {
        try (Client.Events events = client.getEvents("/cancelled")) {
            assertThat(events.rest()).extracting(Client.Event::name).endsWith("error", "end");
        }
        assertThat(log).contains("The run \"cancelled\" was cancelled: enough").doesNotContain("CancellationException");
    }

    @Test
    void cancelsTheRunOfAClientThatLeavesWhileItIsSilent() throws Exception {
        client.leaveAfter("searching", "GET", "/silent?topic=tea", "");
        assertThat(gate.awaitCancellation()).isTrue();
    }

    @Test
    void cancelsTheRunOfAClientThatLeavesWhileItEmits() throws Exception {
        client.leaveAfter("again", "GET", "/endless", "");
        gate.awaitRun();
        assertThat(gate.awaitCancellation()).isTrue();
    }

    @Test
    void theRunWaitsForAClientThatDoesNotRead() throws Exception {
        try (Socket client = this.client.connectWithoutReading("/endless")) {
            Thread run = gate.awaitRun();
            while (!isWaitingForItsReader(run)) {
                Thread.onSpinWait();
            }
            client.setSoLinger(true, 0);
        }
        assertThat(gate.awaitCancellation()).isTrue();
    }

    private static boolean isWaitingForItsReader(Thread run) {
        return run.getState() == Thread.State.WAITING
                && Arrays.stream(run.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith("dev.runcast.runtime.engine.stream."));
    }

    @Test
    void servesNothingByItself() throws Exception {
        assertThat(client.get("/runnables/").statusCode()).isEqualTo(404);
        assertThat(client.post("/runnables/research/invoke", "{\"input\":\"tea\"}")
                        .statusCode())
                .isEqualTo(404);
    }
}
