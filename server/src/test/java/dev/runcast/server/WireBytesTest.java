package dev.runcast.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.clients.ClientServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands on the wire, byte by byte: characters that streams of tokens cut, and those that clients take for the end of a line. */
class WireBytesTest {
    private static RunnableServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ClientServer.builder()
                .mount("/echo", TypedRunnable.of("echo", (Object value) -> value))
                .mount("/cut", TypedRunnable.ofChunks("cut", WireBytesTest::cut))
                .port(0)
                .start();
    }

    private static void cut(String text, RunnableConfig config, ChunkSink<String> chunks) throws Exception {
        chunks.emit("a");
        chunks.emit("b\uD83D");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String post(String path, String json) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        byte[] bytes = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body();
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /emoji/stream        | {"input":"a😀b"}                                              | data: "😀"
            /emoji/stream_events | {"input":"a😀b"}                                              | "data":{"chunk":"😀"}
            /emoji/stream_log    | {"input":"a😀b"}                                              | "path":"/streamed_output/-","value":"😀"
            /runs/stream         | {"input":"a😀b","assistant_id":"emoji","stream_mode":"events"} | "data":{"chunk":"😀"}
            /ag-ui/emoji         | {"threadId":"1","runId":"2","forwardedProps":{"input":"a😀b"}} | "delta":"😀"
            """)
    void charactersThatWereCutAreWhole(String path, String body, String expected) throws Exception {
        assertThat(post(path, body)).contains(expected).doesNotContain("?", "\\ud83d", "\\ude00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /echo/invoke        | {"input":%s}
            /echo/batch         | {"inputs":[%s]}
            /echo/stream        | {"input":%s}
            /echo/stream_events | {"input":%s}
            /echo/stream_log    | {"input":%s}
            /runs/wait          | {"input":%s,"assistant_id":"echo"}
            /runs/stream        | {"input":%s,"assistant_id":"echo","stream_mode":["events","values"]}
            /ag-ui/echo         | {"threadId":"1","runId":"2","forwardedProps":{"input":%s}}
            """)
    void whatClientsCannotReadIsEscaped(String path, String body) throws Exception {
        assertThat(post(path, body.formatted("\"\\u2028\\u2029\\u0085 \\ud83d \\ude00 \\ud83d\\ude00 \u00e9\"")))
                .contains("\"\\u2028\\u2029\\u0085 \\ud83d \\ude00 \uD83D\uDE00 \u00e9\"")
                .doesNotContain("?");
    }

    @Test
    void halfACharacterThatIsNotFollowedByTheOtherHalfIsShownAtTheEnd() throws Exception {
        assertThat(post("/cut/stream", "{\"input\":\"\"}"))
                .containsSubsequence("data: \"a\"", "data: \"b\"", "data: \"\\ud83d\"", "event: end");
        assertThat(post("/cut/invoke", "{\"input\":\"\"}")).contains("\"output\":\"ab\\ud83d\"");
    }
}
