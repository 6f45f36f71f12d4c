package dev.runcast.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.testkit.junit.CallbackHandlerContract;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OpenTelemetryCallbackHandlerTest implements CallbackHandlerContract {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
    private final OpenTelemetrySdk sdk = sdk(Sampler.alwaysOn());
    private final Tracer tracer = sdk.getTracer("the program");
    private final OpenTelemetryCallbackHandler handler =
            OpenTelemetryCallbackHandler.builder(sdk).events(EventSignal.BOTH).build();
    private final RunnableConfig config =
            RunnableConfig.builder().addHandler(handler).build();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private OpenTelemetrySdk sdk(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setLoggerProvider(SdkLoggerProvider.builder()
                        .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                        .build())
                .build();
    }

    @Override
    public CallbackHandler handler() {
        return OpenTelemetryCallbackHandler.builder(sdk)
                .events(EventSignal.BOTH)
                .captureInputsAndOutputs(true)
                .build();
    }

    @AfterEach
    void nothingIsLeftCurrent() throws Exception {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(thread.submit(Context::current).get()).isSameAs(Context.root());
        thread.shutdownNow();
        sdk.close();
    }

    private SpanData span(String name) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no span " + name + " among " + spanNames()));
    }

    private List<String> spanNames() {
        return spans.getFinishedSpanItems().stream().map(SpanData::getName).toList();
    }

    private LogRecordData event(String name) {
        return logs.getFinishedLogRecordItems().stream()
                .filter(event -> name.equals(event.getEventName()))
                .findFirst()
                .orElseThrow();
    }

    private void assertParent(String child, String parent) {
        assertThat(span(child).getParentSpanContext().getSpanId())
                .as("the parent of " + child)
                .isEqualTo(span(parent).getSpanId());
        assertThat(span(child).getTraceId()).isEqualTo(span(parent).getTraceId());
    }

    private void assertEventIn(String event, String span) {
        assertLogRecordIn(event, span);
        assertThat(span(span).getEvents()).extracting(EventData::getName).contains(event);
    }

    private void assertLogRecordIn(String event, String span) {
        assertThat(event(event).getSpanContext().getSpanId())
                .as("the span of the event " + event)
                .isEqualTo(span(span).getSpanId());
    }

    private void inSpan(String name, Runnable program) {
        Span span = tracer.spanBuilder(name).startSpan();
        try (Scope scope = span.makeCurrent()) {
            assertThat(scope).isNotNull();
            program.run();
        } finally {
            span.end();
        }
    }

    private static TypedRunnable<String, String> echo(String name) {
        return TypedRunnable.of(name, (String input) -> {
            CustomEvents.dispatch("event of " + name, input);
            return input;
        });
    }

    @Nested
    class Models {
        private final Map<String, Object> answer = Map.of(
                "content",
                "Tea is a drink.",
                "type",
                "ai",
                "usage_metadata",
                Map.of(
                        "input_tokens", 12,
                        "output_tokens", 3,
                        "total_tokens", 15,
                        "input_token_details", Map.of("cache_read", 5, "cache_creation", 4),
                        "output_token_details", Map.of("reasoning", 2)),
                "response_metadata",
                Map.of("id", "response-1", "model_name", "scripted-1-2026", "finish_reason", "stop"));

        private ManualRun call(RunnableConfig config) {
            return ManualRun.start(
                    RunnableDescriptor.builder("scripted-1")
                            .type(RunType.CHAT_MODEL)
                            .metadata("ls_provider", "openai")
                            .metadata("ls_model_name", "scripted-1")
                            .metadata("ls_temperature", 0.5)
                            .metadata("ls_max_tokens", 100)
                            .build(),
                    List.of(Map.of("type", "human", "content", "What is tea?")),
                    config);
        }

        @Test
        void aCallIsASpanByTheConventions() {
            call(config).end(answer);
            SpanData span = span("chat scripted-1");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getAttributes().asMap())
                    .containsEntry(AttributeKey.stringKey("gen_ai.operation.name"), "chat")
                    .containsEntry(AttributeKey.stringKey("gen_ai.provider.name"), "openai")
                    .containsEntry(AttributeKey.stringKey("gen_ai.request.model"), "scripted-1")
                    .containsEntry(AttributeKey.doubleKey("gen_ai.request.temperature"), 0.5)
                    .containsEntry(AttributeKey.longKey("gen_ai.request.max_tokens"), 100L)
                    .containsEntry(AttributeKey.longKey("gen_ai.usage.input_tokens"), 12L)
                    .containsEntry(AttributeKey.longKey("gen_ai.usage.output_tokens"), 3L)
                    .containsEntry(AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens"), 5L)
                    .containsEntry(AttributeKey.longKey("gen_ai.usage.cache_creation.input_tokens"), 4L)
                    .containsEntry(AttributeKey.longKey("gen_ai.usage.reasoning.output_tokens"), 2L)
                    .containsEntry(AttributeKey.stringKey("gen_ai.response.id"), "response-1")
                    .containsEntry(AttributeKey.stringKey("gen_ai.response.model"), "scripted-1-2026")
                    .containsEntry(AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("stop"));
            assertThat(span.getAttributes().toString()).doesNotContain("What is tea?", "Tea is a drink.");
        }

        @Test
        void aCallIsASpanByOpenInference() {
            call(config).end(answer);
            assertThat(span("chat scripted-1").getAttributes().asMap())
                    .containsEntry(AttributeKey.stringKey("openinference.span.kind"), "LLM")
                    .containsEntry(AttributeKey.stringKey("llm.provider"), "openai")
                    .containsEntry(AttributeKey.stringKey("llm.model_name"), "scripted-1")
                    .containsEntry(AttributeKey.stringKey("llm.finish_reason"), "stop")
                    .containsEntry(AttributeKey.longKey("llm.token_count.prompt"), 12L)
                    .containsEntry(AttributeKey.longKey("llm.token_count.completion"), 3L)
                    .containsEntry(AttributeKey.longKey("llm.token_count.total"), 15L)
                    .containsEntry(AttributeKey.longKey("llm.token_count.prompt_details.cache_read"), 5L)
                    .containsEntry(AttributeKey.longKey("llm.token_count.prompt_details.cache_write"), 4L)
                    .containsEntry(AttributeKey.longKey("llm.token_count.completion_details.reasoning"), 2L);
        }

        @Test
        void itsMessagesAreShownToThoseWhoAsk() {
            call(RunnableConfig.builder().addHandler(handler()).build()).end(answer);
            assertThat(span("chat scripted-1").getAttributes().asMap())
                    .containsEntry(AttributeKey.stringKey("llm.input_messages.0.message.role"), "user")
                    .containsEntry(AttributeKey.stringKey("llm.input_messages.0.message.content"), "What is tea?")
                    .containsEntry(AttributeKey.stringKey("llm.output_messages.0.message.role"), "assistant")
                    .containsEntry(AttributeKey.stringKey("llm.output_messages.0.message.content"), "Tea is a drink.")
                    .containsEntry(AttributeKey.stringKey("output.mime_type"), "application/json");
        }

        @Test
        void anAnswerThatIsNoMessageSaysNothingMore() {
            call(config).end("Tea is a drink.");
            assertThat(span("chat scripted-1").getAttributes().asMap())
                    .doesNotContainKey(AttributeKey.longKey("gen_ai.usage.input_tokens"));
        }
    }

    @Nested
    class Parents {
        @Test
        void aRootRunIsPartOfTheCurrentTrace() {
            inSpan("request", () -> echo("work").invoke("x", config));
            assertParent("work", "request");
        }

        @Test
        void aNestedRunIsPartOfItsParent() {
            TypedRunnable.of("outer", (String input) -> echo("inner").invoke(input))
                    .invoke("x", config);
            assertParent("inner", "outer");
            assertEventIn("event of inner", "inner");
        }

        @Test
        void aRunOnAnotherThreadIsPartOfTheRunWhoseConfigItHas() {
            TypedRunnable.ofConfigured(
                            "outer",
                            (String input, RunnableConfig inner) -> thread.submit(
                                            () -> echo("inner").invoke(input, inner))
                                    .get())
                    .invoke("x", config);
            assertParent("inner", "outer");
            assertEventIn("event of inner", "inner");
        }

        @Test
        void aRunWithAConfigIsPartOfThatConfigsRunAlsoInsideAnother() {
            AtomicReference<RunnableConfig> first = new AtomicReference<>();
            TypedRunnable.ofConfigured("first", (String input, RunnableConfig inner) -> {
                        first.set(inner);
                        return input;
                    })
                    .invoke("x", config);
            TypedRunnable.of("second", (String input) -> {
                        CustomEvents.dispatch("late", 1, first.get());
                        return echo("child of first").invoke(input, first.get());
                    })
                    .invoke("x", config);
            assertParent("child of first", "first");
            assertLogRecordIn("late", "first");
            assertThat(event("late").getAttributes().get(AttributeKey.booleanKey("runcast.event.late")))
                    .isTrue();
            assertThat(span("second").getEvents())
                    .as("events of a run that is not above it")
                    .isEmpty();
        }

        @Test
        void aLateEventIsAnEventOfTheNextSpanAboveThatHasNotEnded() {
            TypedRunnable<String, RunnableConfig> inner =
                    TypedRunnable.ofConfigured("inner", (String input, RunnableConfig own) -> own);
            TypedRunnable.of("outer", (String input) -> {
                        CustomEvents.dispatch("late", 1, inner.invoke(input));
                        return input;
                    })
                    .invoke("x", config);
            assertLogRecordIn("late", "inner");
            assertThat(span("inner").getEvents()).isEmpty();
            assertThat(span("outer").getEvents())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getAttributes().asMap())
                            .containsEntry(AttributeKey.stringKey("runcast.run.name"), "inner")
                            .containsEntry(AttributeKey.booleanKey("runcast.event.late"), true));
        }

        @Test
        void spansOfTheProgramInsideARunAreBetweenItAndItsChildren() {
            TypedRunnable.of("outer", (String input) -> {
                        inSpan("step", () -> {
                            CustomEvents.dispatch("event", 1);
                            echo("inner").invoke(input);
                        });
                        return input;
                    })
                    .invoke("x", config);
            assertParent("step", "outer");
            assertParent("inner", "step");
            assertEventIn("event", "step");
        }

        @Test
        void spansOfTheProgramAreKeptWhereItCarriesBothContexts() {
            ExecutorService both = Context.taskWrapping(RunContext.propagating(thread));
            TypedRunnable.of("outer", (String input) -> {
                        inSpan("step", () -> both.submit(() -> echo("inner").invoke(input)));
                        both.submit(() -> {}).get();
                        return input;
                    })
                    .invoke("x", config);
            assertParent("inner", "step");
        }

        @Test
        void aRunThatIsCutOffIsStillPartOfTheTrace() {
            try (GlobalCallbacks.Registration registration = GlobalCallbacks.register(handler)) {
                assertThat(registration).isNotNull();
                RunnableConfig cutOff = RunnableConfig.builder().detached().build();
                TypedRunnable.of("outer", (String input) -> echo("inner").invoke(input, cutOff))
                        .invoke("x");
            }
            assertParent("inner", "outer");
        }

        @Test
        void branchesAndStepsArePartOfTheWhole() {
            TypedRunnable<String, ?> whole = TypedRunnable.parallel(Map.of("a", echo("a"), "b", echo("b")))
                    .pipe(TypedRunnable.of("last", (Map<String, Object> all) -> all.size()));
            whole.invoke("x", config);
            assertParent("a", parallelName());
            assertParent("b", parallelName());
            assertParent(parallelName(), "RunnableSequence");
            assertParent("last", "RunnableSequence");
        }

        private String parallelName() {
            return spanNames().stream()
                    .filter(name -> name.startsWith("RunnableParallel"))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void rootRunsOnOtherThreadsArePartOfTheCurrentTrace() {
            List<CompletableFuture<?>> consumed = new ArrayList<>();
            inSpan("request", () -> {
                assertThat(echo("async").invokeAsync("x", config).join()).isEqualTo("x");
                assertThat(echo("batched").batch(List.of("x"), config)).containsExactly("x");
                try (EventStream events = echo("streamed").streamEvents("x", config)) {
                    assertThat(events).isNotEmpty();
                }
                consumed.add(echo("consumed")
                        .streamEventsAsync(
                                "x",
                                config,
                                EventStreamOptions.defaults(),
                                event -> assertThat(
                                                Span.current().getSpanContext().isValid())
                                        .isTrue()));
            });
            assertThat(consumed)
                    .singleElement()
                    .satisfies(future -> assertThat(future).succeedsWithin(Duration.ofMinutes(1)));
            assertParent("async", "request");
            assertParent("batched", "request");
            assertParent("streamed", "request");
            assertParent("consumed", "request");
        }

        @Test
        void whatIsInTheContextBesidesTheSpanIsCarriedOn() {
            ContextKey<String> key = ContextKey.named("baggage");
            ExecutorService propagating = RunContext.propagating(thread);
            TypedRunnable<String, String> work = TypedRunnable.of(
                    "work",
                    (String input) ->
                            propagating.submit(() -> Context.current().get(key)).get());
            try (Scope scope = Context.root().with(key, "value").makeCurrent()) {
                assertThat(scope).isNotNull();
                assertThat(work.invoke("x", config)).isEqualTo("value");
            }
        }
    }

    @Nested
    class Scopes {
        @Test
        void theSpanIsCurrentInTheRunOnEveryThreadWhereItIs() {
            ExecutorService propagating = RunContext.propagating(thread);
            SpanContext other = TypedRunnable.of("work", (String input) -> {
                        SpanContext here = Span.current().getSpanContext();
                        SpanContext there = propagating
                                .submit(() -> Span.current().getSpanContext())
                                .get();
                        assertThat(there).isEqualTo(here);
                        return there;
                    })
                    .invoke("x", config);
            assertThat(other.getSpanId()).isEqualTo(span("work").getSpanId());
        }

        @Test
        void theSpanOfAnAsynchronousRunIsNotCurrentInItsCallerAndEndsWithTheStage() {
            CompletableFuture<String> later = new CompletableFuture<>();
            CompletableFuture<String> result = TypedRunnable.ofAsync("async", (String input, RunnableConfig own) -> {
                        assertThat(Span.current().getSpanContext().isValid()).isTrue();
                        return later.thenApply(value -> echo("inner").invoke(value, own));
                    })
                    .invokeAsync("x", config);
            assertThat(Span.current().getSpanContext().isValid()).isFalse();
            assertThat(spanNames()).isEmpty();
            thread.execute(() -> later.complete("done"));
            assertThat(result.join()).isEqualTo("done");
            assertThat(spanNames()).containsExactly("inner", "async");
            assertParent("inner", "async");
        }

        @Test
        void theSpanIsCurrentWhileAChunkIsMadeAndNotWhileItIsRead() {
            TypedRunnable<String, String> chunks = TypedRunnable.ofChunks("chunks", (input, own, sink) -> {
                sink.emit(Span.current().getSpanContext().getSpanId());
                echo("inner").invoke(input);
                sink.emit(Span.current().getSpanContext().getSpanId());
            });
            try (Stream<String> stream = chunks.stream("x", config)) {
                assertThat(stream.peek(chunk -> assertThat(
                                        Span.current().getSpanContext().isValid())
                                .isFalse()))
                        .hasSize(2)
                        .allSatisfy(id -> assertThat(id).isNotEqualTo("0000000000000000"));
            }
            assertParent("inner", "chunks");
        }
    }

    @Nested
    class Ends {
        private void assertCancelled(String name) {
            assertThat(span(name).getAttributes().get(AttributeKey.booleanKey("runcast.run.cancelled")))
                    .isTrue();
            assertThat(span(name).getStatus()).isEqualTo(StatusData.unset());
            assertThat(logs.getFinishedLogRecordItems())
                    .extracting(LogRecordData::getEventName)
                    .doesNotContain("runcast.run.exception");
        }

        @Test
        void aStreamThatIsClosedEarlyEndsItsSpanAsCancelled() {
            TypedRunnable<String, Integer> chunks = TypedRunnable.ofChunks("chunks", (input, own, sink) -> {
                for (int i = 0; ; i++) {
                    sink.emit(i);
                }
            });
            try (Stream<Integer> stream = chunks.stream("x", config)) {
                assertThat(stream.limit(2)).hasSize(2);
            }
            assertCancelled("chunks");
        }

        @Test
        void aCancelledFutureEndsItsSpanAsCancelled() {
            CompletableFuture<String> never = new CompletableFuture<>();
            CompletableFuture<String> result = TypedRunnable.ofAsync(
                            "async", (String input, RunnableConfig own) -> never)
                    .invokeAsync("x", config);
            result.cancel(true);
            assertThat(never).isCancelled();
            assertCancelled("async");
        }

        @Test
        void anEventStreamThatIsClosedEndsTheSpansOfAllItsRuns() throws Exception {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(2);
            CallbackHandler ends = new CallbackHandler() {
                @Override
                public void onRunError(RunEvent.Error event) {
                    ended.countDown();
                }
            };
            TypedRunnable<String, String> waiting = TypedRunnable.of("waiting", (String input) -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException interrupted) {
                    throw new CancellationException("interrupted");
                }
                return input;
            });
            TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String input) -> waiting.invoke(input));
            try (EventStream events =
                    outer.streamEvents("x", config.toBuilder().addHandler(ends).build())) {
                assertThat(events).isNotNull();
                started.await();
            }
            ended.await();
            assertThat(spanNames()).containsExactlyInAnyOrder("waiting", "outer");
            assertCancelled("waiting");
        }

        @Test
        void anErrorWithoutMessageOrCanonicalNameIsRecorded() {
            RuntimeException error = new RuntimeException() {
                private static final long serialVersionUID = 1L;
            };
            TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
                throw error;
            });
            assertThatThrownBy(() -> failing.invoke("x", config)).isSameAs(error);
            assertThat(span("failing").getStatus()).isEqualTo(StatusData.error());
            assertThat(span("failing").getAttributes().get(AttributeKey.stringKey("error.type")))
                    .isEqualTo(error.getClass().getName());
        }

        @Test
        void anErrorThatCannotBeShownStillEndsTheSpan() {
            RuntimeException error = new RuntimeException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new IllegalStateException("no message");
                }
            };
            TypedRunnable<String, String> failing = TypedRunnable.of("failing", (String input) -> {
                throw error;
            });
            assertThat(catchThrowable(() -> failing.invoke("x", config)) == error)
                    .isTrue();
            assertThat(span("failing").hasEnded()).isTrue();
        }

        @Test
        void aRunWhoseStartAnotherHandlerRefusesHasNoSpanAndLeavesNothing() {
            CallbackHandler refusing = new CallbackHandler() {
                @Override
                public void onRunStart(RunEvent.Start event) {
                    throw new IllegalStateException("refused");
                }

                @Override
                public ErrorPolicy errorPolicy() {
                    return ErrorPolicy.RAISE;
                }
            };
            RunnableConfig refused = config.toBuilder().addHandler(refusing).build();
            assertThatThrownBy(() -> echo("work").invoke("x", refused)).hasMessage("refused");
            assertThat(spanNames()).isEmpty();
            assertThat(Span.current().getSpanContext().isValid()).isFalse();
        }

        @Test
        void runsAreNotKept() {
            WeakReference<Run> run = new WeakReference<>(TypedRunnable.of("work", (String input) -> {
                        echo("inner").invoke(input);
                        return RunContext.currentRun().orElseThrow();
                    })
                    .invoke("x", config));
            for (int i = 0; i < 100 && run.get() != null; i++) {
                System.gc();
            }
            assertThat(run.get()).isNull();
            assertThat(spanNames()).containsExactly("inner", "work");
        }
    }

    @Nested
    class Registration {
        @Test
        void forTheProcessAndForAConfigAtOnceCountsOnce() {
            try (GlobalCallbacks.Registration registration = GlobalCallbacks.register(handler)) {
                assertThat(registration).isNotNull();
                echo("work").invoke("x", config);
                echo("other").invoke("x");
            }
            assertThat(spanNames()).containsExactly("work", "other");
            assertThat(logs.getFinishedLogRecordItems())
                    .extracting(LogRecordData::getEventName)
                    .containsExactly("event of work", "event of other");
        }

        @Test
        void whileARunGoesOnTracesWhatStartsFromThenOn() {
            inSpan(
                    "request",
                    () -> TypedRunnable.of("missed", (String input) -> {
                                try (GlobalCallbacks.Registration registration = GlobalCallbacks.register(handler)) {
                                    assertThat(registration).isNotNull();
                                    return echo("inner").invoke(input);
                                }
                            })
                            .invoke("x"));
            assertThat(spanNames()).containsExactly("inner", "request");
            assertParent("inner", "request");
            assertEventIn("event of inner", "inner");
        }

        @Test
        void endsOfRunsWhoseStartWasMissedAreNoSpans() {
            AtomicReference<GlobalCallbacks.Registration> registration = new AtomicReference<>();
            try {
                TypedRunnable.of("missed", (String input) -> {
                            registration.set(GlobalCallbacks.register(handler));
                            return input;
                        })
                        .invoke("x");
            } finally {
                registration.get().close();
            }
            assertThat(spanNames()).isEmpty();
        }

        @Test
        void ofTwoHandlersWithSdksOfTheirOwnTracesTwice() {
            InMemorySpanExporter others = InMemorySpanExporter.create();
            try (OpenTelemetrySdk second = OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(SimpleSpanProcessor.create(others))
                            .build())
                    .build()) {
                echo("work")
                        .invoke(
                                "x",
                                config.toBuilder()
                                        .addHandler(OpenTelemetryCallbackHandler.create(second))
                                        .build());
                assertThat(others.getFinishedSpanItems()).hasSize(1);
            }
            assertThat(spanNames()).containsExactly("work");
        }
    }

    @Nested
    class Data {
        private void dispatch(Object data) {
            TypedRunnable.of("work", (String input) -> {
                        CustomEvents.dispatch("event", data);
                        return input;
                    })
                    .invoke("x", config);
        }

        private Object inSpan() {
            return span("work")
                    .getEvents()
                    .get(0)
                    .getAttributes()
                    .asMap()
                    .get(AttributeKey.stringKey("runcast.event.data"));
        }

        private String body() {
            return String.valueOf(event("event").getBodyValue().asString());
        }

        @Test
        void ofEveryJsonTypeKeepItsType() {
            dispatch(List.of(1, 2L, 0.5, true, "text", Map.of("key", List.of())));
            assertThat(event("event").getBodyValue())
                    .isEqualTo(Value.of(List.of(
                            Value.of(1),
                            Value.of(2),
                            Value.of(0.5),
                            Value.of(true),
                            Value.of("text"),
                            Value.of(KeyValue.of("key", Value.of(List.of()))))));
            assertThat(inSpan()).isEqualTo("[1,2,0.5,true,\"text\",{\"key\":[]}]");
        }

        @Test
        void thatAreTooLargeForANumberAreText() {
            dispatch(new java.math.BigInteger("123456789012345678901234567890"));
            assertThat(event("event").getBodyValue()).isEqualTo(Value.of("123456789012345678901234567890"));
        }

        @Test
        void thatAreTooLongAreANote() {
            dispatch("x".repeat(JsonValue.LIMIT - 2));
            assertThat(event("event").getBodyValue()).isEqualTo(Value.of("x".repeat(JsonValue.LIMIT - 2)));
            assertThat(inSpan()).isEqualTo("x".repeat(JsonValue.LIMIT - 2));
            logs.reset();
            spans.reset();
            dispatch("x".repeat(JsonValue.LIMIT - 1));
            assertThat(body()).contains("__error__", "is longer as JSON than " + JsonValue.LIMIT);
            assertThat(inSpan()).asString().contains("__error__", "is longer as JSON than " + JsonValue.LIMIT);
        }

        @Test
        void thatCannotBeWrittenAreANote() {
            dispatch(new Object() {
                @SuppressWarnings("unused")
                public String getValue() {
                    throw new AssertionError("no value");
                }
            });
            assertThat(body()).contains("__error__", "no value");
            assertThat(inSpan()).asString().contains("__error__", "no value");
        }
    }

    /** What nobody records is not computed. */
    @Nested
    class Unrecorded {
        private final AtomicBoolean isAsked = new AtomicBoolean();

        private void runWithMetadata(OpenTelemetry openTelemetry) {
            Object value = new Object() {
                @SuppressWarnings("unused")
                public String getValue() {
                    isAsked.set(true);
                    return "value";
                }
            };
            RunnableDescriptor tool = RunnableDescriptor.builder("work")
                    .type(RunType.TOOL)
                    .metadata("key", value)
                    .build();
            TypedRunnable.ofConfigured(tool, (String input, RunnableConfig own) -> value)
                    .invoke(
                            "x",
                            RunnableConfig.builder()
                                    .addHandler(OpenTelemetryCallbackHandler.builder(openTelemetry)
                                            .captureInputsAndOutputs(true)
                                            .build())
                                    .build());
        }

        @Test
        void attributesOfSpansThatAreNotSampled() {
            runWithMetadata(sdk);
            assertThat(isAsked).isTrue();
            isAsked.set(false);
            try (OpenTelemetrySdk unsampled = sdk(Sampler.alwaysOff())) {
                runWithMetadata(unsampled);
            }
            assertThat(isAsked).isFalse();
        }

        private void runWithEvent(OpenTelemetry openTelemetry, EventSignal signal) {
            TypedRunnable.of("work", (String input) -> {
                        CustomEvents.dispatch("event", new Object() {
                            @SuppressWarnings("unused")
                            public String getValue() {
                                isAsked.set(true);
                                return "value";
                            }
                        });
                        return input;
                    })
                    .invoke(
                            "x",
                            RunnableConfig.builder()
                                    .addHandler(OpenTelemetryCallbackHandler.builder(openTelemetry)
                                            .events(signal)
                                            .build())
                                    .build());
        }

        @Test
        void dataOfEventsOfSpansThatAreNotSampled() {
            try (OpenTelemetrySdk unsampled = sdk(Sampler.alwaysOff())) {
                runWithEvent(unsampled, EventSignal.SPAN_EVENTS);
                assertThat(isAsked).isFalse();
                runWithEvent(unsampled, EventSignal.LOGS);
                assertThat(isAsked).isTrue();
            }
        }

        @Test
        void anythingWithoutAnSdk() {
            runWithMetadata(OpenTelemetry.noop());
            runWithEvent(OpenTelemetry.noop(), EventSignal.BOTH);
            assertThat(isAsked).isFalse();
        }

        @Test
        void theTraceGoesOnAllTheSame() {
            try (OpenTelemetrySdk unsampled = sdk(Sampler.alwaysOff())) {
                SpanContext inside = TypedRunnable.of(
                                "work", (String input) -> Span.current().getSpanContext())
                        .invoke(
                                "x",
                                RunnableConfig.builder()
                                        .addHandler(OpenTelemetryCallbackHandler.create(unsampled))
                                        .build());
                assertThat(inside.isValid()).isTrue();
                assertThat(inside.isSampled()).isFalse();
            }
        }
    }
}
