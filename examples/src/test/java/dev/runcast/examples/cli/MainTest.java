package dev.runcast.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theGuideIsPrinted() {
        assertThat(run()).isZero();
        String root = "\"tags\":[],\"metadata\":{},\"data\":";
        assertThat(withoutIds(out))
                .containsExactly(
                        "{\"event\":\"on_chain_start\",\"data\":{\"input\":\"hello world\"},\"name\":\"foo\",\"tags\":[],"
                                + "\"run_id\":\"ID\",\"metadata\":{},\"parent_ids\":[]}",
                        custom("event1", root + "{\"x\":\"hello world\"}"),
                        custom("event2", root + "5"),
                        "{\"event\":\"on_chain_stream\",\"run_id\":\"ID\",\"name\":\"foo\"," + root
                                + "{\"chunk\":\"hello world\"},\"parent_ids\":[]}",
                        "{\"event\":\"on_chain_end\",\"data\":{\"output\":\"hello world\"},\"run_id\":\"ID\",\"name\":\"foo\","
                                + "\"tags\":[],\"metadata\":{},\"parent_ids\":[]}",
                        "{\"event\":\"on_chain_start\",\"data\":{\"input\":\"hello world\"},\"name\":\"bar\",\"tags\":[],"
                                + "\"run_id\":\"ID\",\"metadata\":{},\"parent_ids\":[]}",
                        custom("event1", root + "{\"x\":\"hello world\"}"),
                        custom("event2", root + "5"),
                        "{\"event\":\"on_chain_stream\",\"run_id\":\"ID\",\"name\":\"bar\"," + root
                                + "{\"chunk\":\"hello world\"},\"parent_ids\":[]}",
                        "{\"event\":\"on_chain_end\",\"data\":{\"output\":\"hello world\"},\"run_id\":\"ID\",\"name\":\"bar\","
                                + "\"tags\":[],\"metadata\":{},\"parent_ids\":[]}",
                        received("event1", "{\"x\":1}"),
                        received("event2", "5"),
                        "1",
                        received("event1", "{\"x\":1}"),
                        received("event2", "{\"x\":1}"),
                        "1");
    }

    @Test
    void theDemosAreListed() {
        assertThat(run("list")).isZero();
        assertThat(lines(out))
                .extracting(line -> line.substring(0, line.indexOf('(')))
                .containsExactly("foo", "bar", "sync_foo", "report", "story", "count", "spell");
        assertThat(lines(out)).allSatisfy(line -> assertThat(line).contains("Events: "));
    }

    @Test
    void theDemosAreServed() throws Exception {
        try (Serve server = serve()) {
            assertThat(lines(out).get(0)).startsWith("Serving at " + server.uri() + " until");
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + "/foo/stream_events"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"input\":\"hello world\"}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("\"on_custom_event\"", "event: end");
            HttpRequest contract = HttpRequest.newBuilder(URI.create(server.uri() + "/events.json"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(contract, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("Runcast event contract, format 1", "dev.runcast.examples.guide.Foo");
        }
    }

    @ParameterizedTest
    @CsvSource({"--port,x", "--port,65536", "--prot,8000", "--store,''"})
    void aWrongPortIsTold(String option, String value) {
        assertThat(run("serve", option, value)).isEqualTo(2);
        assertThat(lines(err))
                .containsExactly(
                        "Write: serve [--port N] [--store FILE], where N is 1 to 65535, or 0 for a port that is"
                                + " free, and FILE is to keep the runs.");
    }

    @Test
    void runsInAFileAreThereWhenTheServerIsStartedAgain(@TempDir Path folder) throws Exception {
        String file = folder.resolve("runs.db").toString();
        String thread = "/threads/019ab0c4-0000-7000-8000-000000000000";
        HttpResponse<String> first;
        try (Serve server = serve("--store", file)) {
            send(server, "/threads", "{\"thread_id\":\"019ab0c4-0000-7000-8000-000000000000\"}");
            first = send(
                    server,
                    thread + "/runs/stream",
                    "{\"assistant_id\":\"foo\",\"input\":\"hello world\",\"stream_mode\":\"custom\",\"stream_resumable\":true}");
        }
        assertThat(first.body()).contains("event1", "event2");
        try (Serve server = serve("--store", file)) {
            String run = first.headers().firstValue("Location").orElseThrow();
            assertThat(send(server, run, "").body()).isEqualTo(first.body());
            assertThat(send(server, thread + "/state", "").body()).contains("hello world");
        }
    }

    private Serve serve(String... options) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        arguments.addAll(List.of(options));
        return Serve.start(new PrintStream(out, true, StandardCharsets.UTF_8), arguments.toArray(new String[0]));
    }

    private static HttpResponse<String> send(Serve server, String path, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.uri() + path)).header("Content-Type", "application/json");
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    @Test
    void theConfigReachesTheRunAndTheFilters() {
        String config = "{\"tags\":[\"a\"],\"metadata\":{\"m\":1},\"run_name\":\"mine\",\"run_id\":"
                + "\"00000000-0000-0000-0000-000000000007\",\"exclude_names\":[\"event1\"],\"include_tags\":[\"a\"],"
                + "\"max_concurrency\":1,\"recursion_limit\":25,\"configurable\":{},\"include_names\":null}";
        assertThat(run("events", "foo", "7", config)).isZero();
        assertThat(lines(out))
                .hasSize(4)
                .first()
                .isEqualTo(
                        "{\"event\":\"on_chain_start\",\"data\":{\"input\":7},\"name\":\"mine\",\"tags\":[\"a\"],\"run_id\":"
                                + "\"00000000-0000-0000-0000-000000000007\",\"metadata\":{\"m\":1},\"parent_ids\":[]}");
    }

    @Test
    void invokePrintsWhatTheHandlerReceivesAndTheResult() {
        assertThat(run("invoke", "sync_foo", "[1,\"two\"]", "{\"tags\":[\"foo\",\"bar\"]}"))
                .isZero();
        assertThat(withoutIds(out))
                .containsExactly(
                        received("event1", "{\"x\":[1,\"two\"]}"),
                        received("event2", "{\"x\":[1,\"two\"]}"),
                        "[1,\"two\"]");
    }

    @Test
    void anObjectIsTheInputOfAChainAlsoIfItNamesTheParameter() {
        assertThat(run("invoke", "sync_foo", "{\"x\":1}")).isZero();
        assertThat(lines(out)).last().isEqualTo("{\"x\":1}");
    }

    @Test
    void theReportIsAToolWithNestedRuns(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.txt"), "one\n\ntwo\n");
        Files.writeString(directory.resolve("b.md"), "three\n");
        Files.write(directory.resolve("c.bin"), new byte[] {(byte) 0xff, (byte) 0xfe});
        String input = "{\"directory\":\"" + directory + "\"}";

        assertThat(run("events", "report", input)).isZero();

        assertThat(lines(out))
                .extracting(line -> line.split("\"")[3] + " " + line.replaceAll(".*\"name\":\"(\\w+)\".*", "$1"))
                .containsExactly(
                        "on_tool_start report",
                        "on_custom_event started",
                        "on_tool_start find_files",
                        "on_tool_end find_files",
                        "on_chain_start count_lines",
                        "on_custom_event counted",
                        "on_custom_event counted",
                        "on_custom_event skipped",
                        "on_chain_end count_lines",
                        "on_custom_event progress",
                        "on_custom_event done",
                        "on_tool_end report");
        assertThat(lines(out))
                .last()
                .asString()
                .contains(
                        "{\"output\":{\"files\":2,\"lines\":4,\"blankLines\":1,\"linesByExtension\":{\"md\":1,\"txt\":3},");
    }

    @Test
    void aTerminalShowsAProgressBar(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.txt"), "one\n");
        Main main = new Main(print(out), print(err), true);
        assertThat(main.run("invoke", "report", "\"" + directory + "\"")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("] 1/1 counting lines")
                .endsWith("\n");
    }

    @Test
    void aRunnableThatFailsGivesItsEventsAndThenTheError(@TempDir Path directory) {
        assertThat(run("events", "report", "\"" + directory.resolve("missing") + "\""))
                .isEqualTo(1);
        assertThat(lines(out)).last().asString().startsWith("{\"event\":\"on_tool_error\"");
        assertThat(lines(err)).singleElement().asString().contains("\"report\" failed", "NoSuchFileException");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            events fo 1                          | There is no runnable "fo". Did you mean "foo"? There are: foo, bar, sync_foo, report, story, count, spell.
            events foo {                         | INPUT-JSON is no JSON
            events foo 1}                        | INPUT-JSON is no JSON
            events foo tea                       | INPUT-JSON is no JSON
            events report {"path":"."}           | INPUT-JSON does not fit the runnable "report", which takes
            events foo 1 []                      | CONFIG-JSON is no JSON object
            events foo 1 {"tag":["a"]}           | CONFIG-JSON has the unknown key "tag". Did you mean "tags"? It may have: tags, metadata
            events foo 1 {"tags":"a"}            | CONFIG-JSON: The config has "a" for "tags". Give a list of strings.
            events foo 1 {"tags":[null]}         | CONFIG-JSON: The config has [null] for "tags". Give a list of strings.
            events foo 1 {"tags":[1]}            | CONFIG-JSON: The config has [1] for "tags". Give a list of strings.
            events foo 1 {"metadata":[]}         | CONFIG-JSON: The config has [] for "metadata". Give an object with string keys.
            events foo 1 {"run_id":"1-1-1-1-1"}  | CONFIG-JSON: The config has "1-1-1-1-1" for "run_id". Give a UUID.
            events foo 1 {"max_concurrency":-1}  | CONFIG-JSON: The config has -1 for "max_concurrency". Give an integer of 1 or more.
            events foo 1 {"recursion_limit":1.5} | CONFIG-JSON: The config has 1.5 for "recursion_limit". Give an integer of 0 or more.
            events foo 1 {"include_tags":{}}     | CONFIG-JSON has {} for "include_tags". Give a list of strings.
            events foo                           | This is no command: events foo. Commands:
            stream foo 1                         | This is no command: stream foo 1. Commands:
            """)
    void aWrongCommandLineIsOneLineThatSaysWhatIsAllowed(String arguments, String message) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(lines(out)).isEmpty();
        assertThat(lines(err)).singleElement().asString().startsWith(message);
    }

    private int run(String... arguments) {
        return new Main(print(out), print(err), false).run(arguments);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static List<String> lines(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> withoutIds(ByteArrayOutputStream printed) {
        return lines(printed).stream()
                .map(line -> line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID"))
                .toList();
    }

    private static String custom(String name, String rest) {
        return "{\"event\":\"on_custom_event\",\"run_id\":\"ID\",\"name\":\"" + name + "\"," + rest
                + ",\"parent_ids\":[]}";
    }

    private static String received(String name, String data) {
        return "Received event " + name + " with data: " + data
                + ", with tags: [\"foo\",\"bar\"], with metadata: {} and run_id: ID";
    }
}
