package dev.runcast.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.RunnableServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one file, as a client sees them. */
@Timeout(60)
class ServersTest {
    @TempDir
    private Path folder;

    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private RunnableServer one;
    private RunnableServer other;

    @BeforeEach
    void start() throws Exception {
        one = server();
        other = server();
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private RunnableServer server() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + folder.resolve("runs.db"));
        config.setMaximumPoolSize(4);
        HikariDataSource pool = new HikariDataSource(config);
        opened.add(pool);
        JdbcRunStore store =
                JdbcRunStore.builder(pool).polling(Duration.ofMillis(20)).build();
        opened.add(store);
        RunnableServer server = RunnableServer.builder()
                .port(0)
                .store(store)
                .mount("/ticks", TypedRunnable.ofConfigured("ticks", this::ticks))
                .mount("/again", TypedRunnable.ofConfigured("again", this::ticks))
                .restartable("/again")
                .start();
        opened.add(server);
        return server;
    }

    /** Emits ten events, and another ten when the test lets it. */
    private String ticks(String text, RunnableConfig config) throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            if (i == 10) {
                half.countDown();
                go.await();
            }
            CustomEvents.dispatch("tick", i, config);
        }
        return text;
    }

    private HttpResponse<String> send(RunnableServer server, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String member(String json, String name) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(member.find()).as(json).isTrue();
        return member.group(1);
    }

    private String newThread(RunnableServer server) throws Exception {
        return "/threads/" + member(send(server, "POST", "/threads", "{}").body(), "thread_id");
    }

    private String begin(RunnableServer server, String thread, String rest) throws Exception {
        return begin(server, thread, "ticks", rest);
    }

    private String begin(RunnableServer server, String thread, String runnable, String rest) throws Exception {
        HttpResponse<String> run = send(
                server,
                "POST",
                thread + "/runs",
                "{\"assistant_id\":\"" + runnable + "\",\"input\":\"tea\",\"stream_mode\":\"custom\"" + rest + "}");
        assertThat(run.statusCode()).as(run.body()).isEqualTo(200);
        return thread + "/runs/" + member(run.body(), "run_id");
    }

    private static List<String> lines(HttpResponse<String> response, String name) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body()
                .lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
    }

    @Test
    void readEachOthersRuns() throws Exception {
        String run = begin(one, newThread(other), "");
        HttpRequest join = HttpRequest.newBuilder(URI.create(other.uri() + run + "/stream"))
                .build();
        CompletableFuture<HttpResponse<String>> joined = http.sendAsync(join, BodyHandlers.ofString());
        go.countDown();
        List<String> ids = lines(joined.get(), "id");
        assertThat(ids).hasSize(21).startsWith("0-0", "2-1", "3-1").doesNotHaveDuplicates();
        assertThat(lines(send(other, "GET", run + "/stream", "", "Last-Event-ID", ids.get(7)), "id"))
                .isEqualTo(ids.subList(8, 21));
        assertThat(lines(send(one, "GET", run + "/stream?stream_mode=values", ""), "data"))
                .last()
                .isEqualTo("{\"output\":\"tea\"}");
        assertThat(send(other, "GET", run + "/join", "").body().strip()).isEqualTo("{\"output\":\"tea\"}");
        assertThat(send(other, "GET", run.substring(0, run.indexOf("/runs")) + "/state", "")
                        .body())
                .contains("\"values\":{\"output\":\"tea\"}");
    }

    @Test
    void cancelEachOthersRuns() throws Exception {
        String run = begin(one, newThread(one), "");
        HttpResponse<String> cancelled = send(other, "POST", run + "/cancel?wait=true", "");
        assertThat(cancelled.statusCode()).isEqualTo(204);
        assertThat(member(send(other, "GET", run, "").body(), "status")).isEqualTo("interrupted");
        assertThat(lines(send(other, "GET", run + "/stream", ""), "event"))
                .last()
                .isEqualTo("error");
    }

    @Test
    void haveOneRunOfAThreadAtATime() throws Exception {
        String thread = newThread(one);
        String first = begin(one, thread, "");
        assertThat(send(other, "POST", thread + "/runs", "{\"assistant_id\":\"ticks\",\"input\":\"tea\"}")
                        .statusCode())
                .isEqualTo(409);
        String second = begin(other, thread, ",\"multitask_strategy\":\"enqueue\"");
        assertThat(member(send(one, "GET", second, "").body(), "status")).isEqualTo("pending");
        go.countDown();
        assertThat(send(one, "GET", second + "/join", "").body().strip()).isEqualTo("{\"output\":\"tea\"}");
        assertThat(member(send(other, "GET", first, "").body(), "status")).isEqualTo("success");
    }

    @Test
    void knowTheRunsOfThoseThatWereStopped() throws Exception {
        String run = begin(one, newThread(one), "");
        go.countDown();
        send(one, "GET", run + "/join", "");
        one.close();
        assertThat(lines(send(other, "GET", run + "/stream", ""), "id")).hasSize(21);
    }

    @Test
    void endTheirRunsWhenTheyAreStopped() throws Exception {
        String run = begin(one, newThread(one), "");
        one.close();
        assertThat(send(other, "GET", run + "/join", "").body()).contains("\"error\":\"ServerStopping\"");
    }

    @Test
    void doAgainWhatAServerWasDoingThatWasStopped() throws Exception {
        String run = begin(one, newThread(one), "again", "");
        half.await();
        one.close();
        go.countDown();
        HttpResponse<String> events = send(other, "GET", run + "/stream", "");
        assertThat(lines(events, "event").stream().filter("metadata"::equals)).hasSize(2);
        assertThat(lines(events, "id"))
                .hasSize(32)
                .startsWith("0-0", "2-1")
                .contains("11-1", "11-9", "13-1")
                .doesNotHaveDuplicates();
        assertThat(lines(events, "data").get(11)).endsWith(",\"attempt\":2}");
        assertThat(lines(events, "data").subList(1, 11)).noneMatch(event -> event.contains("run_attempt"));
        assertThat(lines(events, "data").subList(12, 32)).allMatch(event -> event.contains("\"run_attempt\":2"));
        assertThat(lines(send(other, "GET", run + "/stream", "", "Last-Event-ID", "11-9"), "id"))
                .hasSize(20)
                .startsWith("13-1");
        assertThat(send(other, "GET", run + "/join", "").body().strip()).isEqualTo("{\"output\":\"tea\"}");
    }

    @Test
    void tellAClientOfAgUiWhoComesBackOfTheNextAttempt() throws Exception {
        String body = "{\"threadId\":\"t\",\"runId\":\"r\",\"messages\":[{\"role\":\"user\",\"content\":\"tea\"}]}";
        CompletableFuture<?> broken = startAndStop("/ag-ui/again", body);
        HttpResponse<String> events = send(other, "POST", "/ag-ui/again", body);
        List<String> data = lines(events, "data");
        assertThat(data.stream().filter(event -> event.contains("RUN_STARTED"))).hasSize(1);
        assertThat(data.get(11)).contains("\"type\":\"CUSTOM\"", "\"name\":\"run_attempt\",\"value\":2}");
        assertThat(data.subList(12, 32)).allMatch(event -> event.contains("\"name\":\"tick\""));
        assertThat(data.get(data.size() - 1)).contains("RUN_FINISHED", "\"result\":\"tea\"", "\"runId\":\"r\"");
        assertThat(broken).isDone();
    }

    /** The path has what lz-string makes of {@code {"tags":["hashed"],"configurable":{"ü":"✓"}}}. */
    @Test
    void doAgainWhatAClientOfLangServeAskedFor() throws Exception {
        startAndStop(
                "/again/c/N4IgLghg5gziBcBtEALCMUFMAmIC6ANCAMYD2AdgGYCWUArgE4QBGANpgqAD8IiDI5CAC+goA/stream_events",
                "{\"input\":\"tea\",\"config\":{\"tags\":[\"called\"],\"metadata\":{\"user\":\"ada\"}}}");
        String runs = send(other, "GET", "/runs", "").body();
        assertThat(runs).contains("\"runnable\":\"again\"", "\"metadata\":{\"user\":\"ada\"}");
        String run = "/runs/" + member(runs, "run_id");
        List<String> events = lines(send(other, "GET", run + "/stream?stream_mode=events", ""), "data");
        String started = events.stream()
                .filter(event -> event.contains("on_chain_start") && event.contains("\"run_attempt\":2"))
                .findFirst()
                .orElseThrow();
        assertThat(started).contains("\"tags\":[\"called\",\"hashed\"]", "\"user\":\"ada\"");
        assertThat(started).doesNotContain("thread_id");
        assertThat(lines(send(other, "GET", run + "/events", ""), "data"))
                .last(STRING)
                .isEqualTo("{\"status\":\"success\"}");
    }

    /** Has a client start a run of a server, which is stopped in mid-run. */
    private CompletableFuture<?> startAndStop(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(one.uri() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        CompletableFuture<?> started = http.sendAsync(request, BodyHandlers.ofString());
        half.await();
        one.close();
        assertThat(started).failsWithin(Duration.ofSeconds(20));
        go.countDown();
        return started;
    }

    @Test
    void startWhatAServerHadNotBegunThatWasStopped() throws Exception {
        String thread = newThread(one);
        begin(one, thread, "");
        String second = begin(other, thread, ",\"multitask_strategy\":\"enqueue\"");
        other.close();
        assertThat(member(send(one, "GET", second, "").body(), "status")).isEqualTo("pending");
        go.countDown();
        assertThat(send(one, "GET", second + "/join", "").body().strip()).isEqualTo("{\"output\":\"tea\"}");
    }

    @Test
    void breakTheStreamsOfRunsThatGoOnElsewhere() throws Exception {
        String run = begin(one, newThread(one), "");
        HttpResponse<InputStream> stream = http.send(
                HttpRequest.newBuilder(URI.create(other.uri() + run + "/stream"))
                        .build(),
                BodyHandlers.ofInputStream());
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(other::close);
        assertThatThrownBy(() -> stream.body().readAllBytes()).isInstanceOf(IOException.class);
        stopped.get();
    }
}
