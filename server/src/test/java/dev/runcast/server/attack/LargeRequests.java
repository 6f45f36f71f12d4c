package dev.runcast.server.attack;

import static dev.runcast.server.attack.Checks.check;

import dev.runcast.server.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Requests that need much memory. */
final class LargeRequests {
    private static final int AT_ONCE = 200;
    private static final int MEGABYTE = 1024 * 1024 - 100;

    private LargeRequests() {}

    /** Large metadata, which all events of a run have. */
    static String bigMetadata(ServerProcess server) throws Exception {
        return big(server, "{\"input\":\"tea\",\"config\":{\"metadata\":{\"big\":\"" + "x".repeat(MEGABYTE) + "\"}}}");
    }

    /** Small values, which need many times more memory than they have bytes. */
    static String manyValues(ServerProcess server) throws Exception {
        return big(server, "{\"input\":[[]" + ",[]".repeat(MEGABYTE / 3) + "]}");
    }

    /** Large requests at once, of which the server may refuse some. */
    private static String big(ServerProcess server, String body) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Callable<String>> requests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String path = i % 2 == 0 ? "/echo/invoke" : "/echo/stream_events";
            requests.add(() -> status(server, path, body));
        }
        Map<String, Integer> answers = new TreeMap<>();
        for (Future<String> answer : threads.invokeAll(requests)) {
            answers.merge(answer.get(), 1, Integer::sum);
        }
        threads.shutdown();
        check(Set.of("200", "503").containsAll(answers.keySet()), "The answers are " + answers);
        check(answers.containsKey("200"), "None was answered.");
        return "answered: " + answers.get("200") + ", refused: " + answers.getOrDefault("503", 0);
    }

    /** Threads of which the server cannot keep all. */
    static String bigThreads(ServerProcess server) throws Exception {
        String body = "{\"metadata\":{\"big\":\"" + "x".repeat(MEGABYTE) + "\"}}";
        for (int i = 0; i < 430; i++) {
            String status = status(server, "/threads", body);
            check(status.equals("200"), "One was answered: " + status);
        }
        return "the last few kept";
    }

    private static String status(ServerProcess server, String path, String body) {
        try (RawClient client = server.connect()) {
            return client.post(path, body).readLine().split(" ", 3)[1];
        } catch (IOException none) {
            return none.toString();
        }
    }
}
