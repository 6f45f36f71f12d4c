package dev.runcast.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunTreeTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    private final RunTreeRecorder recorder = new RunTreeRecorder();
    private final RunnableConfig config = RunnableConfig.builder()
            .addHandler(recorder)
            .runId(ID)
            .tags("t")
            .metadata("k", 1)
            .build();

    private static RunnableDescriptor tool(String name) {
        return RunnableDescriptor.builder(name)
                .type(RunType.TOOL)
                .parameter("query", String.class)
                .build();
    }

    private final TypedRunnable<String, Integer> search =
            TypedRunnable.ofConfigured(tool("search"), (String query, RunnableConfig inner) -> {
                CustomEvents.dispatch("found", 3);
                return 3;
            });

    private final TypedRunnable<String, String> write = TypedRunnable.of("write", (String text) -> {
        throw new IllegalStateException("no\npaper");
    });

    private final TypedRunnable<String, Map<String, Integer>> report = TypedRunnable.of("report", (String topic) -> {
        CustomEvents.dispatch("progress", Map.of("percent", 10));
        int found = search.invoke(topic);
        CustomEvents.dispatch("progress", Map.of("percent", 90));
        catchThrowable(() -> write.invoke(topic));
        CustomEvents.dispatch("done", null);
        return Map.of("found", found);
    });

    private RunTree tree() {
        return recorder.roots().get(0);
    }

    private <I> RunTree treeOf(TypedRunnable<I, ?> runnable, I input) {
        catchThrowable(() -> runnable.invoke(input, config));
        return tree();
    }

    private RunTree treeOf(@Nullable Object output) {
        return treeOf(TypedRunnable.of("work", (String input) -> output), "x");
    }

    @Nested
    class AsJson {
        /** Replaces times by T, ids that the test did not give by I. */
        private String normalised(String json) {
            return json.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z", "T")
                    .replaceAll("\\d{8}T\\d{12}Z", "T-")
                    .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", "I");
        }

        @Test
        void callsAChatModelALanguageModelAsTracersDo() {
            RunnableDescriptor descriptor =
                    RunnableDescriptor.builder("model").type(RunType.CHAT_MODEL).build();
            RunTree tree = treeOf(
                    TypedRunnable.ofConfigured(descriptor, (List<String> messages, RunnableConfig config) -> "hello"),
                    List.of("hi"));
            assertThat(tree.toJson()).contains("\"run_type\":\"llm\",\"inputs\":{\"messages\":[[\"hi\"]]}");
        }

        @Test
        void hasTheKeysOfTheReferenceAndTheCustomEvents() {
            assertThat(normalised(treeOf(report, "tea").toJson())).isEqualTo("""
                            {"id":"ID","name":"report","run_type":"chain","inputs":{"input":"tea"},"outputs":{"found":3},\
                            "error":null,"start_time":"T","end_time":"T","tags":["t"],"extra":{"metadata":{"k":1}},\
                            "events":[{"name":"start","time":"T"},\
                            {"name":"custom","time":"T","kwargs":{"name":"progress","data":{"percent":10}}},\
                            {"name":"custom","time":"T","kwargs":{"name":"progress","data":{"percent":90}}},\
                            {"name":"custom","time":"T","kwargs":{"name":"done","data":null}},\
                            {"name":"end","time":"T"}],\
                            "parent_run_id":null,"child_runs":[\
                            {"id":"I","name":"search","run_type":"tool","inputs":{"query":"tea"},"outputs":{"output":3},\
                            "error":null,"start_time":"T","end_time":"T","tags":["t"],"extra":{"metadata":{"k":1}},\
                            "events":[{"name":"start","time":"T"},\
                            {"name":"custom","time":"T","kwargs":{"name":"found","data":3}},\
                            {"name":"end","time":"T"}],\
                            "parent_run_id":"ID","child_runs":[],"trace_id":"ID","dotted_order":"T-ID.T-I"},\
                            {"id":"I","name":"write","run_type":"chain","inputs":{"input":"tea"},"outputs":null,\
                            "error":"java.lang.IllegalStateException: no\\npaper",\
                            "start_time":"T","end_time":"T","tags":["t"],"extra":{"metadata":{"k":1}},\
                            "events":[{"name":"start","time":"T"},{"name":"error","time":"T"}],\
                            "parent_run_id":"ID","child_runs":[],"trace_id":"ID","dotted_order":"T-ID.T-I"}],\
                            "trace_id":"ID","dotted_order":"T-ID"}""".replace("ID", ID.toString()));
        }

        @Test
        void ofARunThatIsRunning() {
            TypedRunnable.<String, String>ofAsync("never", (input, inner) -> new CompletableFuture<>())
                    .invokeAsync("x", config);
            JsonNode json = JACKSON.readTree(tree().toJson());
            assertThat(json.get("outputs").isNull()).isTrue();
            assertThat(json.get("error").isNull()).isTrue();
            assertThat(json.get("end_time").isNull()).isTrue();
            assertThat(json.get("events")).hasSize(1);
        }

        @Test
        void wrapsNullAndKeepsMaps() {
            Map<String, @Nullable Object> output = new LinkedHashMap<>();
            output.put("b", null);
            output.put("a", List.of(1));
            assertThat(treeOf(output).toJson()).contains("\"outputs\":{\"b\":null,\"a\":[1]},");
            recorder.clear();
            assertThat(treeOf((Object) null).toJson()).contains("\"outputs\":{\"output\":null},");
            recorder.clear();
            assertThat(treeOf(TypedRunnable.of("work", (@Nullable Void none) -> 1), null)
                            .toJson())
                    .contains("\"inputs\":{\"input\":null},");
        }

        @Test
        void ofAChildIsThatOfItInItsTree() {
            RunTree tree = treeOf(report, "tea");
            assertThat(tree.toJson()).contains(tree.children().get(1).toJson());
        }

        @Test
        void tellsWhereARunBelongsWhoseParentWasNotHeard() {
            TypedRunnable<String, Integer> unheard = TypedRunnable.ofConfigured(
                    "unheard",
                    (String input, RunnableConfig inner) -> search.invoke(
                            input, RunnableConfig.builder().addHandler(recorder).build()));
            unheard.invoke("x", RunnableConfig.builder().runId(ID).build());
            JsonNode json = JACKSON.readTree(tree().toJson());
            assertThat(json.get("parent_run_id").asString()).isEqualTo(ID.toString());
            assertThat(json.get("trace_id").asString()).isEqualTo(ID.toString());
            assertThat(json.get("dotted_order").asString())
                    .matches("\\d{8}T\\d{12}Z" + ID + "\\.\\d{8}T\\d{12}Z"
                            + tree().run().id());
        }

        @Test
        void hasNotesForValuesThatCannotBeWritten() {
            List<Object> endless = new ArrayList<>();
            endless.add(endless);
            Map<String, Object> output = new LinkedHashMap<>();
            output.put("bad", endless);
            output.put("good", 1);
            JsonNode outputs = JACKSON.readTree(treeOf(output).toJson()).get("outputs");
            assertThat(outputs.get("bad").get("__error__").asString()).isEqualTo("IllegalArgumentException");
            assertThat(outputs.get("good").asInt()).isEqualTo(1);
        }

        @Test
        void hasANoteForAMapThatCannotBeRead() {
            Map<String, Object> broken = new LinkedHashMap<>() {
                @Override
                public Set<Map.Entry<String, Object>> entrySet() {
                    throw new ConcurrentModificationException("changed");
                }
            };
            assertThat(treeOf(broken).toJson())
                    .contains(
                            "\"outputs\":{\"__error__\":\"ConcurrentModificationException\",\"message\":\"changed\"},\"error\":null");
        }

        @Test
        void isWrittenByTheCodec() {
            JsonCodec codec = new JsonCodec() {
                @Override
                public String write(@Nullable Object value) {
                    return value == null ? "null" : "\"<" + value + ">\"";
                }

                @Override
                public Object read(String json, Type type) {
                    throw new UnsupportedOperationException();
                }
            };
            assertThat(treeOf(1).toJson(codec))
                    .contains("\"inputs\":{\"input\":\"<x>\"},\"outputs\":{\"output\":\"<1>\"}")
                    .contains("\"name\":\"work\"");
        }
    }

    @Nested
    class AsText {
        private String normalised(RunTree tree) {
            return tree.toText().replaceAll(", (\\d+ ms|\\d+\\.\\d s),", ", N ms,");
        }

        @Test
        void hasALineForEachRunAndEvent() {
            TypedRunnable<String, Object> day = TypedRunnable.of("day", (String topic) -> {
                report.invoke(topic);
                return search.invoke(topic);
            });
            assertThat(normalised(treeOf(day, "tea"))).isEqualTo("""
                            day, N ms, succeeded
                            ├─ report, N ms, succeeded
                            │  ├─ · progress {"percent":10}
                            │  ├─ search (tool), N ms, succeeded
                            │  │  └─ · found 3
                            │  ├─ · progress {"percent":90}
                            │  ├─ write, N ms, failed: java.lang.IllegalStateException: no paper
                            │  └─ · done
                            └─ search (tool), N ms, succeeded
                               └─ · found 3""");
        }

        @Test
        void tellsRunningAndCancelledRuns() {
            CompletableFuture<String> future = TypedRunnable.<String, String>ofAsync(
                            "never", (input, inner) -> new CompletableFuture<>())
                    .invokeAsync("x", config);
            assertThat(tree().toText()).isEqualTo("never, running");
            future.cancel(true);
            assertThat(normalised(tree()))
                    .isEqualTo("never, N ms, cancelled: java.util.concurrent.CancellationException");
        }

        @Test
        void marksLateEvents() {
            AtomicReference<RunnableConfig> kept = new AtomicReference<>();
            TypedRunnable.ofConfigured("work", (String input, RunnableConfig inner) -> {
                        kept.set(inner);
                        return input;
                    })
                    .invoke("x", config);
            CustomEvents.dispatch("found", 3, kept.get());
            assertThat(normalised(tree())).isEqualTo("work, N ms, succeeded\n└─ · found 3 (late)");
        }

        @Test
        void cutsLongDataBetweenCharacters() {
            String shown = "\"" + "x".repeat(117);
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
                CustomEvents.dispatch("fits", "x".repeat(118));
                CustomEvents.dispatch("long", "x".repeat(119));
                CustomEvents.dispatch("pair", "x".repeat(117) + "😀😀");
                return input;
            });
            assertThat(treeOf(work, "x").toText().lines().skip(1))
                    .containsExactly(
                            "├─ · fits " + shown + "x\"", "├─ · long " + shown + "x…", "└─ · pair " + shown + "…");
        }

        @Test
        void keepsToItsLines() {
            TypedRunnable<String, String> work = TypedRunnable.of("wo\nrk", (String input) -> {
                CustomEvents.dispatch("e\u001b[31m", "a\u2028b\u0085c");
                return input;
            });
            assertThat(normalised(treeOf(work, "x"))).isEqualTo("wo rk, N ms, succeeded\n└─ · e [31m \"a b c\"");
        }

        @Test
        void hasNotesForDataThatCannotBeWritten() {
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
                List<Object> endless = new ArrayList<>();
                endless.add(endless);
                CustomEvents.dispatch("bad", endless);
                return input;
            });
            assertThat(treeOf(work, "x").toText()).contains("└─ · bad {\"__error__\":\"IllegalArgumentException\"");
        }

        @Test
        void beginsWithToString() {
            RunTree tree = treeOf(report, "tea");
            assertThat(tree.toText().lines()).first().hasToString(tree.toString());
        }
    }
}
