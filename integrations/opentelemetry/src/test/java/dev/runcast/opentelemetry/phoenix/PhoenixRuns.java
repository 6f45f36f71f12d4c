package dev.runcast.opentelemetry.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runcast.annotations.RunType;
import dev.runcast.opentelemetry.OpenTelemetryCallbackHandler;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.json.JsonCodec;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;

/** Sends runs of all types to a real Phoenix, whose address is in the environment, and checks what it shows of them. */
public final class PhoenixRuns {
    private record Progress(int step, int total) {}

    private PhoenixRuns() {}

    /** Exits with an exception if Phoenix does not show what happened. */
    public static void main(String[] arguments) throws Exception {
        URI address = URI.create(System.getenv("PHOENIX_ADDRESS"));
        Heard heard = new Heard();
        try (OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                        .setEndpoint(
                                                address.resolve("/v1/traces").toString())
                                        .build())
                                .build())
                        .build())
                .build()) {
            research(RunnableConfig.builder()
                    .addHandler(OpenTelemetryCallbackHandler.builder(sdk)
                            .captureInputsAndOutputs(true)
                            .build())
                    .addHandler(heard)
                    .metadata("thread_id", "conversation-1")
                    .metadata("runcast_principal", "ada")
                    .build());
            assertThat(sdk.getSdkTracerProvider()
                            .forceFlush()
                            .join(60, TimeUnit.SECONDS)
                            .isSuccess())
                    .as("Phoenix takes the spans")
                    .isTrue();
        }
        check(shown(address, heard.events.size()), heard);
    }

    /** Has runs of all types, each with custom events, and one that fails. */
    private static void research(RunnableConfig config) {
        TypedRunnable<String, String> find = typed("find", RunType.RETRIEVER, input -> {
            CustomEvents.dispatch("found", List.of("a", "b"));
            return "Tea is a drink.";
        });
        TypedRunnable<String, String> search = typed("search", RunType.TOOL, input -> {
            CustomEvents.dispatch("progress", new Progress(1, 2));
            CustomEvents.dispatch("progress", new Progress(2, 2));
            return find.invoke(input);
        });
        TypedRunnable<String, String> broken = typed("broken", RunType.TOOL, input -> {
            CustomEvents.dispatch("trying", null);
            throw new IllegalStateException("The shop is closed.");
        });
        typed("research", RunType.CHAIN, input -> {
                    CustomEvents.dispatch("started", input);
                    String found = search.invoke(input);
                    assertThat(catchThrowable(() -> broken.invoke(input))).hasMessage("The shop is closed.");
                    ask(found);
                    CustomEvents.dispatch("done", true);
                    return found;
                })
                .invoke("tea", config);
    }

    private static TypedRunnable<String, String> typed(String name, RunType type, UnaryOperator<String> body) {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder(name)
                        .type(type)
                        .parameter("query", String.class)
                        .build(),
                (String input, RunnableConfig own) -> body.apply(input));
    }

    private static void ask(String question) {
        ManualRun call = ManualRun.start(
                RunnableDescriptor.builder("scripted-1")
                        .type(RunType.CHAT_MODEL)
                        .metadata("ls_provider", "openai")
                        .metadata("ls_model_name", "scripted-1")
                        .build(),
                List.of(Map.of("type", "human", "content", question)),
                RunnableConfig.empty());
        CustomEvents.dispatch("asked", Map.of("try", 1), call.config());
        call.end(Map.of(
                "type",
                "ai",
                "content",
                "Indeed.",
                "usage_metadata",
                Map.of("input_tokens", 12, "output_tokens", 3, "total_tokens", 15)));
    }

    /** What Phoenix is to show: the names of the custom events of each run, by its id. */
    private static final class Heard implements CallbackHandler {
        final Map<String, List<String>> events = new ConcurrentHashMap<>();

        @Override
        public void onRunStart(RunEvent.Start event) {
            events.put(event.run().id().toString(), new CopyOnWriteArrayList<>());
        }

        @Override
        public void onCustomEvent(CustomEvent event) {
            events.get(event.run().id().toString()).add(event.name());
        }
    }

    /** A span as Phoenix's REST API shows it. */
    private record Shown(Map<?, ?> json) {
        String text(String key) {
            return String.valueOf(json.get(key));
        }

        String id() {
            return String.valueOf(((Map<?, ?>) json.get("context")).get("span_id"));
        }

        Map<?, ?> attributes() {
            return (Map<?, ?>) json.get("attributes");
        }

        List<Map<?, ?>> events() {
            List<Map<?, ?>> events = new ArrayList<>();
            ((List<?>) json.get("events")).forEach(event -> events.add((Map<?, ?>) event));
            return events;
        }

        List<String> eventNames() {
            return events().stream()
                    .map(event -> String.valueOf(event.get("name")))
                    .toList();
        }
    }

    /** Returns the spans by their names, once Phoenix has as many, which it takes in the background. */
    private static Map<String, Shown> shown(URI address, int count) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/v1/projects/default/spans?limit=100"))
                .timeout(Duration.ofSeconds(30))
                .build();
        Map<String, Shown> spans = new HashMap<>();
        for (long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); spans.size() < count; ) {
            assertThat(System.nanoTime())
                    .as("the deadline, with the spans %s of %s", spans.keySet(), count)
                    .isLessThan(deadline);
            Thread.sleep(100);
            String json = client.send(request, BodyHandlers.ofString()).body();
            if (JsonCodec.defaultCodec().read(json, Object.class) instanceof Map<?, ?> page
                    && page.get("data") instanceof List<?> data) {
                for (Object span : data) {
                    Shown shown = new Shown((Map<?, ?>) span);
                    spans.put(shown.text("name"), shown);
                }
            }
        }
        return spans;
    }

    private static void check(Map<String, Shown> spans, Heard heard) {
        assertThat(heard.events.values())
                .as("events of each run")
                .hasSize(5)
                .allSatisfy(names -> assertThat(names).isNotEmpty());
        spans.forEach((name, span) -> assertThat(span.eventNames().stream().filter(event -> !event.equals("exception")))
                .as("custom events of " + name)
                .isEqualTo(heard.events.get(String.valueOf(span.attributes().get("runcast.run.id")))));

        Shown research = checkSpan(spans, "research", "CHAIN", null);
        Shown search = checkSpan(spans, "execute_tool search", "TOOL", research);
        checkSpan(spans, "retrieval find", "RETRIEVER", search);
        Shown broken = checkSpan(spans, "execute_tool broken", "TOOL", research);
        Shown model = checkSpan(spans, "chat scripted-1", "LLM", research);

        assertThat(search.events().get(1).get("attributes"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("runcast.event.data", "{\"step\":2,\"total\":2}");
        assertThat(research.attributes().get("input.value")).isEqualTo("tea");
        assertThat(research.attributes().get("output.value")).isEqualTo("Tea is a drink.");
        assertThat(broken.eventNames()).containsExactly("trying", "exception");
        assertThat(broken.text("status_code")).isEqualTo("ERROR");
        assertThat(broken.text("status_message")).isEqualTo("The shop is closed.");
        assertThat(model.attributes().get("llm.model_name")).isEqualTo("scripted-1");
        assertThat(String.valueOf(model.attributes().get("llm.token_count.total")))
                .isEqualTo("15");
    }

    private static Shown checkSpan(Map<String, Shown> spans, String name, String kind, @Nullable Shown parent) {
        Shown span = spans.get(name);
        assertThat(span).as("the span " + name).isNotNull();
        assertThat(span.text("span_kind")).as("the kind of " + name).isEqualTo(kind);
        assertThat(span.text("parent_id")).as("the parent of " + name).isEqualTo(parent == null ? "null" : parent.id());
        assertThat(span.attributes().get("session.id")).isEqualTo("conversation-1");
        assertThat(span.attributes().get("user.id")).isEqualTo("ada");
        return span;
    }
}
