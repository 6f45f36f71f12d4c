package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of the live page. What browsers make of it is tested by {@code src/test/page/run}. */
@Timeout(60)
class LivePageTest {
    private record Progress(int step, String note) {}

    private static RunnableServer server;
    private static RunnableServer empty;

    @BeforeAll
    static void start() throws Exception {
        server = RunnableServer.builder()
                .port(0)
                .mount(
                        "/tools/search",
                        TypedRunnable.ofConfigured(
                                RunnableDescriptor.builder("search")
                                        .type(RunType.TOOL)
                                        .description("Looks it up.")
                                        .tags("web")
                                        .parameter("query", String.class)
                                        .output(int.class)
                                        .events(EventType.of("progress", Progress.class), EventType.of("done"))
                                        .build(),
                                (query, config) -> String.valueOf(query).length()))
                .mount("/", TypedRunnable.of("lambda", (Object any) -> any))
                .mount("/page", TypedRunnable.of("page", (Object any) -> any))
                .mount("/runnables", TypedRunnable.of("runnables", (Object any) -> any))
                .start();
        empty = RunnableServer.builder().port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
        empty.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8, <title>Runcast</title>",
        "/page/page.css, text/css; charset=utf-8, prefers-color-scheme",
        "/page/page.svg, image/svg+xml, <svg",
        "/page/page.js, text/javascript; charset=utf-8, import",
        "/page/sse.js, text/javascript; charset=utf-8, export",
        "/page/runs.js, text/javascript; charset=utf-8, export",
        "/page/history.js, text/javascript; charset=utf-8, export",
        "/page/form.js, text/javascript; charset=utf-8, export",
        "/page/tree.js, text/javascript; charset=utf-8, export",
        "/page/details.js, text/javascript; charset=utf-8, export",
        "/page/format.js, text/javascript; charset=utf-8, export",
    })
    void filesHaveTheirTypes(String path, String type, String part) throws Exception {
        for (RunnableServer each : List.of(server, empty)) {
            HttpResponse<String> response = Http.get(each, path);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .startsWith("default-src 'none';")
                            .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
                            .doesNotContain("unsafe", "http", "*"));
            assertThat(response.body()).contains(part);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/page.css", "/page/page.js"})
    void browsersNeedNotReadAgainWhatTheyHave(String path) throws Exception {
        HttpResponse<String> first = Http.get(server, path);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            HttpResponse<String> again = Http.get(server, path, "If-None-Match", known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        }
        assertThat(Http.get(server, path, "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void nothingOfThePageIsElsewhere() throws Exception {
        for (String path : List.of("/", "/page/page.css", "/page/page.js", "/page/form.js", "/page/tree.js")) {
            assertThat(Http.get(server, path).body())
                    .doesNotContain("http:", "https:", "innerHTML", "<style", " style=");
        }
    }

    @Test
    void otherPathsAndMethodsAreErrors() throws Exception {
        assertThat(Http.get(server, "/page/other.js").statusCode()).isEqualTo(404);
        assertThat(Http.get(server, "/page/../page/page.js").statusCode()).isEqualTo(404);
        HttpResponse<String> response = Http.post(server, "/", "{}");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void runnablesAreListedAsTheyWereMounted() throws Exception {
        HttpResponse<String> response = Http.get(server, "/runnables");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(list(response))
                .extracting(each -> each.get("path"))
                .containsExactly("/tools/search", "", "/page", "/runnables");
        assertThat(list(response).get(0))
                .containsEntry("name", "search")
                .containsEntry("type", "tool")
                .containsEntry("description", "Looks it up.")
                .containsEntry("tags", List.of("web"))
                .containsEntry("declares_events", true);
        assertThat(list(response).get(1)).containsEntry("events", List.of()).containsEntry("declares_events", false);
    }

    @Test
    void runnablesHaveTheSchemasThatTheirOwnRoutesGive() throws Exception {
        Map<String, Object> search = list(Http.get(server, "/runnables")).get(0);
        assertThat(search.get("input_schema")).isEqualTo(json(Http.get(server, "/tools/search/input_schema")));
        assertThat(search.get("output_schema")).isEqualTo(json(Http.get(server, "/tools/search/output_schema")));
        assertThat(JsonCodec.defaultCodec().write(search.get("events")))
                .contains(
                        "\"name\":\"progress\"",
                        "\"properties\":{\"step\":{\"type\":\"integer\"",
                        "{\"name\":\"done\",\"data_schema\":{\"title\":\"done\",\"type\":\"null\"}}");
    }

    @Test
    void aServerMayHaveNoRunnablesOrMany() throws Exception {
        assertThat(Http.get(empty, "/runnables").body()).isEqualTo("[]");
        RunnableServer.Builder builder = RunnableServer.builder().port(0);
        for (int i = 0; i < 300; i++) {
            builder.mount("/r" + i, TypedRunnable.of("r" + i, (Object any) -> any));
        }
        try (RunnableServer many = builder.start()) {
            assertThat(list(Http.get(many, "/runnables"))).hasSize(300);
            assertThat(Http.get(many, "/").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class RunsThatAreKept {
        @Test
        void areThoseOfAllProtocolsTheLastFirst() throws Exception {
            Http.post(
                    server,
                    "/tools/search/stream",
                    "{\"input\":{\"query\":\"tea\"},\"config\":{\"metadata\":{\"user\":\"ada\"}}}");
            Http.post(server, "/ag-ui/page", "{\"threadId\":\"t\",\"runId\":\"r\",\"forwardedProps\":{\"input\":1}}");
            Http.post(server, "/runs/wait", "{\"assistant_id\":\"lambda\",\"input\":1,\"on_completion\":\"keep\"}");
            HttpResponse<String> response = Http.get(server, "/runs");
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
            List<Map<String, Object>> runs = list(response);
            assertThat(runs).extracting(run -> run.get("runnable")).startsWith("lambda", "page", "tools/search");
            assertThat(runs.get(2))
                    .containsEntry("status", "success")
                    .containsEntry("metadata", Map.of("user", "ada"))
                    .containsKeys("run_id", "created_at", "updated_at");
        }

        @Test
        void giveTheirEventsWithTimesAndTheirEnd() throws Exception {
            String run = lastRun("/page");
            List<SseFrame> frames =
                    SseFrame.parse(Http.get(server, "/runs/" + run + "/events").body());
            assertThat(frames).extracting(SseFrame::id).containsExactly("1", "2", "3", null);
            assertThat(frames).extracting(SseFrame::event).containsExactly("data", "data", "data", "end");
            assertThat(String.valueOf(frames.get(0).data()))
                    .startsWith("{\"event\":\"on_chain_start\"")
                    .containsPattern(",\"time\":\\d{13}}$");
            assertThat(frames.get(3).data()).isEqualTo("{\"status\":\"success\"}");
        }

        @Test
        void areReadOnFromWhereTheClientWas() throws Exception {
            String events = "/runs/" + lastRun("/page") + "/events";
            assertThat(SseFrame.parse(
                            Http.get(server, events, "Last-Event-ID", "2").body()))
                    .extracting(SseFrame::id)
                    .containsExactly("3", null);
            for (String id : List.of("4", "x", "-1", "99999999999999999999")) {
                HttpResponse<String> response = Http.get(server, events, "Last-Event-ID", id);
                assertThat(response.statusCode()).isEqualTo(422);
                assertThat(response.body()).contains("Send the id of the last event that came.");
            }
        }

        @Test
        void areUnknownOrNamedByUuids() throws Exception {
            assertThat(Http.get(server, "/runs/x/events").statusCode()).isEqualTo(422);
            assertThat(Http.get(server, "/runs/" + Run.newId() + "/events").statusCode())
                    .isEqualTo(404);
            assertThat(Http.post(server, "/runs/" + Run.newId() + "/cancel", "{}")
                            .statusCode())
                    .isEqualTo(404);
        }

        @Test
        void areCancelledWhoeverStartedThem() throws Exception {
            Waiting waiting = new Waiting();
            try (RunnableServer server = RunnableServer.builder()
                            .port(0)
                            .mount("/waiting", waiting.runnable())
                            .start();
                    RawClient client = new RawClient(server).post("/waiting/stream_events", "{\"input\":\"x\"}")) {
                waiting.begun.acquire();
                Object run = list(Http.get(server, "/runs")).get(0).get("run_id");
                assertThat(Http.post(server, "/runs/" + run + "/cancel", "{}").statusCode())
                        .isEqualTo(202);
                client.readTo("The run was cancelled.");
                waiting.interrupted.acquire();
                assertThat(Http.get(server, "/runs/" + run + "/events").body())
                        .contains("{\"status\":\"interrupted\",\"error\":{\"error\":\"Cancelled\"");
            }
        }

        private String lastRun(String path) throws Exception {
            Http.post(server, path + "/stream", "{\"input\":1}");
            return String.valueOf(list(Http.get(server, "/runs")).get(0).get("run_id"));
        }
    }

    @Test
    void thePageIsOpenAndWhatItAsksForIsNot() throws Exception {
        try (RunnableServer guarded = RunnableServer.builder()
                .port(0)
                .bearerTokens("good"::equals)
                .livePage(true)
                .mount("/secret", TypedRunnable.of("secret", (Object any) -> any))
                .start()) {
            assertThat(Http.get(guarded, "/").statusCode()).isEqualTo(200);
            assertThat(Http.get(guarded, "/page/page.js").statusCode()).isEqualTo(200);
            assertThat(Http.get(guarded, "/runnables").statusCode()).isEqualTo(401);
            assertThat(Http.get(guarded, "/runs").statusCode()).isEqualTo(401);
            assertThat(Http.post(guarded, "/", "{}").statusCode()).isEqualTo(401);
            assertThat(Http.get(guarded, "/nothing").statusCode()).isEqualTo(401);
            assertThat(Http.get(guarded, "/runnables", "Authorization", "Bearer good")
                            .body())
                    .contains("\"secret\"");
        }
    }

    private static Object json(HttpResponse<String> response) {
        return JsonCodec.defaultCodec().read(response.body(), Object.class);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(HttpResponse<String> response) {
        return (List<Map<String, Object>>) json(response);
    }
}
