package dev.runcast.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Sends requests as well-behaved clients do. */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    static HttpResponse<String> post(RunnableServer server, String path, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(server, path, headers).POST(BodyPublishers.ofString(json));
        if (List.of(headers).stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    /** Sends JSON by a method that is not POST. */
    static HttpResponse<String> sendJson(
            RunnableServer server, String method, String path, String json, String... headers)
            throws IOException, InterruptedException {
        return send(request(server, path, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build());
    }

    static HttpResponse<String> get(RunnableServer server, String path, String... headers)
            throws IOException, InterruptedException {
        return send(request(server, path, headers).GET().build());
    }

    static HttpResponse<String> send(RunnableServer server, String method, String path, String... headers)
            throws IOException, InterruptedException {
        return send(request(server, path, headers)
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private static HttpRequest.Builder request(RunnableServer server, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.uri() + path)).timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
