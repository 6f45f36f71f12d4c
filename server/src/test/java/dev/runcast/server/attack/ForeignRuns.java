package dev.runcast.server.attack;

import static dev.runcast.server.attack.Checks.PATIENCE;
import static dev.runcast.server.attack.Checks.awaitNoRuns;
import static dev.runcast.server.attack.Checks.check;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A principal that knows the ids of another one's thread and run. */
final class ForeignRuns {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String RUN = "{\"assistant_id\":\"wait\",\"input\":\"tea\"}";

    private ForeignRuns() {}

    /** Asks for them by each route that the description of the server has. */
    static String byEveryRoute(ServerProcess server) throws Exception {
        JsonNode paths =
                json(send(server, "GET", "/openapi.json", "", "mallory")).get("paths");
        String thread = text(send(server, "POST", "/threads", "{}", "alice"), "thread_id");
        String run = text(send(server, "POST", "/threads/" + thread + "/runs", RUN, "alice"), "run_id");
        int asked = 0;
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            if (!path.getKey().contains("{thread_id}") && !path.getKey().contains("{run_id}")) {
                continue;
            }
            String own = path.getKey()
                    .replace("{thread_id}", thread)
                    .replace("{run_id}", run)
                    .replace("{checkpoint_id}", run);
            for (String method : path.getValue().propertyNames()) {
                boolean hasBody = path.getValue().get(method).has("requestBody");
                HttpResponse<String> answer =
                        send(server, method.toUpperCase(Locale.ROOT), own, hasBody ? RUN : "", "mallory");
                check(answer.statusCode() == 404, method + " " + own + " was answered: " + answer.body());
                asked++;
            }
        }
        String ownRun = "/threads/" + thread + "/runs/" + run;
        String status = text(send(server, "GET", ownRun, "", "alice"), "status");
        check(status.equals("running"), "The run is " + status);
        check(send(server, "DELETE", "/threads/" + thread, "", "alice").statusCode() == 204, "It was not deleted.");
        awaitNoRuns(server);
        return "not found by any of " + asked + " routes";
    }

    private static HttpResponse<String> send(
            ServerProcess server, String method, String path, String body, String principal)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .timeout(PATIENCE)
                .header("X-User", principal)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        check(answer.statusCode() == 200, "The answer is " + answer.body());
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String text(HttpResponse<String> answer, String name) {
        return json(answer).get(name).asString();
    }
}
