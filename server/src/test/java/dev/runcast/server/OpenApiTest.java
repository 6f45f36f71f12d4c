package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the server's routes. */
class OpenApiTest {
    private static final String[] ADA = {"X-User", "ada"};
    private static final String[] BOB = {"X-User", "bob"};

    record Node(String name, List<Node> children) {}

    private static RunnableServer.Builder serving() {
        return RunnableServer.builder()
                .port(0)
                .mount("/length", TypedRunnable.of(typed("length", String.class), (String text) -> text.length()))
                .mount("/tree", TypedRunnable.of(typed("tree", Node.class), (Node node) -> node.name()));
    }

    private static RunnableDescriptor typed(String name, Class<?> input) {
        return RunnableDescriptor.builder(name).input(input).build();
    }

    private static JsonNode describe(RunnableServer server, String... headers) throws Exception {
        return JsonMapper.shared()
                .readTree(Http.get(server, "/openapi.json", headers).body());
    }

    private static JsonNode bodyOf(JsonNode document, String path) {
        return document.path("paths")
                .path(path)
                .path("post")
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
    }

    @Test
    void hasWhatEachRequestMayHave() throws Exception {
        try (RunnableServer server = serving().start()) {
            JsonNode document = describe(server);
            assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
            JsonNode invoke = bodyOf(document, "/length/invoke");
            assertThat(invoke.path("properties").propertyNames()).containsExactly("input", "config");
            assertThat(invoke.path("properties").path("input").path("type").asString())
                    .isEqualTo("string");
            assertThat(invoke.path("additionalProperties").asBoolean()).isFalse();
            assertThat(bodyOf(document, "/length/batch")
                            .path("properties")
                            .path("inputs")
                            .path("items")
                            .path("type")
                            .asString())
                    .isEqualTo("string");
            JsonNode wait = bodyOf(document, "/threads/{thread_id}/runs/wait").path("properties");
            assertThat(wait.path("assistant_id").path("enum").toString()).isEqualTo("[\"length\",\"tree\"]");
            assertThat(wait.propertyNames()).contains("multitask_strategy").doesNotContain("webhook");
        }
    }

    @Test
    void hasTheParametersOfPathsAndQueries() throws Exception {
        try (RunnableServer server = serving().start()) {
            JsonNode parameters = describe(server)
                    .path("paths")
                    .path("/threads/{thread_id}/runs/{run_id}/cancel")
                    .path("post")
                    .path("parameters");
            assertThat(parameters
                            .valueStream()
                            .map(one -> one.path("in").asString() + " "
                                    + one.path("name").asString()))
                    .containsExactly("path thread_id", "path run_id", "query action", "query wait");
            assertThat(parameters.path(0).path("schema").path("format").asString())
                    .isEqualTo("uuid");
        }
    }

    @Test
    void namesSchemasThatReferToTheirOwnParts() throws Exception {
        try (RunnableServer server = serving().start()) {
            JsonNode input =
                    bodyOf(describe(server), "/tree/invoke").path("properties").path("input");
            assertThat(input.toString()).contains("\"$ref\":\"#\"");
            assertThat(input.path("$id").asString()).isEqualTo("urn:java:" + Node.class.getName());
        }
    }

    @Test
    void hasNothingOfRunnablesThatAreNotThereForTheClient() throws Exception {
        try (RunnableServer server = serving()
                .authenticator(request -> request.header("X-User").map(ClientPrincipal::of))
                .authorizer((principal, action, path) -> principal.name().equals("ada") || !path.equals("/tree"))
                .start()) {
            assertThat(describe(server, ADA).toString()).contains("tree");
            assertThat(describe(server, BOB).toString()).contains("length").doesNotContain("tree");
            assertThat(Http.get(server, "/openapi.json").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void isNotThereWhereClientsMayNotHaveSchemas() throws Exception {
        try (RunnableServer server = serving().schemas(false).start()) {
            assertThat(Http.get(server, "/openapi.json").statusCode()).isEqualTo(404);
        }
    }
}
