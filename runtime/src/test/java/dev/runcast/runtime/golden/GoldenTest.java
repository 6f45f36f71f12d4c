package dev.runcast.runtime.golden;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.NoActiveRunException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.fixtures.LogCapture;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The programs of the golden scenarios in Java, compared with what the reference printed for them. */
class GoldenTest {
    private record Step(Object x) {}

    private record Depth(int depth) {}

    private record At(String at) {}

    private static final EventType<Step> EVENT_1 = EventType.of("event1", Step.class);

    private static CompletionStage<Void> dispatch(String name, Object data, RunnableConfig config) {
        return CustomEvents.dispatchAsync(name, data, config);
    }

    /** An asynchronous runnable that emits one event with its input and returns that. */
    private static <T> TypedRunnable<T, T> emitter(String name, String event) {
        return TypedRunnable.ofAsync(
                name, (T x, RunnableConfig config) -> dispatch(event, x, config).thenApply(done -> x));
    }

    private static <T> TypedRunnable<T, T> foo() {
        return TypedRunnable.ofAsync(
                "foo",
                (T x, RunnableConfig config) -> CustomEvents.dispatchAsync(EVENT_1, new Step(x), config)
                        .thenCompose(done -> dispatch("event2", 5, config))
                        .thenApply(done -> x));
    }

    @Scenario
    void scenario01_seedFooStream() {
        GoldenScenario.load("01_seed_foo_stream")
                .assertStreamed(GoldenTest.<String>foo().streamEvents("hello world"));
    }

    @Scenario
    void scenario02_seedBarStream() {
        TypedRunnable<String, String> bar = TypedRunnable.ofAsync(
                "bar",
                (String x, RunnableConfig config) -> CompletableFuture.supplyAsync(() -> {
                    CustomEvents.dispatch(EVENT_1, new Step(x), config);
                    CustomEvents.dispatch("event2", 5, config);
                    return x;
                }));
        GoldenScenario.load("02_seed_bar_stream").assertStreamed(bar.streamEvents("hello world"));
    }

    @Scenario
    void scenario03_seedAsyncHandler() {
        GoldenRecorder h = new GoldenRecorder("h");
        RunnableConfig config = RunnableConfig.builder()
                .addHandler(h.asyncCustomEvents())
                .tags("foo", "bar")
                .build();
        assertThat(GoldenTest.<Integer>foo().invokeAsync(1, config))
                .succeedsWithin(Duration.ofMinutes(1))
                .isEqualTo(1);
        GoldenScenario.load("03_seed_async_handler").assertHandled(h);
    }

    @Scenario
    void scenario04_seedSyncHandler() {
        TypedRunnable<Integer, Integer> foo = TypedRunnable.of("foo", (Integer x) -> {
            CustomEvents.dispatch(EVENT_1, new Step(x));
            CustomEvents.dispatch("event2", new Step(x));
            return x;
        });
        GoldenRecorder h = new GoldenRecorder("h");
        RunnableConfig config =
                RunnableConfig.builder().addHandler(h).tags("foo", "bar").build();
        assertThat(foo.invoke(1, config)).isEqualTo(1);
        GoldenScenario.load("04_seed_sync_handler").assertHandled(h);
    }

    @Scenario
    void scenario05_nestedTwoLevels() {
        TypedRunnable<Integer, Integer> inner = TypedRunnable.ofAsync(
                "inner",
                (Integer x, RunnableConfig config) ->
                        dispatch("inner_event", x, config).thenApply(done -> x + 1));
        TypedRunnable<Integer, Integer> outer = TypedRunnable.ofAsync(
                "outer",
                (Integer x, RunnableConfig config) -> dispatch("before", x, config)
                        .thenCompose(done -> inner.invokeAsync(x, config))
                        .thenCompose(y -> dispatch("after", y, config).thenApply(done -> y * 10)));
        GoldenScenario.load("05_nested_two_levels").assertStreamed(outer.streamEvents(1));
    }

    @Scenario
    void scenario06_nestedFourLevels() {
        TypedRunnable<String, String> l4 = TypedRunnable.ofAsync(
                "l4",
                (String x, RunnableConfig config) ->
                        dispatch("l4.only", new Depth(4), config).thenApply(done -> x + "4"));
        TypedRunnable<String, String> l1 = level(1, level(2, level(3, l4)));
        GoldenScenario.load("06_nested_four_levels").assertStreamed(l1.streamEvents("x"));
    }

    private static TypedRunnable<String, String> level(int depth, TypedRunnable<String, String> next) {
        String name = "l" + depth;
        return TypedRunnable.ofAsync(
                name,
                (String x, RunnableConfig config) -> dispatch(name + ".pre", new Depth(depth), config)
                        .thenCompose(done -> next.invokeAsync(x + depth, config))
                        .thenCompose(r -> dispatch(name + ".post", r, config).thenApply(done -> r)));
    }

    @Scenario
    void scenario07_sequenceStepTags() {
        TypedRunnable<Integer, Integer> a = TypedRunnable.ofAsync(
                "a",
                (Integer x, RunnableConfig config) ->
                        dispatch("in_a", x, config).thenApply(done -> x + 1));
        TypedRunnable<Integer, Integer> b = TypedRunnable.ofAsync(
                "b",
                (Integer x, RunnableConfig config) ->
                        dispatch("in_b", x, config).thenApply(done -> x * 2));
        RunnableConfig config =
                RunnableConfig.builder().tags("t").metadata("m", 1).build();
        GoldenScenario.load("07_sequence_step_tags").assertStreamed(a.pipe(b).streamEvents(3, config));
    }

    @Scenario
    void scenario08_tagsAndMetadataInheritance() {
        TypedRunnable<String, String> leaf = emitter("leaf", "leaf_event");
        TypedRunnable<String, String> bound = leaf.withConfig(RunnableConfig.builder()
                .tags("z_bound", "a_bound")
                .metadata("who", "bound")
                .metadata("b", 1)
                .build());
        TypedRunnable<String, String> root = TypedRunnable.ofAsync(
                "root",
                (String x, RunnableConfig config) -> dispatch("root_event", x, config)
                        .thenCompose(done -> bound.invokeAsync(x, config))
                        .thenCompose(done -> leaf.invokeAsync(
                                x,
                                config.toBuilder()
                                        .tags("call")
                                        .metadata("who", "call")
                                        .build()))
                        .thenCompose(done -> leaf.invokeAsync(x, config)));
        RunnableConfig config = RunnableConfig.builder()
                .tags("root2", "root1")
                .metadata("who", "root")
                .metadata("r", 0)
                .build();
        GoldenScenario.load("08_tags_metadata_inheritance").assertStreamed(root.streamEvents("v", config));
    }

    @Scenario
    void scenario09_runNameOverride() {
        TypedRunnable<Integer, Integer> leaf = emitter("leaf", "e");
        TypedRunnable<Integer, Integer> renamed =
                leaf.withConfig(RunnableConfig.builder().runName("renamed_leaf").build());
        TypedRunnable<Integer, Integer> root = TypedRunnable.of("root", (Integer x) -> {
            leaf.invoke(x);
            renamed.invoke(x);
            leaf.invoke(x, RunnableConfig.builder().runName("call_name").build());
            return x;
        });
        GoldenScenario.load("09_run_name_override")
                .assertStreamed(root.streamEvents(
                        1, RunnableConfig.builder().runName("my_run").build()));
    }

    /** Streams the program that the scenarios 10 to 14 have in common, with their filters. */
    private static EventStream filtered(EventStreamOptions.Builder filters) {
        TypedRunnable<Integer, Integer> leaf = TypedRunnable.ofAsync(
                "leaf",
                (Integer x, RunnableConfig config) ->
                        dispatch("progress", new At("leaf"), config).thenApply(done -> x));
        TypedRunnable<Integer, Integer> root = TypedRunnable.ofAsync(
                "root",
                (Integer x, RunnableConfig config) -> dispatch("progress", new At("root"), config)
                        .thenCompose(done -> dispatch("note", new At("root"), config))
                        .thenCompose(done -> leaf.invokeAsync(
                                x, config.toBuilder().tags("leaf_tag").build())));
        return root.streamEvents(1, RunnableConfig.builder().tags("root_tag").build(), filters.build());
    }

    @Scenario
    void scenario10_filterIncludeRunnableName() {
        GoldenScenario.load("10_filter_include_runnable_name")
                .assertStreamed(filtered(EventStreamOptions.builder().includeNames("root")));
    }

    @Scenario
    void scenario11_filterExcludeCustomName() {
        GoldenScenario.load("11_filter_exclude_custom_name")
                .assertStreamed(filtered(EventStreamOptions.builder().excludeNames("progress")));
    }

    @Scenario
    void scenario12_filterIncludeTypesChain() {
        GoldenScenario.load("12_filter_include_types_chain")
                .assertStreamed(filtered(EventStreamOptions.builder().includeTypes("chain")));
    }

    @Scenario
    void scenario13_filterIncludeTags() {
        GoldenScenario.load("13_filter_include_tags")
                .assertStreamed(filtered(EventStreamOptions.builder().includeTags("leaf_tag")));
    }

    @Scenario
    void scenario14_filterExcludeTags() {
        GoldenScenario.load("14_filter_exclude_tags")
                .assertStreamed(filtered(EventStreamOptions.builder().excludeTags("leaf_tag")));
    }

    @Scenario
    void scenario20_generatorChunksAndEvents() {
        TypedRunnable<String, String> gen =
                TypedRunnable.ofChunks("gen", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                    CustomEvents.dispatch("begin", Map.of("n", text.length()));
                    for (int i = 0; i < text.length(); i++) {
                        chunks.emit(text.substring(i, i + 1));
                        CustomEvents.dispatch("yielded", Map.of("i", i), config);
                    }
                    CustomEvents.dispatch("done", (Object) null);
                });
        GoldenScenario.load("20_generator_chunks_and_events").assertStreamed(gen.streamEvents("abc"));
    }

    @Scenario
    void scenario21_lambdaAsyncGenerator() {
        TypedRunnable<Integer, Map<String, Integer>> g = TypedRunnable.ofChunks(
                "g", (Integer x, RunnableConfig config, ChunkSink<Map<String, Integer>> chunks) -> {
                    for (int i = 1; i <= x; i++) {
                        CustomEvents.dispatch("tick", i);
                        chunks.emit(Map.of("i", i));
                    }
                });
        GoldenScenario.load("21_lambda_async_generator").assertStreamed(g.streamEvents(3));
    }

    @Scenario
    void scenario22_errorAfterEvents() {
        TypedRunnable<String, Object> boom = TypedRunnable.ofAsync(
                "boom",
                (String x, RunnableConfig config) -> dispatch("one", 1, config)
                        .thenCompose(done -> dispatch("two", 2, config))
                        .thenCompose(done -> failedFuture(new IllegalArgumentException("boom!"))));
        GoldenRecorder h = GoldenRecorder.ofStream("h");
        GoldenScenario.load("22_error_after_events")
                .assertStreamed(
                        boom.streamEvents(
                                "x", RunnableConfig.builder().addHandler(h).build()),
                        h);
    }

    /** A recorder that fails at custom events after it has recorded them. */
    private static GoldenRecorder failing(CallbackHandler.ErrorPolicy policy) {
        return new GoldenRecorder("h1") {
            @Override
            public void onCustomEvent(CustomEvent event) {
                super.onCustomEvent(event);
                throw new IllegalStateException("h1 failed");
            }

            @Override
            public ErrorPolicy errorPolicy() {
                return policy;
            }
        };
    }

    private static TypedRunnable<Integer, Integer> twoEvents() {
        return TypedRunnable.of("foo", (Integer x) -> {
            CustomEvents.dispatch("e1", x);
            CustomEvents.dispatch("e2", x);
            return x;
        });
    }

    private static RunnableConfig with(CallbackHandler... handlers) {
        RunnableConfig.Builder config = RunnableConfig.builder();
        for (CallbackHandler handler : handlers) {
            config.addHandler(handler);
        }
        return config.build();
    }

    @Scenario
    void scenario23_errorInNestedChildCaught() {
        TypedRunnable<Integer, Integer> bad = TypedRunnable.ofAsync(
                "bad",
                (Integer x, RunnableConfig config) -> dispatch("bad_event", x, config)
                        .thenCompose(done -> failedFuture(new NoSuchElementException("k"))));
        TypedRunnable<Integer, String> root = TypedRunnable.ofAsync(
                "root",
                (Integer x, RunnableConfig config) -> bad.invokeAsync(x, config)
                        .handle((done, failure) -> dispatch("recovered", Map.of("from", "bad"), config))
                        .thenCompose(recovered -> recovered)
                        .thenApply(done -> "ok"));
        GoldenScenario.load("23_error_in_nested_child_caught").assertStreamed(root.streamEvents(7));
    }

    @Scenario
    void scenario24_handlerThrowsSwallowed() {
        GoldenScenario scenario = GoldenScenario.load("24_handler_throws_swallowed");
        GoldenRecorder h1 = failing(CallbackHandler.ErrorPolicy.LOG);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            assertThat(twoEvents().invoke(5, with(h1, new GoldenRecorder("h2", h1))))
                    .isEqualTo(5);
            scenario.assertLogged(log);
        }
        scenario.assertHandled(h1);
    }

    @Scenario
    void scenario25_handlerThrowsRaised() {
        GoldenScenario scenario = GoldenScenario.load("25_handler_throws_raised");
        GoldenRecorder h1 = failing(CallbackHandler.ErrorPolicy.RAISE);
        try (LogCapture log = LogCapture.of(CallbackHandler.class)) {
            assertThatThrownBy(() -> twoEvents().invoke(5, with(h1, new GoldenRecorder("h2", h1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("h1 failed");
            scenario.assertLogged(log);
        }
        scenario.assertHandled(h1);
    }

    @Scenario
    void scenario26_dispatchOutsideRun() {
        assertThatThrownBy(() -> CustomEvents.dispatch(EVENT_1, new Step(1)))
                .isInstanceOf(NoActiveRunException.class)
                .isInstanceOf(IllegalStateException.class);
    }

    @Scenario
    void scenario27_asyncDispatchOutsideRunWithHandlers() {
        GoldenRecorder h = new GoldenRecorder("h");
        RunnableConfig config = RunnableConfig.builder().addHandler(h).tags("t").build();
        assertThatThrownBy(() -> CustomEvents.dispatchAsync(EVENT_1, new Step(1), config))
                .isInstanceOf(NoActiveRunException.class);
        GoldenScenario.load("27_adispatch_outside_run").assertHandled(h);
    }

    @Scenario
    void scenario28_dataShapes() {
        GoldenScenario scenario = GoldenScenario.load("28_data_shapes");
        TypedRunnable<List<?>, Integer> foo = TypedRunnable.ofAsync("foo", (List<?> items, RunnableConfig config) -> {
            for (int i = 0; i < items.size(); i++) {
                CustomEvents.dispatch("d" + i, items.get(i), config);
            }
            return completedFuture(items.size());
        });
        GoldenRecorder h = new GoldenRecorder("h");
        scenario.assertStreamed(
                foo.streamEvents(
                        (List<?>) scenario.input(),
                        RunnableConfig.builder()
                                .addHandler(h.asyncCustomEvents())
                                .build()),
                h);
    }

    @Scenario
    void scenario29_sameEventNameInTwoRuns() {
        TypedRunnable<Object, Object> w = emitter("w", "progress");
        TypedRunnable<Integer, String> root = TypedRunnable.ofAsync(
                "root",
                (Integer x, RunnableConfig config) -> w.invokeAsync("first", config)
                        .thenCompose(done -> w.invokeAsync("second", config))
                        .thenCompose(done -> dispatch("progress", "root", config))
                        .thenApply(done -> "done"));
        GoldenScenario.load("29_same_event_name_two_runs").assertStreamed(root.streamEvents(0));
    }

    @Scenario
    void scenario30_toolAsyncStream() {
        RunnableDescriptor descriptor = RunnableDescriptor.builder("foo")
                .type(RunType.TOOL)
                .description("Foo")
                .parameter("x", int.class)
                .output(int.class)
                .build();
        TypedRunnable<Integer, Integer> foo = TypedRunnable.ofAsync(
                descriptor,
                (Integer x, RunnableConfig config) -> CustomEvents.dispatchAsync(EVENT_1, new Step(x), config)
                        .thenCompose(done -> dispatch("event2", new Step(x), config))
                        .thenApply(done -> x + 1));
        GoldenScenario.load("30_tool_async_stream").assertStreamed(foo.streamEvents(1));
    }

    @Scenario
    void scenario31_toolSyncHandler() {
        RunnableDescriptor descriptor = RunnableDescriptor.builder("adder")
                .type(RunType.TOOL)
                .description("Add.")
                .parameter("a", int.class)
                .parameter("b", int.class)
                .output(int.class)
                .build();
        TypedRunnable<Map<String, Integer>, Integer> adder =
                TypedRunnable.ofConfigured(descriptor, (Map<String, Integer> input, RunnableConfig config) -> {
                    CustomEvents.dispatch("adding", input);
                    return input.get("a") + input.get("b");
                });
        TypedRunnable<Integer, Integer> root = TypedRunnable.of("root", (Integer x) -> {
            CustomEvents.dispatch("calling", "adder");
            return adder.invoke(operands(x, 2));
        });
        GoldenRecorder h = new GoldenRecorder("h", Map.of(descriptor.name(), descriptor.description()));
        RunnableConfig config = RunnableConfig.builder()
                .addHandler(h)
                .tags("t")
                .metadata("m", 1)
                .build();
        assertThat(root.invoke(40, config)).isEqualTo(42);
        GoldenScenario.load("31_tool_sync_handler").assertHandled(h);
    }

    private static Map<String, Integer> operands(int a, int b) {
        Map<String, Integer> input = new LinkedHashMap<>();
        input.put("a", a);
        input.put("b", b);
        return input;
    }

    @Scenario
    void scenario32_ignoreCustomEvent() {
        GoldenRecorder h1 = new GoldenRecorder("h1") {
            @Override
            public boolean ignoresCustomEvents() {
                return true;
            }
        };
        GoldenRecorder h2 = new GoldenRecorder("h2", h1) {
            @Override
            public boolean ignoresRuns(RunType type) {
                return type == RunType.CHAIN;
            }
        };
        TypedRunnable<Integer, Integer> foo = TypedRunnable.of("foo", (Integer x) -> {
            CustomEvents.dispatch("e", x);
            return x;
        });
        assertThat(foo.invoke(1, with(h1, h2))).isEqualTo(1);
        GoldenScenario.load("32_ignore_custom_event").assertHandled(h1);
    }

    @Scenario
    void scenario33_explicitRunId() {
        TypedRunnable<Integer, Integer> leaf = emitter("leaf", "leaf_event");
        TypedRunnable<Integer, Integer> root = TypedRunnable.ofAsync(
                "root",
                (Integer x, RunnableConfig config) ->
                        dispatch("root_event", x, config).thenCompose(done -> leaf.invokeAsync(x, config)));
        RunnableConfig config = RunnableConfig.builder()
                .runId(UUID.fromString("00000000-0000-0000-0000-000000000007"))
                .build();
        GoldenScenario.load("33_explicit_run_id").assertStreamed(root.streamEvents(1, config));
    }

    @Scenario
    void scenario34_severalHandlersSyncOrder() {
        GoldenRecorder a = customEventsOnly("a", new GoldenRecorder("none"));
        assertThat(twoEvents().invoke(1, with(a, customEventsOnly("b", a), customEventsOnly("c", a))))
                .isEqualTo(1);
        GoldenScenario.load("34_several_handlers_sync_order").assertHandled(a);
    }

    private static GoldenRecorder customEventsOnly(String name, GoldenRecorder other) {
        return new GoldenRecorder(name, other) {
            @Override
            public boolean ignoresRuns(RunType type) {
                return true;
            }
        };
    }

    @Scenario
    void scenario35_parallelMap() {
        Map<String, TypedRunnable<Integer, Integer>> branches = new LinkedHashMap<>();
        branches.put("left", branch("L", "left", x -> x + 1));
        branches.put("right", branch("R", "right", x -> x * 2));
        GoldenRecorder h = new GoldenRecorder("h");
        assertThat(TypedRunnable.parallel(branches)
                        .invokeAsync(10, RunnableConfig.builder().addHandler(h).build()))
                .succeedsWithin(Duration.ofMinutes(1))
                .isEqualTo(Map.of("left", 11, "right", 20));
        GoldenScenario.load("35_parallel_map").assertHandledRunByRun(h);
    }

    private static TypedRunnable<Integer, Integer> branch(String name, String data, UnaryOperator<Integer> result) {
        return TypedRunnable.ofAsync(
                name,
                (Integer x, RunnableConfig config) ->
                        dispatch("branch", data, config).thenApply(done -> result.apply(x)));
    }

    @Scenario
    void scenario36_batchInputs() {
        TypedRunnable<Integer, Integer> foo = TypedRunnable.of("foo", (Integer x) -> {
            CustomEvents.dispatch("item", x);
            return x * x;
        });
        GoldenRecorder h = new GoldenRecorder("h");
        RunnableConfig config = RunnableConfig.builder()
                .addHandler(h)
                .tags("b")
                .maxConcurrency(1)
                .build();
        assertThat(foo.batch(List.of(1, 2, 3), config)).containsExactly(1, 4, 9);
        GoldenScenario.load("36_batch_inputs").assertHandled(h);
    }

    @Scenario
    void scenario37_sequenceOfTwoGenerators() {
        TypedRunnable<String, String> words =
                TypedRunnable.ofChunks("words", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                    for (String word : text.split(" ")) {
                        CustomEvents.dispatch("word", word);
                        chunks.emit(word + " ");
                    }
                });
        TypedRunnable<String, String> shout =
                TypedRunnable.ofTransform("shout", (Stream<String> chunks, RunnableConfig config) -> {
                    CustomEvents.dispatch("listening", (Object) null);
                    return chunks.map(chunk -> {
                        CustomEvents.dispatch("heard", chunk);
                        return chunk.toUpperCase(Locale.ROOT);
                    });
                });
        GoldenScenario.load("37_sequence_of_two_generators")
                .assertStreamed(words.pipe(shout)
                        .streamEvents(
                                "one two three",
                                RunnableConfig.builder().tags("t").build()));
    }
}
