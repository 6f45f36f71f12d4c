package dev.runcast.examples.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.runcast.opentelemetry.OpenTelemetryCallbackHandler;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.TypedRunnable;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MainTest {
    private static final Pattern SPAN = Pattern.compile("span (\\w+) (.+) in (\\w+) of trace (\\w+)");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void oneTraceGoesThroughBothServices() throws Exception {
        Main.run(Tracing.to(new Console(out)), out);
        List<Matcher> spans =
                lines().stream().map(SPAN::matcher).filter(Matcher::matches).toList();
        assertThat(spans)
                .extracting(span -> span.group(2))
                .containsExactly("GET /facts", "execute_tool look_up", "answer", "GET /answer");
        for (int i = 0; i < 3; i++) {
            assertThat(spans.get(i).group(3)).isEqualTo(spans.get(i + 1).group(1));
            assertThat(spans.get(i).group(4)).isEqualTo(spans.get(3).group(4));
        }
        assertThat(lines())
                .contains("About tea: tea is what people like.")
                .containsSequence(
                        spans.get(2).group(),
                        "  progress {\"step\":1,\"total\":2,\"note\":\"looking up\"}",
                        "  progress {\"step\":2,\"total\":2,\"note\":\"writing\"}");
    }

    @Test
    void aCollectorGetsSpans() throws Exception {
        Queue<String> paths = new ConcurrentLinkedQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            Main.run(
                    Tracing.toCollector(
                            "http://127.0.0.1:" + collector.getAddress().getPort()),
                    out);
        } finally {
            collector.stop(0);
        }
        assertThat(paths).containsExactly("/v1/traces");
    }

    @Test
    void aConfigTracesItsRuns() {
        try (OpenTelemetrySdk openTelemetry = Tracing.to(new Console(out))) {
            OpenTelemetryCallbackHandler handler = Tracing.withInputsAndOutputs(openTelemetry);
            String span = TypedRunnable.of(
                            "work",
                            (String input) -> Span.current().getSpanContext().getSpanId())
                    .invoke("x", Tracing.ofRunsWith(handler));
            assertThat(lines()).singleElement().asString().startsWith("span " + span + " work in 0000000000000000");
        }
    }

    @Test
    void eventsAreLogRecordsForThoseWhoWantThese() {
        Queue<String> names = new ConcurrentLinkedQueue<>();
        try (OpenTelemetrySdk openTelemetry = OpenTelemetrySdk.builder()
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .addLogRecordProcessor((context, event) ->
                                names.add(event.toLogRecordData().getEventName()))
                        .build())
                .build()) {
            TypedRunnable.of("work", (String input) -> {
                        CustomEvents.dispatch("progress", 1);
                        return input;
                    })
                    .invoke("x", Tracing.ofRunsWith(Tracing.withLogRecords(openTelemetry)));
            assertThat(names).containsExactly("progress");
        }
    }
}
