package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That an input is what the client sent, or refused in words that a client knows. */
class StrictInputTest {
    record Scan(
            String directory,
            int depth,
            double weight,
            @Nullable String pattern) {}

    private static RunnableServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunnableServer.builder()
                .mount("/scan", TypedRunnable.of(descriptor(Scan.class, RunType.CHAIN), String::valueOf))
                .mount("/find", TypedRunnable.of(tool(), String::valueOf))
                .mount("/echo", TypedRunnable.of("echo", (Object value) -> value))
                .port(0)
                .start();
    }

    private static RunnableDescriptor descriptor(Class<?> input, RunType type) {
        return RunnableDescriptor.builder("scan").type(type).input(input).build();
    }

    private static RunnableDescriptor tool() {
        return RunnableDescriptor.builder("find")
                .type(RunType.TOOL)
                .parameter("query", String.class)
                .build();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"directory":5,"depth":1,"weight":1}          | "input","directory" | 5 does not fit. Give a string.
            {"directory":"d","depth":1.5,"weight":1}      | "input","depth"     | 1.5 does not fit. Give an integer from
            {"directory":"d","depth":"1","weight":1}      | "input","depth"     | \\"1\\" does not fit. Give an integer from
            {"directory":"d","depth":1,"weight":1e999}    | "input","weight"    | 1E+999 is out of range. Give a number from
            {"directory":"d","weight":1}                  | "input","depth"     | This is missing. Give an integer from
            {"directory":"d","depth":1,"weight":1,"x":[]} | "input","x"         | There is no member \\"x\\" here. Leave it out, or give one of these: \\"directory\\",
            5                                             | "input"             | 5 does not fit. Give an object.
            """)
    void isRefusedWithItsPlace(String input, String place, String message) throws Exception {
        for (String path : new String[] {"/scan/invoke", "/scan/stream", "/scan/stream_events"}) {
            refused(Http.post(server, path, "{\"input\":" + input + "}"), place, message);
        }
        refused(
                Http.post(server, "/scan/batch", "{\"inputs\":[" + input + "]}"),
                place.replace("\"input\"", "\"inputs\",\"0\""),
                message);
        refused(Http.post(server, "/runs/wait", "{\"assistant_id\":\"scan\",\"input\":" + input + "}"), place, message);
        refused(
                Http.post(
                        server,
                        "/ag-ui/scan",
                        "{\"threadId\":\"t\",\"runId\":\"r\",\"forwardedProps\":{\"input\":" + input + "}}"),
                "\"forwardedProps\"," + place,
                message);
    }

    private static void refused(HttpResponse<String> response, String place, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(response.body())
                .contains("\"loc\":[\"body\"," + place + "]", message)
                .doesNotContain("java", "Scan", "jackson", "`", "JsonToken");
    }

    @Test
    void ofAToolIsReadAsStrictly() throws Exception {
        refused(
                Http.post(server, "/find/invoke", "{\"input\":{\"query\":5}}"),
                "\"input\",\"query\"",
                "5 does not fit.");
        refused(
                Http.post(server, "/find/invoke", "{\"input\":{\"query\":\"tea\",\"limit\":5}}"),
                "\"input\"",
                "An object does not fit. Give a string.");
    }

    @Test
    void keepsWhatMayBeLeftOutAndOtherWaysToWriteIt() throws Exception {
        assertThat(Http.post(server, "/scan/invoke", "{\"input\":{\"directory\":\"\",\"depth\":2.0,\"weight\":1}}")
                        .body())
                .contains("Scan[directory=, depth=2, weight=1.0, pattern=null]");
    }

    @Test
    void ofNoTypeIsReadWithoutInfinities() throws Exception {
        refused(Http.post(server, "/echo/invoke", "{\"input\":[1,{\"a\":1e999}]}"), "\"input\",\"1\",\"a\"", "1E+999");
        refused(Http.post(server, "/echo/batch", "{\"inputs\":[1,1e999]}"), "\"inputs\",\"1\"", "1E+999");
        refused(
                Http.post(server, "/echo/invoke", "{\"input\":1,\"config\":{\"metadata\":{\"a\":1e999}}}"),
                "\"config\",\"metadata\",\"a\"",
                "1E+999");
    }

    /** Reads nothing, and says so. */
    private record RefusingCodec() implements JsonCodec {
        @Override
        public String write(@Nullable Object value) {
            return JsonCodec.defaultCodec().write(value);
        }

        @Override
        public Object read(String json, Type type) {
            throw new IllegalArgumentException("not a " + type);
        }
    }

    @Test
    void isRefusedWithoutWhatACodecOfTheProgramSays() throws Exception {
        try (RunnableServer own = RunnableServer.builder()
                .codec(new RefusingCodec())
                .mount("/scan", TypedRunnable.of(descriptor(Scan.class, RunType.CHAIN), String::valueOf))
                .port(0)
                .start()) {
            refused(
                    Http.post(own, "/scan/invoke", "{\"input\":{}}"),
                    "\"input\"",
                    "This does not fit. Give what the schema says.");
        }
    }

    @Test
    void ofATypeThatCannotBeReadIsTheServersFault() throws Exception {
        try (LogCapture log = LogCapture.ofWarnings();
                RunnableServer own = RunnableServer.builder()
                        .mount("/run", TypedRunnable.of(descriptor(Runnable.class, RunType.CHAIN), String::valueOf))
                        .port(0)
                        .start()) {
            assertThat(Http.post(own, "/run/invoke", "{\"input\":{}}").statusCode())
                    .isEqualTo(500);
            assertThat(log.messages()).containsExactly("A request to POST /run/invoke failed");
            assertThat(log.entries().get(0).failure())
                    .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("@JsonTypeInfo"));
        }
    }
}
