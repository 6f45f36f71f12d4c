package dev.runcast.langsmith;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runcast.runtime.json.JsonCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Takes batches of runs as LangSmith does, or refuses them as it is told. */
final class LangSmithReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new ArrayList<>();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private Answer usualAnswer = new Answer(202, null, "{\"message\":\"Runs batch ingested\"}");
    private @Nullable CountDownLatch silence;

    LangSmithReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** What was posted, and whether it was accepted. */
    record Request(String path, Map<String, String> headers, String body, boolean isAccepted) {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> runs(String list) {
            return (List<Map<String, Object>>) Objects.requireNonNull(
                    JsonCodec.defaultCodec().read(body, Map.class).get(list));
        }

        List<Map<String, Object>> posts() {
            return runs("post");
        }

        List<Map<String, Object>> patches() {
            return runs("patch");
        }
    }

    record Answer(int status, @Nullable String retryAfter, String body) {}

    String url() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** Gives the next request another answer. */
    synchronized void answerNext(int status, @Nullable String retryAfter) {
        answers.add(new Answer(status, retryAfter, "not now"));
    }

    /** Gives all requests from now on this answer. */
    synchronized void answer(int status, String body) {
        usualAnswer = new Answer(status, null, body);
    }

    /** Has requests wait from now on, until the latch is open. */
    synchronized void awaitBeforeAnswers(CountDownLatch latch) {
        silence = latch;
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Returns the runs as LangSmith knows them: those that were posted, with what patches changed. */
    synchronized List<Map<String, Object>> runs() {
        Map<Object, Map<String, Object>> runs = new LinkedHashMap<>();
        for (Request request : requests) {
            if (request.isAccepted()) {
                request.posts().forEach(run -> runs.put(id(run), new LinkedHashMap<>(run)));
                request.patches()
                        .forEach(run -> runs.computeIfAbsent(id(run), none -> new LinkedHashMap<>())
                                .putAll(run));
            }
        }
        return List.copyOf(runs.values());
    }

    private static Object id(Map<String, Object> run) {
        return Objects.requireNonNull(run.get("id"));
    }

    /** Returns the run of a name, of which there is one. */
    Map<String, Object> run(String name) {
        List<Map<String, Object>> found =
                runs().stream().filter(run -> name.equals(run.get("name"))).toList();
        if (found.size() != 1) {
            throw new AssertionError("There are " + found.size() + " runs of the name " + name + " in " + runs());
        }
        return found.get(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        CountDownLatch latch;
        Answer answer;
        synchronized (this) {
            answer = answers.isEmpty() ? usualAnswer : answers.remove();
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            requests.add(new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    headers,
                    body,
                    answer.status() < 300));
            latch = silence;
        }
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException closed) {
                return;
            }
        }
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
