package dev.runcast.server;

import static dev.runcast.server.LangGraphJson.NOBODY;
import static dev.runcast.server.LangGraphJson.each;
import static dev.runcast.server.LangGraphJson.list;
import static dev.runcast.server.LangGraphJson.location;
import static dev.runcast.server.LangGraphJson.newThread;
import static dev.runcast.server.LangGraphJson.object;
import static dev.runcast.server.LangGraphJson.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.server.clients.ClientServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How threads of LangGraph's runs API are found, changed and deleted, and what is told of their states. */
@Timeout(60)
class LangGraphThreadsTest {
    private final Waiting waiting = new Waiting();
    private RunnableServer server;

    @BeforeEach
    void start() throws Exception {
        server = ClientServer.builder()
                .mount("/waiting", waiting.runnable())
                .port(0)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return Http.post(server, path, json);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return Http.get(server, path);
    }

    /** Runs an assistant in a thread and returns the id of the run. */
    private String ran(String thread, String assistant) throws Exception {
        HttpResponse<String> response = post("/threads/" + thread + "/runs/wait", run(assistant, ""));
        assertThat(response.statusCode()).isEqualTo(200);
        return location(response).replaceAll(".*/", "");
    }

    @Nested
    class Searches {
        private List<Object> search(String json) throws Exception {
            return list(post("/threads/search", json));
        }

        private List<Object> found(String json) throws Exception {
            return each(search(json), "thread_id");
        }

        @Test
        void findAllThreadsTheOneThatChangedLastFirst() throws Exception {
            String first = newThread(server);
            String second = newThread(server);
            assertThat(found("{}")).containsExactly(second, first);
            ran(first, "foo");
            assertThat(found("{}")).containsExactly(first, second);
            assertThat(search("{\"limit\":1}")).containsExactly(object(get("/threads/" + first)));
        }

        @Test
        void findPages() throws Exception {
            for (int i = 0; i < 12; i++) {
                newThread(server);
            }
            List<Object> all = found("{\"limit\":100,\"sort_by\":\"thread_id\"}");
            assertThat(all).hasSize(12);
            assertThat(found("{}")).as("by default").hasSize(10);
            assertThat(found("{\"limit\":3,\"offset\":2,\"sort_by\":\"thread_id\"}"))
                    .isEqualTo(all.subList(2, 5));
            assertThat(found("{\"offset\":12}")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"thread_id", "created_at", "updated_at", "state_updated_at", "status"})
        void sort(String key) throws Exception {
            ran(newThread(server), "foo");
            newThread(server);
            ran(newThread(server), "foo");
            String sortBy = "{\"sort_by\":\"" + key + "\",\"sort_order\":";
            List<Object> ascending = search(sortBy + "\"asc\"}");
            assertThat(ascending).hasSize(3);
            List<Object> descending = search(sortBy + "\"desc\"}");
            if (key.equals("state_updated_at")) { // which is not shown
                assertThat(each(descending, "values"))
                        .endsWith(each(ascending, "values").get(0));
            } else {
                assertThat(each(ascending, key).toString())
                        .isEqualTo(
                                each(ascending, key).stream().sorted().toList().toString());
                assertThat(each(descending, key).stream().sorted().toList()).isEqualTo(each(ascending, key));
            }
            assertThat(each(search("{\"sort_by\":\"" + key + "\"}"), key)).isEqualTo(each(descending, key));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"user\":\"ada\"} | 1",
                    "{\"user\":\"bob\"} | 0",
                    "{\"user\":\"ada\",\"team\":\"x\"} | 0",
                    "{\"tags\":[\"b\"]} | 1",
                    "{\"tags\":[\"b\",\"c\"]} | 0",
                    "{\"deep\":{\"a\":1}} | 1",
                    "{\"deep\":{\"a\":2}} | 0",
                    "{\"deep\":1} | 0",
                    "{\"none\":null} | 1",
                    "{\"other\":null} | 0",
                    "{} | 2"
                })
        void filterByMetadata(String filter, int count) throws Exception {
            newThread(server);
            newThread(
                    server,
                    "{\"metadata\":{\"user\":\"ada\",\"tags\":[\"a\",\"b\"],\"deep\":{\"a\":1,\"b\":2},\"none\":null}}");
            assertThat(search("{\"metadata\":" + filter + "}")).hasSize(count);
            assertThat(post("/threads/count", "{\"metadata\":" + filter + "}").body())
                    .isEqualTo(String.valueOf(count));
        }

        @Test
        void filterByValuesAndIds() throws Exception {
            String ran = newThread(server);
            String other = newThread(server);
            ran(ran, "foo");
            assertThat(found("{\"values\":{\"output\":\"TEA\"}}")).containsExactly(ran);
            assertThat(found("{\"ids\":[\"" + other + "\",\"" + NOBODY + "\"]}"))
                    .containsExactly(other);
        }

        @Test
        void filterByStatus() throws Exception {
            String failed = newThread(server);
            try (LogCapture log = LogCapture.ofWarnings()) {
                ran(failed, "broken");
                assertThat(log.messages()).containsExactly("A run at \"/broken\" failed");
            }
            String idle = newThread(server);
            String busy = newThread(server);
            post("/threads/" + busy + "/runs", run("waiting", ""));
            assertThat(found("{\"status\":\"busy\"}")).containsExactly(busy);
            assertThat(found("{\"status\":\"idle\"}")).containsExactly(idle);
            assertThat(found("{\"status\":\"error\"}")).containsExactly(failed);
            assertThat(found("{\"status\":\"interrupted\"}")).isEmpty();
        }

        @Test
        void showWhatIsSelected() throws Exception {
            String thread = newThread(server);
            assertThat(search("{\"select\":[\"thread_id\",\"status\"]}"))
                    .isEqualTo(List.of(Map.of("thread_id", thread, "status", "idle")));
            HttpResponse<String> unknown = post("/threads/search", "{\"select\":[\"owner\"]}");
            assertThat(unknown.statusCode()).isEqualTo(422);
            assertThat(unknown.body()).contains("\\\"owner\\\" cannot be selected. Select some of thread_id, ");
        }

        @Test
        void doNotFindThreadsThatNoClientAskedFor() throws Exception {
            post("/runs/wait", run("foo", ""));
            assertThat(search("{}")).isEmpty();
            post("/runs/wait", run("foo", ",\"on_completion\":\"keep\""));
            assertThat(search("{}")).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"limit\":0} | Give a number from 1 to 1000.",
                    "{\"limit\":1001} | Give a number from 1 to 1000.",
                    "{\"offset\":-1} | Give a number, 0 or more.",
                    "{\"status\":\"gone\"} | idle",
                    "{\"sort_by\":\"owner\"} | updated_at",
                    "{\"sort_order\":\"up\"} | asc",
                    "{\"ids\":[\"mine\"]} | UUID",
                    "{\"metadata\":1} | metadata",
                    "{\"extract\":{\"a\":\"b\"}} | extract"
                })
        void areRefusedIfTheyDoNotFit(String json, String word) throws Exception {
            HttpResponse<String> response = post("/threads/search", json);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains(word);
        }

        /** Else a few small requests would make the server write gigabytes. */
        @Test
        void areRefusedIfTheAnswerWouldBeHuge() throws Exception {
            String large = "{\"metadata\":{\"a\":\"" + "x".repeat(500_000) + "\"}}";
            for (int i = 0; i < 5; i++) {
                newThread(server, large);
            }
            HttpResponse<String> refused = post("/threads/search", "{\"limit\":5}");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("more than 4 MiB", "smaller \\\"limit\\\"");
            assertThat(search("{\"limit\":4}")).hasSize(4);
            assertThat(search("{\"limit\":5,\"select\":[\"thread_id\"]}")).hasSize(5);
        }
    }

    @Nested
    class Changes {
        @Test
        void addMetadata() throws Exception {
            String thread = newThread(server, "{\"metadata\":{\"user\":\"ada\",\"round\":1}}");
            HttpResponse<String> response =
                    Http.sendJson(server, "PATCH", "/threads/" + thread, "{\"metadata\":{\"round\":2,\"new\":true}}");
            assertThat(object(response).get("metadata")).isEqualTo(Map.of("user", "ada", "round", 2, "new", true));
            assertThat(object(get("/threads/" + thread))).isEqualTo(object(response));
        }

        @Test
        void areNotShownToThoseWhoDoNotWantToSeeThem() throws Exception {
            String thread = newThread(server);
            HttpResponse<String> response = Http.sendJson(
                    server, "PATCH", "/threads/" + thread, "{\"metadata\":{\"a\":1}}", "Prefer", "return=minimal");
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(object(get("/threads/" + thread)).get("metadata")).isEqualTo(Map.of("a", 1));
        }

        @Test
        void count() throws Exception {
            ServerLimits limits = ServerLimits.builder().maxKeptBytes(1_000_000).build();
            try (RunnableServer small = ClientServer.builder()
                    .mount("/waiting", waiting.runnable())
                    .limits(limits)
                    .port(0)
                    .start()) {
                String thread = newThread(small);
                Http.post(small, "/threads/" + thread + "/runs", run("waiting", "")); // and so it is not forgotten
                String more = "{\"metadata\":{\"%s\":\"" + "x".repeat(600_000) + "\"}}";
                assertThat(Http.sendJson(small, "PATCH", "/threads/" + thread, more.formatted("a"))
                                .statusCode())
                        .isEqualTo(200);
                assertThat(Http.sendJson(small, "PATCH", "/threads/" + thread, more.formatted("b"))
                                .statusCode())
                        .isEqualTo(503);
            }
        }

        @Test
        void areOfThreadsThatAreThere() throws Exception {
            for (String method : List.of("PATCH", "DELETE")) {
                HttpResponse<String> response = Http.sendJson(server, method, "/threads/" + NOBODY, "{}");
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.body()).contains("POST /threads");
            }
        }

        @Test
        void ofTheStateAreNotTakenFromClients() throws Exception {
            HttpResponse<String> response = post("/threads/" + newThread(server) + "/state", "{\"values\":{}}");
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).hasValue("GET");
        }
    }

    @Nested
    class Deletions {
        private int delete(String path) throws Exception {
            return Http.send(server, "DELETE", path).statusCode();
        }

        @Test
        void takeTheRunsAlong() throws Exception {
            String thread = newThread(server);
            String run = ran(thread, "foo");
            assertThat(delete("/threads/" + thread)).isEqualTo(204);
            assertThat(get("/threads/" + thread).statusCode()).isEqualTo(404);
            assertThat(get("/threads/" + thread + "/runs/" + run).statusCode()).isEqualTo(404);
            assertThat(get("/runs/" + run + "/stream").statusCode()).isEqualTo(404);
            assertThat(delete("/threads/" + thread)).isEqualTo(404);
        }

        @Test
        void cancelRunsThatGoOnAndThoseThatWait() throws Exception {
            String thread = newThread(server);
            String run = location(post("/threads/" + thread + "/runs", run("waiting", "")));
            waiting.begun.acquire();
            post("/threads/" + thread + "/runs", run("waiting", ",\"multitask_strategy\":\"enqueue\""));
            try (RawClient reader = new RawClient(server)) {
                reader.send("GET " + run + "/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
                reader.readTo("event: metadata");
                assertThat(delete("/threads/" + thread)).isEqualTo(204);
                assertThat(reader.readTo("\"error\"")).contains("Cancelled");
            }
            waiting.interrupted.acquire();
            while (server.activeRuns() > 0) {
                Thread.onSpinWait(); // The test's time-out ends this.
            }
            assertThat(get(run).statusCode()).isEqualTo(404);
            assertThat(waiting.begun.availablePermits())
                    .as("runs that began besides")
                    .isZero();
        }

        @Test
        void areCountedWhereSeveralAreDeletedAtOnce() throws Exception {
            String idle = newThread(server);
            String busy = newThread(server);
            String kept = newThread(server);
            post("/threads/" + busy + "/runs", run("waiting", ""));
            waiting.begun.acquire();
            String ids =
                    String.join("\",\"", idle, busy, idle, UUID.randomUUID().toString());
            assertThat(post("/threads/prune", "{\"thread_ids\":[\"" + ids + "\"]}")
                            .body())
                    .isEqualTo("{\"pruned_count\":2}");
            waiting.interrupted.acquire();
            assertThat(get("/threads/" + idle).statusCode()).isEqualTo(404);
            assertThat(get("/threads/" + busy).statusCode()).isEqualTo(404);
            assertThat(get("/threads/" + kept).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {}                                           | "thread_ids"
                {"thread_ids":["x"]}                         | "thread_ids"
                {"thread_ids":[],"strategy":"keep_latest"}   | "strategy"
                """)
        void areDeletedAtOnceAsTheServerKnowsIt(String body, String place) throws Exception {
            HttpResponse<String> response = post("/threads/prune", body);
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(response.body()).contains("\"loc\":[\"body\"," + place + "]");
        }

        @Test
        void makeRoomForAThreadOfTheSameId() throws Exception {
            String thread = newThread(server);
            post("/threads/" + thread + "/runs", run("waiting", ""));
            waiting.begun.acquire();
            delete("/threads/" + thread);
            newThread(server, "{\"thread_id\":\"" + thread + "\"}");
            ran(thread, "foo");
            waiting.interrupted.acquire();
            assertThat(each(list(get("/threads/" + thread + "/runs")), "assistant_id"))
                    .containsExactly("foo");
        }
    }

    @Nested
    class Copies {
        private Map<String, Object> copy(String thread) throws Exception {
            return object(post("/threads/" + thread + "/copy", ""));
        }

        @Test
        void goOnFromWhereTheThreadIs() throws Exception {
            String thread = newThread(server, "{\"metadata\":{\"user\":\"ada\"}}");
            String run = ran(thread, "foo");
            Map<String, Object> copy = copy(thread);
            String id = (String) copy.get("thread_id");
            assertThat(id).isNotEqualTo(thread);
            assertThat(copy.get("metadata")).isEqualTo(Map.of("user", "ada"));
            assertThat(copy.get("values")).isEqualTo(Map.of("output", "TEA"));
            assertThat(copy.get("status")).isEqualTo("idle");
            assertThat(get("/threads/" + id + "/runs").body()).isEqualTo("[]");
            assertThat(object(get("/threads/" + id + "/state/" + run)).get("values"))
                    .isEqualTo(Map.of("output", "TEA"));
            assertThat(each(list(get("/threads/" + id + "/history")), "values"))
                    .containsExactly(Map.of("output", "TEA"));
            ran(id, "bar");
            assertThat(object(get("/threads/" + thread)).get("values")).isEqualTo(Map.of("output", "TEA"));
        }

        @Test
        void areOfThreadsWithoutAStateOrWithARunToo() throws Exception {
            String thread = newThread(server);
            post("/threads/" + thread + "/runs", run("waiting", ""));
            waiting.begun.acquire();
            Map<String, Object> copy = copy(thread);
            assertThat(copy.get("status")).isEqualTo("idle");
            assertThat(copy.get("values")).isEqualTo(Map.of());
        }

        @Test
        void areOfThreadsThatThereAre() throws Exception {
            assertThat(post("/threads/" + NOBODY + "/copy", "").statusCode()).isEqualTo(404);
        }
    }

    @Nested
    class States {
        private List<Object> history(String thread, String json) throws Exception {
            return list(post("/threads/" + thread + "/history", json));
        }

        @Test
        void areNoneBeforeThereAreRuns() throws Exception {
            String thread = newThread(server);
            assertThat(history(thread, "{}")).isEmpty();
            assertThat(get("/threads/" + thread + "/history").body()).isEqualTo("[]");
            Map<String, Object> state = object(get("/threads/" + thread + "/state"));
            assertThat(state.get("values")).isEqualTo(Map.of());
            assertThat(((Map<?, ?>) state.get("checkpoint")).get("checkpoint_id"))
                    .isNull();
        }

        @Test
        void areWhatRunsLeftTheLatestFirst() throws Exception {
            String thread = newThread(server);
            String first = ran(thread, "foo");
            try (LogCapture log = LogCapture.ofWarnings()) {
                ran(thread, "broken");
                assertThat(log.messages()).hasSize(1);
            }
            String second = ran(thread, "search");
            List<Object> history = history(thread, "{}");
            assertThat(each(history, "values"))
                    .containsExactly(Map.of("found", List.of("tea")), Map.of("output", "TEA"));
            assertThat(each(each(history, "checkpoint"), "checkpoint_id")).containsExactly(second, first);
            assertThat(each(history, "parent_checkpoint"))
                    .containsExactly(((Map<?, ?>) history.get(1)).get("checkpoint"), null);
            assertThat(each(history, "metadata"))
                    .containsExactly(
                            Map.of("run_id", second, "assistant_id", "search"),
                            Map.of("run_id", first, "assistant_id", "foo"));
            assertThat(list(get("/threads/" + thread + "/history"))).isEqualTo(history);
            assertThat(object(get("/threads/" + thread + "/state"))).isEqualTo(history.get(0));
        }

        @Test
        void areFoundByTheirCheckpoints() throws Exception {
            String thread = newThread(server);
            String first = ran(thread, "foo");
            ran(thread, "search");
            List<Object> history = history(thread, "{}");
            String state = "/threads/" + thread + "/state/";
            assertThat(object(get(state + first))).isEqualTo(history.get(1));
            String checkpoint = "{\"thread_id\":\"" + thread + "\",\"checkpoint_ns\":\"\",\"checkpoint_map\":{}";
            assertThat(object(post(
                            state + "checkpoint",
                            "{\"checkpoint\":" + checkpoint + ",\"checkpoint_id\":\"" + first + "\"}}")))
                    .isEqualTo(history.get(1));
            assertThat(object(post(state + "checkpoint", "{\"checkpoint\":" + checkpoint + "},\"subgraphs\":true}")))
                    .isEqualTo(history.get(0));
            assertThat(get(state + UUID.randomUUID()).statusCode()).isEqualTo(404);
            assertThat(get(state + "mine").statusCode()).isEqualTo(422);
            assertThat(post(state + "checkpoint", "{\"checkpoint\":{\"checkpoint_ns\":\"a\"}}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(post(state + "checkpoint", "{\"checkpoint\":{\"thread_id\":\"" + NOBODY + "\"}}")
                            .statusCode())
                    .isEqualTo(422);
        }

        @Test
        void areFilteredAndCutIntoPages() throws Exception {
            String thread = newThread(server);
            String first = ran(thread, "foo");
            String second = ran(thread, "foo");
            String third = ran(thread, "search");
            List<Object> all = history(thread, "{}");
            assertThat(history(thread, "{\"limit\":2}")).isEqualTo(all.subList(0, 2));
            assertThat(history(thread, "{\"before\":\"" + third + "\",\"limit\":1}"))
                    .isEqualTo(all.subList(1, 2));
            assertThat(history(thread, "{\"before\":{\"checkpoint_id\":\"" + second + "\"}}"))
                    .isEqualTo(all.subList(2, 3));
            assertThat(history(thread, "{\"checkpoint\":{\"checkpoint_id\":\"" + second + "\"}}"))
                    .isEqualTo(all.subList(1, 2));
            assertThat(history(thread, "{\"metadata\":{\"assistant_id\":\"foo\"}}"))
                    .isEqualTo(all.subList(1, 3));
            assertThat(list(get("/threads/" + thread + "/history?limit=1&before=" + second)))
                    .isEqualTo(all.subList(2, 3));
            assertThat(history(thread, "{\"before\":\"" + first + "\"}")).isEmpty();
            assertThat(get("/threads/" + thread + "/history?limit=x").statusCode())
                    .isEqualTo(422);
        }

        @Test
        void outliveTheRunsThatLeftThemWhereTheyAreTheLatest() throws Exception {
            ServerLimits limits = ServerLimits.builder().maxFinishedRuns(1).build();
            try (RunnableServer forgetful =
                    ClientServer.builder().limits(limits).port(0).start()) {
                String thread = newThread(forgetful);
                for (int i = 0; i < 3; i++) {
                    Http.post(forgetful, "/threads/" + thread + "/runs/wait", run("foo", ""));
                }
                String other = newThread(forgetful);
                Http.post(forgetful, "/threads/" + other + "/runs/wait", run("foo", ""));
                assertThat(list(Http.get(forgetful, "/threads/" + thread + "/runs")))
                        .isEmpty();
                assertThat(list(Http.get(forgetful, "/threads/" + thread + "/history")))
                        .hasSize(1);
            }
        }
    }
}
