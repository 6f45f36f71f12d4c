package dev.runcast.server.attack;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A client that calls and streams in turn, while others attack, and notes how long that takes. */
final class GoodClient {
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Duration> times = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::work, "good-client");
    private volatile boolean stopping;

    private GoodClient(URI server) {
        this.server = server;
    }

    /** Starts a client. */
    static GoodClient start(URI server) {
        GoodClient client = new GoodClient(server);
        client.thread.setDaemon(true);
        client.thread.start();
        return client;
    }

    private void work() {
        for (int i = 0; !stopping; i++) {
            String input = "\"tea-" + i + "\"";
            request("/echo/invoke", input, "\"output\":" + input);
            request("/echo/stream_events", input, "\"data\":" + input);
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException interrupted) {
                return;
            }
        }
    }

    private void request(String path, String input, String expected) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"input\":" + input + "}"))
                .build();
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200 || !response.body().contains(expected)) {
                failures.add(path + ": " + response.statusCode() + " " + response.body());
            }
        } catch (Exception failure) {
            failures.add(path + ": " + failure);
        }
        times.add(Duration.ofNanos(System.nanoTime() - start));
    }

    /** Returns how many requests have ended. */
    int requests() {
        return times.size();
    }

    /** Returns what went wrong. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns the time that 99 of 100 requests took at most. */
    Duration p99() {
        return p99(List.copyOf(times));
    }

    static Duration p99(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }

    /** Ends when the request that goes on has been answered. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
