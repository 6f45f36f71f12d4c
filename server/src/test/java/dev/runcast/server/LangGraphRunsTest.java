package dev.runcast.server;

import static dev.runcast.server.LangGraphJson.NOBODY;
import static dev.runcast.server.LangGraphJson.each;
import static dev.runcast.server.LangGraphJson.frames;
import static dev.runcast.server.LangGraphJson.list;
import static dev.runcast.server.LangGraphJson.location;
import static dev.runcast.server.LangGraphJson.newThread;
import static dev.runcast.server.LangGraphJson.object;
import static dev.runcast.server.LangGraphJson.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.server.clients.ClientServer;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of LangGraph's runs API that go on without a client, wait for each other, are listed and deleted. */
@Timeout(60)
class LangGraphRunsTest {
    private final Waiting waiting = new Waiting();
    private RunnableServer server;

    private RunnableServer.Builder serving() {
        return ClientServer.builder().mount("/waiting", waiting.runnable()).port(0);
    }

    @BeforeEach
    void start() throws Exception {
        server = serving().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Starts a run that no client waits for, and returns where it is. */
    private String create(String thread, String assistant, String rest) throws Exception {
        HttpResponse<String> response = Http.post(server, "/threads/" + thread + "/runs", run(assistant, rest));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return location(response);
    }

    private Object status(String run) throws Exception {
        return object(Http.get(server, run)).get("status");
    }

    private String join(String run) throws Exception {
        return Http.get(server, run + "/join").body();
    }

    @Nested
    class WithoutAClient {
        @Test
        void areToldOfAtOnce() throws Exception {
            String thread = newThread(server);
            HttpResponse<String> response = Http.post(
                    server, "/threads/" + thread + "/runs", run("waiting", ",\"metadata\":{\"user\":\"ada\"}"));
            Map<String, Object> run = object(response);
            assertThat(run.get("thread_id")).isEqualTo(thread);
            assertThat(run.get("assistant_id")).isEqualTo("waiting");
            assertThat(run.get("metadata")).isEqualTo(Map.of("user", "ada"));
            assertThat(location(response)).isEqualTo("/threads/" + thread + "/runs/" + run.get("run_id"));
            waiting.begun.acquire();
            assertThat(status(location(response))).isEqualTo("running");
            waiting.go.countDown();
            assertThat(join(location(response))).isEqualTo("{\"output\":\"tea\"}");
        }

        @Test
        void needNoThread() throws Exception {
            String run = location(Http.post(server, "/runs", run("foo", ",\"stream_mode\":\"custom\"")));
            assertThat(join(run)).isEqualTo("{\"output\":\"TEA\"}");
            assertThat(frames(Http.get(server, run + "/stream")))
                    .extracting(SseFrame::event)
                    .containsExactly("metadata", "custom", "custom", "custom");
        }

        @Test
        void endWithAClientThatWaitsForThat() throws Exception {
            String run = create(newThread(server), "waiting", "");
            waiting.begun.acquire();
            try (RawClient client = new RawClient(server)) {
                client.send("GET " + run + "/join?cancel_on_disconnect=1 HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(status(run)).isEqualTo("running");
                client.reset();
                waiting.interrupted.acquire();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {",\"on_disconnect\":\"wait\"", ",\"webhook\":\"http://localhost\""})
        void areRefusedIfTheyCannotBeSo(String rest) throws Exception {
            assertThat(Http.post(server, "/runs", run("foo", rest)).statusCode())
                    .isEqualTo(422);
        }
    }

    @Nested
    class OfABatch {
        private HttpResponse<String> batch(String... runs) throws Exception {
            return Http.post(server, "/runs/batch", " [" + String.join(",", runs) + "]");
        }

        @Test
        void areToldOfAtOnce() throws Exception {
            List<Object> made = list(batch(
                    run("waiting", ",\"metadata\":{\"user\":\"ada\"}"),
                    run("foo", ",\"thread_id\":null"),
                    run("foo", "")));
            assertThat(each(made, "assistant_id")).containsExactly("waiting", "foo", "foo");
            assertThat(each(made, "metadata")).startsWith(Map.of("user", "ada"));
            assertThat(each(made, "thread_id")).doesNotHaveDuplicates();
            waiting.begun.acquire();
            waiting.go.countDown();
            List<Object> threads = each(made, "thread_id");
            List<Object> ids = each(made, "run_id");
            List<String> outputs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                outputs.add(join("/threads/" + threads.get(i) + "/runs/" + ids.get(i)));
            }
            assertThat(outputs).containsExactly("{\"output\":\"tea\"}", "{\"output\":\"TEA\"}", "{\"output\":\"TEA\"}");
        }

        @Test
        void mayBeNone() throws Exception {
            assertThat(batch().body()).isEqualTo("[]");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {}                                              | ["body"]
                null                                            | ["body"]
                ["x"]                                           | ["body","0"]
                [{"assistant_id":"waiting","input":"x"},{}]     | ["body","1","assistant_id"]
                [{"assistant_id":"waiting","newest":1}]         | ["body","0","newest"]
                [{"assistant_id":"waiting","thread_id":"t"}]    | ["body","0","thread_id"]
                """)
        void areRefusedAsAWhole(String body, String place) throws Exception {
            HttpResponse<String> response = Http.post(server, "/runs/batch", body);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("\"loc\":" + place);
            assertThat(server.activeRuns()).isZero();
        }

        @Test
        void areNoneWhereThereIsNoRoomForAll() throws Exception {
            try (RunnableServer small =
                    serving().limits(ServerLimits.builder().maxRuns(3).build()).start()) {
                Http.post(small, "/runs", run("waiting", ""));
                waiting.begun.acquire();
                String three = "[" + String.join(",", Collections.nCopies(3, run("waiting", ""))) + "]";
                assertThat(Http.post(small, "/runs/batch", three).statusCode()).isEqualTo(503);
                assertThat(small.activeRuns()).isEqualTo(1);
                assertThat(waiting.begun.availablePermits())
                        .as("runs that began")
                        .isZero();
                String four = three.replace("]", "," + run("foo", "") + "]");
                HttpResponse<String> response = Http.post(small, "/runs/batch", four);
                assertThat(response.statusCode()).isEqualTo(422);
                assertThat(response.body()).contains("A batch of 4 runs is more than the server does at once");
            }
        }
    }

    @Nested
    class Lists {
        private List<Object> list(String thread, String query) throws Exception {
            return LangGraphJson.list(Http.get(server, "/threads/" + thread + "/runs" + query));
        }

        @Test
        void haveTheRunsThatWereAskedForLastFirst() throws Exception {
            String thread = newThread(server);
            String first = create(thread, "foo", "");
            join(first);
            String second = create(thread, "waiting", "");
            String third = create(thread, "foo", ",\"multitask_strategy\":\"enqueue\"");
            waiting.begun.acquire();
            List<Object> all = list(thread, "");
            assertThat(each(all, "status")).containsExactly("pending", "running", "success");
            assertThat(all)
                    .containsExactly(
                            object(Http.get(server, third)),
                            object(Http.get(server, second)),
                            object(Http.get(server, first)));
            assertThat(list(thread, "?limit=1&offset=1")).isEqualTo(all.subList(1, 2));
            assertThat(list(thread, "?status=success")).isEqualTo(all.subList(2, 3));
            assertThat(list(thread, "?status=error")).isEmpty();
            assertThat(list(thread, "?select=status&select=multitask_strategy&limit=1"))
                    .isEqualTo(List.of(Map.of("status", "pending", "multitask_strategy", "enqueue")));
        }

        @Test
        void haveTheRunsOfOneThread() throws Exception {
            join(create(newThread(server), "foo", ""));
            assertThat(list(newThread(server), "")).isEmpty();
            assertThat(Http.get(server, "/threads/" + NOBODY + "/runs").statusCode())
                    .isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"limit=0", "limit=x", "limit=99999999999", "offset=-1", "status=gone", "select=owner"})
        void areRefusedIfTheyCannotBeSo(String query) throws Exception {
            String thread = newThread(server);
            join(create(thread, "foo", ""));
            HttpResponse<String> response = Http.get(server, "/threads/" + thread + "/runs?" + query);
            assertThat(response.statusCode()).isEqualTo(422);
        }
    }

    @Nested
    class Deletions {
        @Test
        void areOfRunsThatHaveEnded() throws Exception {
            String thread = newThread(server);
            String run = create(thread, "foo", "");
            join(run);
            assertThat(Http.send(server, "DELETE", run).statusCode()).isEqualTo(204);
            assertThat(Http.get(server, run).statusCode()).isEqualTo(404);
            assertThat(Http.send(server, "DELETE", run).statusCode()).isEqualTo(404);
            assertThat(object(Http.get(server, "/threads/" + thread)).get("values"))
                    .isEqualTo(Map.of("output", "TEA"));
        }

        @Test
        void cancelRunsThatGoOn() throws Exception {
            String thread = newThread(server);
            String run = create(thread, "waiting", "");
            waiting.begun.acquire();
            assertThat(Http.send(server, "DELETE", run).statusCode()).isEqualTo(204);
            waiting.interrupted.acquire();
            assertThat(Http.get(server, run).statusCode()).isEqualTo(404);
            assertThat(object(Http.get(server, "/threads/" + thread)).get("status"))
                    .isEqualTo("idle");
        }
    }

    @Nested
    class JoinedStreams {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'' | metadata, custom, custom, custom, values",
                    "stream_mode= | metadata, custom, custom, custom, values",
                    "stream_mode=values | metadata, values",
                    "stream_mode=values&stream_mode=custom | metadata, custom, custom, custom, values",
                    "stream_mode=%5B%22values%22%5D | metadata, values"
                })
        void haveTheModesThatAreAskedFor(String query, String events) throws Exception {
            String run = create(newThread(server), "foo", ",\"stream_mode\":[\"custom\",\"values\"]");
            join(run);
            assertThat(frames(Http.get(server, run + "/stream?" + query)))
                    .extracting(SseFrame::event)
                    .containsExactly(events.split(", "));
        }

        @Test
        void keepTheIdsOfTheirEvents() throws Exception {
            String run = create(newThread(server), "foo", ",\"stream_mode\":[\"custom\",\"values\"]");
            join(run);
            assertThat(frames(Http.get(server, run + "/stream?stream_mode=values", "Last-Event-ID", "2-1")))
                    .extracting(SseFrame::id)
                    .containsExactly("6-4");
        }

        @Test
        void alwaysEndWithTheError() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                String run = create(newThread(server), "half", ",\"stream_mode\":[\"custom\",\"values\"]");
                join(run);
                assertThat(frames(Http.get(server, run + "/stream?stream_mode=values")))
                        .extracting(SseFrame::event)
                        .containsExactly("metadata", "error");
                assertThat(log.messages()).hasSize(1);
            }
        }

        @ParameterizedTest
        @CsvSource({"events,0-0 1-0 2-0 3-0 4-0 5-0 6-0", "custom,0-0 2-1 3-1 4-1", "updates,0-0 6-3", "output,0-0 6-5"
        })
        void mayHaveOtherModesThanTheRunWasStartedWith(String mode, String ids) throws Exception {
            String run = create(newThread(server), "foo", ",\"stream_mode\":\"values\"");
            join(run);
            String stream = run + "/stream?stream_mode=" + mode;
            List<String> all = List.of(ids.split(" "));
            assertThat(frames(Http.get(server, stream)))
                    .extracting(SseFrame::id)
                    .isEqualTo(all);
            for (int seen = 1; seen < all.size(); seen++) {
                assertThat(frames(Http.get(server, stream, "Last-Event-ID", all.get(seen - 1))))
                        .extracting(SseFrame::id)
                        .isEqualTo(all.subList(seen, all.size()));
            }
        }

        @Test
        void haveOnlyModesThatThereAre() throws Exception {
            String run = create(newThread(server), "foo", "");
            HttpResponse<String> response = Http.get(server, run + "/stream?stream_mode=%5Bvalues");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("\"loc\":[\"query\",\"stream_mode\"]");
        }
    }

    /** What becomes of a run whose thread has one already. */
    @Nested
    class OfOneThread {
        private String thread;
        private String first;

        @BeforeEach
        void begin() throws Exception {
            thread = newThread(server);
            first = create(thread, "waiting", "");
            waiting.begun.acquire();
        }

        @Test
        void areRefusedByDefault() throws Exception {
            for (String rest : List.of("", ",\"multitask_strategy\":\"reject\"")) {
                HttpResponse<String> response = Http.post(server, "/threads/" + thread + "/runs", run("foo", rest));
                assertThat(response.statusCode()).isEqualTo(409);
                assertThat(response.body()).contains("enqueue");
            }
        }

        @Test
        void waitTheirTurn() throws Exception {
            String second = create(thread, "search", ",\"multitask_strategy\":\"enqueue\"");
            String third = create(thread, "foo", ",\"multitask_strategy\":\"enqueue\"");
            assertThat(status(second)).isEqualTo("pending");
            assertThat(object(Http.get(server, "/threads/" + thread)).get("status"))
                    .isEqualTo("busy");
            waiting.go.countDown();
            assertThat(join(third)).isEqualTo("{\"output\":\"TEA\"}");
            assertThat(status(first)).isEqualTo("success");
            assertThat(status(second)).isEqualTo("success");
            assertThat(each(list(Http.get(server, "/threads/" + thread + "/history")), "values"))
                    .containsExactly(Map.of("output", "TEA"), Map.of("found", List.of("tea")), Map.of("output", "tea"));
        }

        @Test
        void areStreamedWhileTheyWait() throws Exception {
            try (RawClient client = new RawClient(server)) {
                client.post("/threads/" + thread + "/runs/stream", run("foo", ",\"multitask_strategy\":\"enqueue\""));
                client.readTo("event: metadata");
                waiting.go.countDown();
                client.readTo("event: values");
            }
        }

        @Test
        void areCancelledBeforeTheyBegin() throws Exception {
            String second = create(thread, "waiting", ",\"multitask_strategy\":\"enqueue\"");
            assertThat(Http.send(server, "POST", second + "/cancel?wait=1").statusCode())
                    .isEqualTo(204);
            assertThat(status(second)).isEqualTo("interrupted");
            assertThat(join(second)).contains("Cancelled");
            assertThat(status(first)).isEqualTo("running");
            waiting.go.countDown();
            join(first);
            assertThat(waiting.begun.availablePermits()).isZero();
            assertThat(object(Http.get(server, "/threads/" + thread)).get("status"))
                    .isEqualTo("idle");
        }

        @Test
        void endWithTheirClientBeforeTheyBegin() throws Exception {
            String second;
            try (RawClient client = new RawClient(server)) {
                client.post(
                        "/threads/" + thread + "/runs/stream", run("waiting", ",\"multitask_strategy\":\"enqueue\""));
                second = client.readTo("Content-Location:").split(":", 2)[1].strip();
                client.readTo("event: metadata");
                client.reset();
            }
            assertThat(join(second)).contains("Cancelled");
        }

        @Test
        void interruptTheOthers() throws Exception {
            String waits = create(thread, "waiting", ",\"multitask_strategy\":\"enqueue\"");
            String last = create(thread, "foo", ",\"multitask_strategy\":\"interrupt\"");
            assertThat(join(last)).isEqualTo("{\"output\":\"TEA\"}");
            waiting.interrupted.acquire();
            assertThat(status(first)).isEqualTo("interrupted");
            assertThat(status(waits)).isEqualTo("interrupted");
            assertThat(waiting.begun.availablePermits()).isZero();
        }

        @Test
        void rollTheOthersBack() throws Exception {
            String waits = create(thread, "waiting", ",\"multitask_strategy\":\"enqueue\"");
            String last = create(thread, "foo", ",\"multitask_strategy\":\"rollback\"");
            assertThat(join(last)).isEqualTo("{\"output\":\"TEA\"}");
            waiting.interrupted.acquire();
            assertThat(Http.get(server, first).statusCode()).isEqualTo(404);
            assertThat(Http.get(server, waits).statusCode()).isEqualTo(404);
            assertThat(each(list(Http.get(server, "/threads/" + thread + "/runs")), "assistant_id"))
                    .containsExactly("foo");
        }

        @Test
        void goOnAfterOneThatFails() throws Exception {
            try (LogCapture log = LogCapture.ofWarnings()) {
                create(thread, "broken", ",\"multitask_strategy\":\"enqueue\"");
                String last = create(thread, "foo", ",\"multitask_strategy\":\"enqueue\"");
                waiting.go.countDown();
                assertThat(join(last)).isEqualTo("{\"output\":\"TEA\"}");
                assertThat(log.messages()).containsExactly("A run at \"/broken\" failed");
            }
        }

        @Test
        void areToldWhenTheServerStops() throws Exception {
            try (RawClient client = new RawClient(server)) {
                client.post("/threads/" + thread + "/runs/stream", run("foo", ",\"multitask_strategy\":\"enqueue\""));
                client.readTo("event: metadata");
                server.stop(Duration.ZERO);
                assertThat(client.readTo("\"error\"")).contains("ServerStopping");
            }
        }
    }

    /** Those that wait have a place among the runs of the server, and so their inputs cannot fill it. */
    @Test
    void thatWaitAreCounted() throws Exception {
        ServerLimits limits = ServerLimits.builder()
                .maxRuns(3)
                .runTimeout(Duration.ofMillis(500))
                .build();
        try (RunnableServer small = serving().limits(limits).start()) {
            String runs = "/threads/" + newThread(small) + "/runs";
            String enqueued = run("waiting", ",\"multitask_strategy\":\"enqueue\"");
            String last = "";
            for (int i = 0; i < 3; i++) {
                last = location(Http.post(small, runs, enqueued));
            }
            assertThat(Http.post(small, runs, enqueued).statusCode()).isEqualTo(503);
            assertThat(Http.get(small, last + "/join").body())
                    .as("no run waits longer than it may take")
                    .contains("\"error\":\"Timeout\"");
        }
    }

    /** As the end of what the client sends is taken for its leaving. */
    @Test
    void leaveNoConnectionOpenOfAClientThatWaitsAndSendsNoMore() throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            String body = run("waiting", "");
            client.getOutputStream()
                    .write(
                            ("POST /runs/wait HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                                            + body.length() + "\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).asString().contains("\"error\":\"Cancelled\"");
            while (server.connections() > 0 || server.activeRuns() > 0) {
                Thread.onSpinWait(); // The test's time-out ends this.
            }
        }
    }

    @Test
    void haveTheirInputsCountedUntilTheyEnd() throws Exception {
        ServerLimits limits = ServerLimits.builder().maxRequestBytes(1_500_000).build();
        try (RunnableServer small = serving().limits(limits).start()) {
            String runs = "/threads/" + newThread(small) + "/runs";
            String large = "{\"assistant_id\":\"waiting\",\"input\":\"" + "x".repeat(300_000)
                    + "\",\"multitask_strategy\":\"enqueue\"}";
            String first = location(Http.post(small, runs, large));
            waiting.begun.acquire();
            String second = location(Http.post(small, runs, large));
            HttpResponse<String> refused = Http.post(small, runs, large);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("more data than it takes at once");
            assertThat(Http.post(small, runs, large.replace("xx", "")).statusCode())
                    .isEqualTo(200);
            for (String run : List.of(first, second)) {
                Http.send(small, "DELETE", run);
            }
            assertThat(Http.post(small, runs, large).statusCode()).isEqualTo(200);
        }
    }
}
