package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.spring.app.App;
import dev.runcast.spring.app.Gate;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.springframework.context.ApplicationContext;

/** What is served by a real application in a real Tomcat. */
@SpringBootTest(
        classes = App.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "runcast.server.expose=research,fail,shout",
            "runcast.server.allowed-origins=https://example.com",
            "runcast.server.hosts=runs.example.com",
            "runcast.server.limits.heartbeat=1s",
            "spring.autoconfigure.exclude=" + TestSecurity.AUTO_CONFIGURATIONS
        })
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // Readers of answers do not heed interruptions.
class ServedRunnablesTest {
    @LocalServerPort
    private int port;

    @Autowired
    private Gate gate;

    @Autowired
    private ApplicationContext context;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(port);
    }

    @Test
    void answersARequest() throws Exception {
        gate.open();
        HttpResponse<String> answer = client.post("/runnables/research/invoke", "{\"input\":\"tea\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"output\":\"about tea\"");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void servesBeansThatAreRunnablesByTheNamesOfTheBeans() throws Exception {
        assertThat(client.post("/runnables/shout/invoke", "{\"input\":\"tea\"}").body())
                .contains("\"output\":\"TEA\"");
    }

    @Test
    void runsAreHeardByHandlersOfTheApplicationOnly() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        CallbackHandler own = new HandlerBeansTest.Noting("own", heard);
        CallbackHandler foreign = new HandlerBeansTest.Noting("foreign", heard);
        GlobalCallbacks.Registration one = GlobalCallbacks.register(foreign, new Object());
        GlobalCallbacks.Registration other = GlobalCallbacks.register(own, context);
        try {
            client.post("/runnables/shout/invoke", "{\"input\":\"tea\"}");
            gate.open();
            client.post("/runnables/research/invoke", "{\"input\":\"tea\"}");
        } finally {
            one.close();
            other.close();
        }
        assertThat(heard).containsExactly("own", "own");
    }

    @Test
    void streamsEventsBeforeTheRunEnds() throws Exception {
        try (Client.Events events = client.postEvents("/runnables/research/stream_events", "{\"input\":\"tea\"}")) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).startsWith("text/event-stream");
            assertThat(events.next().data()).contains("on_chain_start");
            assertThat(events.next().data()).contains("on_custom_event", "searching");
            gate.open(); // The run goes on only now that its first events have been read.
            assertThat(events.next().data()).contains("writing");
            assertThat(events.rest()).last().isEqualTo(new Client.Event("end", ""));
        }
    }

    @Test
    void cancelsTheRunOfAClientThatLeaves() throws Exception {
        client.leaveAfter("searching", "POST", "/runnables/research/stream_events", "{\"input\":\"tea\"}");
        assertThat(gate.awaitCancellation()).isTrue();
    }

    @Test
    void cancelsTheRunOfAClientThatWaitsAndLeaves() throws Exception {
        client.leaveAfter(
                "Content-Location",
                "POST",
                "/runnables/runs/wait",
                "{\"assistant_id\":\"research\",\"input\":\"tea\"}");
        assertThat(gate.awaitCancellation()).isTrue();
    }

    @Test
    void tellsAClientThatAStreamIsNotComplete(CapturedOutput log) throws Exception {
        try (Client.Events events = client.postEvents("/runnables/fail/stream_events", "{\"input\":\"the reason\"}")) {
            assertThat(events.next().data()).contains("on_chain_start");
            assertThat(events.next())
                    .isEqualTo(
                            new Client.Event("error", "{\"status_code\":500,\"message\":\"Internal Server Error\"}"));
            assertThatThrownBy(events::rest).isInstanceOf(IOException.class);
        }
        assertThat(client.get("/plain").statusCode()).isEqualTo(200);
        assertThat(log)
                .contains("IllegalStateException: the reason")
                .doesNotContain("Servlet.service()", "ExceptionResolver");
    }

    @Test
    void answersThatARunFailed() throws Exception {
        HttpResponse<String> answer = client.post("/runnables/fail/invoke", "{\"input\":\"the reason\"}");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Internal Server Error\"}");
    }

    @Test
    void saysWhatDoesNotFit() throws Exception {
        assertThat(client.post("/runnables/research/invoke", "{\"inputs\":1}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void servesNothingThatIsNotExposed() throws Exception {
        assertThat(client.post("/runnables/secret/invoke", "{\"input\":null}").statusCode())
                .isEqualTo(404);
        assertThat(client.get("/runnables/nothing").statusCode()).isEqualTo(404);
        assertThat(client.get("/runnables/runnables").body())
                .contains("\"/research\"", "\"/shout\"")
                .doesNotContain("secret");
    }

    @Test
    void describesWhereItIs() throws Exception {
        assertThat(client.get("/runnables/openapi.json").body())
                .contains("\"servers\":[{\"url\":\"/runnables\"}]", "\"/shout/invoke\"");
    }

    @Test
    void servesTheLivePage() throws Exception {
        HttpResponse<String> withoutSlash = client.get("/runnables");
        assertThat(withoutSlash.statusCode()).isEqualTo(302);
        assertThat(withoutSlash.headers().firstValue("Location")).contains("runnables/");
        assertThat(client.get("/runnables/").body()).contains("<title>");
        assertThat(client.get("/runnables/page/page.js").statusCode()).isEqualTo(200);
    }

    @Test
    void speaksTheOtherProtocolsToo() throws Exception {
        String thread = client.post("/runnables/threads", "{}").body();
        assertThat(thread).contains("\"thread_id\"");
        gate.open();
        assertThat(client.post("/runnables/runs/wait", "{\"assistant_id\":\"research\",\"input\":\"tea\"}")
                        .body())
                .contains("about tea");
        gate.open();
        assertThat(client.post(
                                "/runnables/ag-ui/research",
                                "{\"threadId\":\"1\",\"runId\":\"2\",\"messages\":[],\"tools\":[],\"context\":[],\"state\":{},"
                                        + "\"forwardedProps\":{\"input\":\"tea\"}}")
                        .body())
                .contains("RUN_STARTED", "searching", "RUN_FINISHED");
    }

    @Test
    void refusesPagesOfOtherOriginsAndAllowsThoseThatAreNamed() throws Exception {
        assertThat(client.post("/runnables/shout/invoke", "{\"input\":\"a\"}", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.post("/runnables/shout/invoke", "{\"input\":\"a\"}", "Origin", "http://localhost:" + port)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> allowed =
                client.post("/runnables/shout/invoke", "{\"input\":\"a\"}", "Origin", "https://example.com");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://example.com");
        HttpResponse<String> asked = client.options(
                "/runnables/shout/invoke", "Origin", "https://example.com", "Access-Control-Request-Method", "POST");
        assertThat(asked.statusCode()).isEqualTo(204);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods")).contains("DELETE, GET, PATCH, POST");
    }

    @Test
    void isCalledByTheNamesThatAreGiven() throws Exception {
        assertThat(client.statusByHost("/runnables/runnables", "runs.example.com"))
                .isEqualTo(200);
        assertThat(client.statusByHost("/runnables/runnables", "localhost")).isEqualTo(200);
        assertThat(client.statusByHost("/runnables/runnables", "evil.example")).isEqualTo(421);
        assertThat(client.statusByHost("/plain", "evil.example")).isEqualTo(200);
    }

    @Test
    void leavesTheRestOfTheApplicationAlone() throws Exception {
        assertThat(client.get("/plain").body()).isEqualTo("not exposed");
    }
}
