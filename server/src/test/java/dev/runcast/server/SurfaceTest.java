package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.clients.ClientServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server shows, and by which names. */
@Timeout(60)
class SurfaceTest {
    /** What is there of each part. */
    private static final Map<String, List<String>> PARTS = Map.of(
            "LangServe", List.of("POST /foo/invoke", "POST /foo/stream_events"),
            "LangGraph", List.of("POST /threads", "POST /runs/wait", "POST /assistants/search"),
            "AG-UI", List.of("POST /ag-ui/foo"),
            "page", List.of("GET /", "GET /page/page.js", "GET /runnables"),
            "schemas", List.of("GET /foo/input_schema", "GET /foo/output_schema", "GET /foo/config_schema"));

    private static List<String> partsOf(RunnableServer.Builder builder) throws Exception {
        List<String> parts = new ArrayList<>();
        try (RunnableServer server = builder.port(0).mount("/foo", foo()).start()) {
            for (Map.Entry<String, List<String>> part : PARTS.entrySet()) {
                List<Integer> statuses = new ArrayList<>();
                for (String request : part.getValue()) {
                    String path = request.split(" ", 2)[1];
                    statuses.add((request.startsWith("GET")
                                    ? Http.get(server, path)
                                    : Http.post(server, path, RequestBodies.of(path, "foo")))
                            .statusCode());
                }
                assertThat(statuses.stream().collect(Collectors.toSet()))
                        .as(part + ": all of it or nothing")
                        .hasSize(1)
                        .isSubsetOf(200, 404);
                if (statuses.contains(200)) {
                    parts.add(part.getKey());
                }
            }
        }
        return parts;
    }

    private static TypedRunnable<Object, Object> foo() {
        return TypedRunnable.of("foo", (Object any) -> any);
    }

    @Test
    void isEverythingByDefault() throws Exception {
        assertThat(partsOf(RunnableServer.builder())).containsExactlyInAnyOrderElementsOf(PARTS.keySet());
    }

    @Test
    void isOfTheProtocolsThatAreNamed() throws Exception {
        assertThat(partsOf(RunnableServer.builder().protocols(ServerProtocol.LANG_SERVE)))
                .containsExactlyInAnyOrder("LangServe", "page", "schemas");
        assertThat(partsOf(RunnableServer.builder().protocols(ServerProtocol.LANG_GRAPH)))
                .containsExactly("LangGraph");
        assertThat(partsOf(RunnableServer.builder().protocols(ServerProtocol.AG_UI)))
                .containsExactly("AG-UI");
    }

    @Test
    void isWithoutThePageOrTheSchemasIfTheyAreNotWanted() throws Exception {
        assertThat(partsOf(RunnableServer.builder().livePage(false)))
                .containsExactlyInAnyOrder("LangServe", "LangGraph", "AG-UI", "schemas");
        assertThat(partsOf(RunnableServer.builder().schemas(false)))
                .containsExactlyInAnyOrder("LangServe", "LangGraph", "AG-UI", "page");
    }

    @Test
    void hasNoSchemasInTheCatalogEitherIfTheyAreNotWanted() throws Exception {
        try (RunnableServer server =
                ClientServer.builder().port(0).schemas(false).start()) {
            assertThat(Http.get(server, "/runnables").body())
                    .contains("\"path\":\"/sum\"", "\"input_schema\":{}", "\"output_schema\":{}")
                    .doesNotContain("properties", "integer");
            assertThat(Http.get(server, "/events.json").body()).contains("There is nothing at this path.");
        }
    }

    @Test
    void hasNothingThatIsPublicWhereClientsAreAskedWhoTheyAreUnlessThatIsWanted() throws Exception {
        for (boolean isWanted : new boolean[] {false, true}) {
            RunnableServer.Builder builder = RunnableServer.builder()
                    .port(0)
                    .bearerTokens("good"::equals)
                    .mount("/foo", foo());
            try (RunnableServer server = (isWanted ? builder.livePage(true) : builder).start()) {
                for (String path : List.of("/", "/page/page.js")) {
                    assertThat(Http.get(server, path).statusCode()).isEqualTo(isWanted ? 200 : 401);
                }
                assertThat(Http.get(server, "/", "Authorization", "Bearer good").statusCode())
                        .isEqualTo(isWanted ? 200 : 404);
            }
        }
    }

    @Test
    void isToMakeSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnableServer.builder().protocols())
                .withMessage("There is no protocol to serve. Name one or more.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnableServer.builder()
                        .protocols(ServerProtocol.LANG_GRAPH)
                        .livePage(true))
                .withMessageContaining("The live page speaks LangServe's protocol, which is not served.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnableServer.builder().livePage(true).protocols(ServerProtocol.LANG_GRAPH))
                .withMessageContaining("The live page speaks LangServe's protocol, which is not served.");
    }

    // Hosts

    private static String statusByHost(RunnableServer server, String host) throws Exception {
        try (RawClient client = new RawClient(server)) {
            return client.send("GET /runnables HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n")
                    .readAll();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LocalHost:8000, 200",
        "127.0.0.1:8000, 200",
        "192.168.1.7, 200",
        "[::1]:8000, 200",
        "runs.example.com, 200",
        "RUNS.example.com:443, 200",
        "evil.example, 421",
        "evil.example:8000, 421",
        "127.0.0.1.evil.example, 421",
        "localhost.evil.example, 421",
        "xruns.example.com, 421",
        "localhost:8000:9, 400",
        "'', 400"
    })
    void isForThoseWhoKnowItsNames(String host, int status) throws Exception {
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .hosts("runs.example.com")
                .mount("/foo", foo())
                .start()) {
            String answer = statusByHost(server, "Host: " + host + "\r\n");
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            if (status == 421) {
                assertThat(answer)
                        .contains("This server does not go by the name \\\"" + host
                                + "\\\". Call it by a number or localhost, or have it told of the name: hosts(…).")
                        .doesNotContain("foo");
            }
        }
    }

    /** By which name others reach it, only its operator knows. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, false, 421", "0.0.0.0, false, 200", "0.0.0.0, true, 421", "127.0.0.1, true, 421"})
    void hasUnknownNamesWhereOthersReachItUnlessTheyAreGiven(String address, boolean areGiven, int status)
            throws Exception {
        RunnableServer.Builder builder =
                RunnableServer.builder().address(address).port(0).mount("/foo", foo());
        try (RunnableServer server = (areGiven ? builder.hosts("runs.example.com") : builder).start()) {
            assertThat(statusByHost(server, "Host: evil.example\r\n")).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void hasPagesOfItsOwnAtItsNames() throws Exception {
        try (RunnableServer server = RunnableServer.builder()
                .port(0)
                .hosts("runs.example.com")
                .mount("/foo", foo())
                .start()) {
            String own = "Host: runs.example.com\r\nOrigin: https://runs.example.com\r\n";
            String other = "Host: runs.example.com\r\nOrigin: https://evil.example\r\n";
            assertThat(statusByHost(server, own)).startsWith("HTTP/1.1 200");
            assertThat(statusByHost(server, other)).startsWith("HTTP/1.1 403");
        }
    }

    /** Whoever owns a name can have it lead to a machine after his page was loaded. */
    @Test
    void hasNoPagesAtNamesThatItWasNotTold() throws Exception {
        try (RunnableServer server = RunnableServer.builder()
                .address("0.0.0.0")
                .port(0)
                .mount("/foo", foo())
                .start()) {
            assertThat(statusByHost(server, "Host: evil.example\r\nOrigin: http://evil.example\r\n"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "example.com:80", "example.com/", "", "*"})
    void isToBeToldNames(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnableServer.builder().hosts(host))
                .withMessage("\"" + host + "\" is no name of a host. Give one as in \"example.com\".");
    }
}
