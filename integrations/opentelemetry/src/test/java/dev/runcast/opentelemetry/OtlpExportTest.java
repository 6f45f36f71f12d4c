package dev.runcast.opentelemetry;

import static dev.runcast.opentelemetry.OtlpReceiver.hex;
import static dev.runcast.opentelemetry.OtlpReceiver.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a collector gets from the real SDK by OTLP over HTTP. */
@Timeout(120)
class OtlpExportTest {
    private static final TextMapGetter<Headers> HEADERS = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // of newer versions
        public Iterable<String> keys(Headers headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            return headers == null ? null : headers.getFirst(key);
        }
    };

    private record Progress(int step, @Nullable String note, List<Double> parts) {}

    private OtlpReceiver receiver;
    private OpenTelemetrySdk sdk;
    private RunnableConfig config;

    @BeforeEach
    void start() throws IOException {
        receiver = new OtlpReceiver();
        sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                        .setEndpoint(receiver.endpoint("/v1/traces"))
                                        .build())
                                .build())
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .addLogRecordProcessor(BatchLogRecordProcessor.builder(OtlpHttpLogRecordExporter.builder()
                                        .setEndpoint(receiver.endpoint("/v1/logs"))
                                        .build())
                                .build())
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
        config = RunnableConfig.builder()
                .addHandler(OpenTelemetryCallbackHandler.builder(sdk)
                        .events(EventSignal.BOTH)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        sdk.close();
        receiver.close();
    }

    private void flush() {
        assertThat(sdk.getSdkTracerProvider()
                        .forceFlush()
                        .join(60, TimeUnit.SECONDS)
                        .isSuccess())
                .isTrue();
        assertThat(sdk.getSdkLoggerProvider()
                        .forceFlush()
                        .join(60, TimeUnit.SECONDS)
                        .isSuccess())
                .isTrue();
    }

    private static Instant time(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    @Test
    void runsAreSpansInOneTrace() {
        List<Run> runs = new ArrayList<>();
        TypedRunnable<String, String> search = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("search")
                        .type(RunType.TOOL)
                        .description("Searches the web.")
                        .build(),
                (String input, RunnableConfig own) -> {
                    runs.add(RunContext.currentRun().orElseThrow());
                    return input;
                });
        TypedRunnable<String, String> find = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("find").type(RunType.RETRIEVER).build(),
                (String input, RunnableConfig own) -> input);
        Instant before = Instant.now();
        TypedRunnable.of("research", (String input) -> {
                    runs.add(RunContext.currentRun().orElseThrow());
                    find.invoke(input);
                    return search.invoke(
                            input,
                            RunnableConfig.builder()
                                    .metadata("tool_call_id", "call_1")
                                    .build());
                })
                .invoke(
                        "tea",
                        config.toBuilder()
                                .tags("red", "blue")
                                .metadata("user", "ada")
                                .metadata("attempt", 2)
                                .metadata("ratio", 0.5)
                                .metadata("beta", true)
                                .metadata("plan", Map.of("days", List.of(1, 2)))
                                .metadata("nothing", null)
                                .build());
        Instant after = Instant.now();
        flush();

        Span research = receiver.span("research");
        assertThat(research.getParentSpanId()).isEmpty();
        assertThat(research.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_INTERNAL);
        assertThat(research.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(research.getEventsList()).isEmpty();
        assertThat(plain(research.getAttributesList()))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("runcast.run.id", runs.get(0).id().toString()),
                        Map.entry("runcast.run.name", "research"),
                        Map.entry("runcast.run.type", "CHAIN"),
                        Map.entry("openinference.span.kind", "CHAIN"),
                        Map.entry("runcast.tags", List.of("red", "blue")),
                        Map.entry("runcast.metadata.user", "ada"),
                        Map.entry("runcast.metadata.attempt", 2L),
                        Map.entry("runcast.metadata.ratio", 0.5),
                        Map.entry("runcast.metadata.beta", true),
                        Map.entry("runcast.metadata.plan", "{\"days\":[1,2]}")));
        assertThat(time(research.getStartTimeUnixNano()))
                .isEqualTo(runs.get(0).startTime())
                .isBetween(before, after);
        assertThat(time(research.getEndTimeUnixNano())).isBetween(time(research.getStartTimeUnixNano()), after);

        Span tool = receiver.span("execute_tool search");
        assertThat(hex(tool.getParentSpanId())).isEqualTo(hex(research.getSpanId()));
        assertThat(hex(tool.getTraceId())).isEqualTo(hex(research.getTraceId()));
        assertThat(plain(tool.getAttributesList()))
                .containsEntry("gen_ai.operation.name", "execute_tool")
                .containsEntry("gen_ai.tool.name", "search")
                .containsEntry("gen_ai.tool.type", "function")
                .containsEntry("gen_ai.tool.description", "Searches the web.")
                .containsEntry("gen_ai.tool.call.id", "call_1")
                .containsEntry("openinference.span.kind", "TOOL")
                .containsEntry("tool.name", "search")
                .containsEntry("tool.description", "Searches the web.")
                .containsEntry("tool.id", "call_1")
                .containsEntry("runcast.run.id", runs.get(1).id().toString())
                .containsEntry("runcast.metadata.user", "ada")
                .doesNotContainKeys("gen_ai.tool.call.arguments", "gen_ai.tool.call.result", "tool.parameters")
                .doesNotContainKeys("input.value", "output.value");

        Span retriever = receiver.span("retrieval find");
        assertThat(hex(retriever.getParentSpanId())).isEqualTo(hex(research.getSpanId()));
        assertThat(plain(retriever.getAttributesList()))
                .containsEntry("gen_ai.operation.name", "retrieval")
                .containsEntry("openinference.span.kind", "RETRIEVER")
                .doesNotContainKeys("gen_ai.retrieval.query.text", "input.value", "output.value");
    }

    /** Where the metadata say who talks, and in which conversation. */
    @Test
    void spansKnowTheirSessionAndUser() {
        TypedRunnable<String, String> ask = TypedRunnable.of("ask", (String input) -> input);
        ask.invoke(
                "x",
                config.toBuilder()
                        .metadata("thread_id", "t1")
                        .metadata("user_id", "ada")
                        .build());
        TypedRunnable<String, String> served = TypedRunnable.of("served", (String input) -> ask.invoke(input));
        served.invoke(
                "x",
                config.toBuilder()
                        .runName("served")
                        .metadata("thread_id", "t2")
                        .metadata("session_id", "s2")
                        .metadata("user_id", "forged")
                        .metadata("runcast_principal", "bob")
                        .build());
        flush();
        assertThat(plain(receiver.span("ask").getAttributesList()))
                .containsEntry("session.id", "t1")
                .containsEntry("gen_ai.conversation.id", "t1")
                .containsEntry("user.id", "ada");
        assertThat(plain(receiver.span("served").getAttributesList()))
                .containsEntry("session.id", "s2")
                .containsEntry("gen_ai.conversation.id", "s2")
                .containsEntry("user.id", "bob");
    }

    @Test
    void customEventsAreEventsOfTheSpanOfTheirRun() {
        TypedRunnable.of("research", (String input) -> {
                    CustomEvents.dispatch("progress", new Progress(1, null, List.of(0.5, 1.0)));
                    CustomEvents.dispatch("done", null);
                    return input;
                })
                .invoke(
                        "tea",
                        config.toBuilder().tags("red").metadata("user", "ada").build());
        flush();

        Span research = receiver.span("research");
        assertThat(receiver.logs()).extracting(LogRecord::getEventName).containsExactly("progress", "done");
        LogRecord progress = receiver.logs().get(0);
        assertThat(hex(progress.getTraceId())).isEqualTo(hex(research.getTraceId()));
        assertThat(hex(progress.getSpanId())).isEqualTo(hex(research.getSpanId()));
        assertThat(progress.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_INFO);
        Map<String, Object> body = new HashMap<>();
        body.put("step", 1L);
        body.put("parts", List.of(0.5, 1.0));
        assertThat(plain(progress.getBody())).isEqualTo(body);
        assertThat(plain(progress.getAttributesList()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "runcast.run.id",
                        String.valueOf(plain(research.getAttributesList()).get("runcast.run.id")),
                        "runcast.run.name",
                        "research",
                        "runcast.tags",
                        List.of("red"),
                        "runcast.metadata.user",
                        "ada"));
        assertThat(time(progress.getTimeUnixNano()))
                .isBetween(time(research.getStartTimeUnixNano()), time(research.getEndTimeUnixNano()));
        assertThat(receiver.logs().get(1).hasBody()).isFalse();

        assertThat(research.getEventsList()).extracting(Span.Event::getName).containsExactly("progress", "done");
        Span.Event inSpan = research.getEvents(0);
        assertThat(inSpan.getTimeUnixNano()).isEqualTo(progress.getTimeUnixNano());
        Map<String, Object> attributes = new HashMap<>(plain(progress.getAttributesList()));
        assertThat(plain(research.getEvents(1).getAttributesList())).isEqualTo(attributes);
        attributes.put("runcast.event.data", "{\"step\":1,\"note\":null,\"parts\":[0.5,1.0]}");
        assertThat(plain(inSpan.getAttributesList())).isEqualTo(attributes);
    }

    private void traceAnEventAndAFailure(OpenTelemetryCallbackHandler.Builder handler) {
        TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
            CustomEvents.dispatch("progress", 1);
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> failing.invoke(
                        "x",
                        RunnableConfig.builder().addHandler(handler.build()).build()))
                .hasMessage("broken");
        flush();
    }

    @Test
    void eventsAreOfSpansOnlyByDefault() {
        traceAnEventAndAFailure(OpenTelemetryCallbackHandler.builder(sdk));
        assertThat(receiver.span("failing").getEventsList())
                .extracting(Span.Event::getName)
                .containsExactly("progress", "exception");
        assertThat(receiver.logs()).isEmpty();
    }

    @Test
    void eventsAreLogRecordsOnlyWhenAskedFor() {
        traceAnEventAndAFailure(OpenTelemetryCallbackHandler.builder(sdk).events(EventSignal.LOGS));
        assertThat(receiver.span("failing").getEventsList()).isEmpty();
        assertThat(receiver.logs())
                .extracting(LogRecord::getEventName)
                .containsExactly("progress", "runcast.run.exception");
    }

    @Test
    void failuresAreTheStatusOfTheSpanAndAnEventWithTheException() {
        TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(() -> failing.invoke("x", config)).hasMessage("broken");
        flush();

        Span span = receiver.span("failing");
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(span.getStatus().getMessage()).isEqualTo("broken");
        assertThat(plain(span.getAttributesList())).containsEntry("error.type", "java.lang.IllegalStateException");
        assertThat(span.getEventsList()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("exception");
            assertThat(plain(event.getAttributesList()))
                    .isEqualTo(plain(receiver.logs().get(0).getAttributesList()));
        });
        assertThat(receiver.logs()).singleElement().satisfies(record -> {
            assertThat(record.getEventName()).isEqualTo("runcast.run.exception");
            assertThat(record.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
            assertThat(hex(record.getSpanId())).isEqualTo(hex(span.getSpanId()));
            assertThat(plain(record.getAttributesList()))
                    .containsEntry("exception.type", "java.lang.IllegalStateException")
                    .containsEntry("exception.message", "broken")
                    .containsEntry("runcast.run.name", "failing")
                    .hasEntrySatisfying(
                            "exception.stacktrace",
                            trace -> assertThat(trace).asString().contains(OtlpExportTest.class.getName()));
        });
    }

    @Test
    void inputsAndOutputsAreCapturedWhenAskedFor() {
        RunnableConfig capturing = RunnableConfig.builder()
                .addHandler(OpenTelemetryCallbackHandler.builder(sdk)
                        .captureInputsAndOutputs(true)
                        .build())
                .build();
        for (RunType type : RunType.values()) {
            RunnableDescriptor descriptor = RunnableDescriptor.builder("work")
                    .type(type)
                    .parameter("query", String.class)
                    .build();
            TypedRunnable.ofConfigured(
                            descriptor, (String input, RunnableConfig own) -> new Progress(1, "done", List.of()))
                    .invoke("tea", capturing);
        }
        flush();
        String output = "{\"step\":1,\"note\":\"done\",\"parts\":[]}";
        assertThat(plain(receiver.span("work").getAttributesList()))
                .containsEntry("input.value", "tea")
                .containsEntry("input.mime_type", "text/plain")
                .containsEntry("output.value", output)
                .containsEntry("output.mime_type", "application/json");
        assertThat(plain(receiver.span("execute_tool work").getAttributesList()))
                .containsEntry("gen_ai.tool.call.arguments", "{\"query\":\"tea\"}")
                .containsEntry("gen_ai.tool.call.result", output)
                .containsEntry("tool.parameters", "{\"query\":\"tea\"}")
                .containsEntry("input.value", "{\"query\":\"tea\"}")
                .containsEntry("input.mime_type", "application/json")
                .containsEntry("output.value", output);
        assertThat(plain(receiver.span("retrieval work").getAttributesList()))
                .containsEntry("gen_ai.retrieval.query.text", "tea")
                .containsEntry("input.value", "tea")
                .containsEntry("output.value", output);
    }

    @Test
    void whatIsNotThereIsNotCaptured() {
        TypedRunnable.of("nothing", (String input) -> null)
                .invoke(
                        null,
                        RunnableConfig.builder()
                                .addHandler(OpenTelemetryCallbackHandler.builder(sdk)
                                        .captureInputsAndOutputs(true)
                                        .build())
                                .build());
        flush();
        assertThat(plain(receiver.span("nothing").getAttributesList()))
                .doesNotContainKeys("input.value", "input.mime_type", "output.value", "output.mime_type");
    }

    /** A service that is called by HTTP and calls another: the run is between the two, in one trace. */
    @Test
    void tracesGoInAndOutByW3cHeaders() throws Exception {
        CompletableFuture<String> sentOn = new CompletableFuture<>();
        HttpClient client = HttpClient.newHttpClient();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        TypedRunnable<String, Integer> ask = TypedRunnable.of("ask", (String input) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve("/other"));
            sdk.getPropagators().getTextMapPropagator().inject(Context.current(), request, HttpRequest.Builder::header);
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        });
        server.createContext("/other", exchange -> {
            sentOn.complete(exchange.getRequestHeaders().getFirst("traceparent"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.createContext("/service", exchange -> {
            Context caller = sdk.getPropagators()
                    .getTextMapPropagator()
                    .extract(Context.current(), exchange.getRequestHeaders(), HEADERS);
            try (Scope scope = caller.makeCurrent()) {
                assertThat(scope).isNotNull();
                exchange.sendResponseHeaders(ask.invoke("tea", config), -1);
            }
            exchange.close();
        });
        server.setExecutor(task -> new Thread(task).start());
        server.start();
        try {
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/service"))
                    .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                    .build();
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        } finally {
            server.stop(0);
        }
        flush();
        Span span = receiver.span("ask");
        assertThat(hex(span.getTraceId())).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(hex(span.getParentSpanId())).isEqualTo("b7ad6b7169203331");
        assertThat(sentOn).isCompletedWithValue("00-0af7651916cd43dd8448eb211c80319c-" + hex(span.getSpanId()) + "-01");
    }
}
