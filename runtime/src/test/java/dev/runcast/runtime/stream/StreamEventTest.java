package dev.runcast.runtime.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StreamEventTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000007");
    private static final String RUN_ID = "\"run_id\":\"" + ID + "\"";
    private static final JsonMapper JACKSON = JsonMapper.builder().build();

    private static RunnableConfig.Builder config() {
        return RunnableConfig.builder().runId(ID).tags("t").metadata("k", 1);
    }

    private static <I> List<StreamEvent> events(TypedRunnable<I, ?> runnable, I input, RunnableConfig config) {
        List<StreamEvent> events = new ArrayList<>();
        try (EventStream stream = runnable.streamEvents(input, config)) {
            stream.forEach(events::add);
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("broken");
        }
        return events;
    }

    private static <I> List<String> json(TypedRunnable<I, ?> runnable, I input, RunnableConfig config) {
        return events(runnable, input, config).stream().map(StreamEvent::toJson).toList();
    }

    /** Returns the custom event with the data. */
    private static StreamEvent custom(@Nullable Object data) {
        return events(
                        TypedRunnable.of("work", (String input) -> {
                            CustomEvents.dispatch("e", data);
                            return input;
                        }),
                        "x",
                        config().build())
                .get(1);
    }

    private static RunnableDescriptor descriptor(RunType type) {
        return RunnableDescriptor.builder("work")
                .type(type)
                .parameter("x", Integer.class)
                .build();
    }

    private static String trait(StreamEvent event) {
        return event.event() + " " + event.name() + (event.isRoot() ? " root" : "")
                + (event.isEndOfRun() ? " end" : "");
    }

    @Test
    void tellsTheRootOfTheStreamAndTheEndsOfRuns() {
        TypedRunnable<Integer, Integer> tool =
                TypedRunnable.ofConfigured(descriptor(RunType.TOOL), (Integer x, RunnableConfig config) -> {
                    CustomEvents.dispatch("inner", x);
                    throw new IllegalStateException("broken");
                });
        TypedRunnable<Integer, Integer> work = TypedRunnable.of("outer", (Integer x) -> {
            CustomEvents.dispatch("begun", x);
            catchThrowable(() -> tool.invoke(x));
            return x;
        });
        List<String> expected = List.of(
                "on_chain_start outer root",
                "on_custom_event begun root",
                "on_tool_start work",
                "on_custom_event inner",
                "on_tool_error work end",
                "on_chain_stream outer root",
                "on_chain_end outer root end");
        assertThat(events(work, 1, config().build()))
                .extracting(StreamEventTest::trait)
                .isEqualTo(expected);
        TypedRunnable<Integer, List<String>> around = TypedRunnable.of(
                "around",
                (Integer x) -> events(work, x, RunnableConfig.empty()).stream()
                        .map(StreamEventTest::trait)
                        .toList());
        assertThat(around.invoke(1)).as("inside another run").isEqualTo(expected);
    }

    @Test
    void isNamedByItsTypeOfRun() {
        for (RunType type : RunType.values()) {
            TypedRunnable<Integer, Integer> work =
                    TypedRunnable.ofConfigured(descriptor(type), (Integer x, RunnableConfig config) -> x);
            assertThat(events(work, 1, config().build()))
                    .extracting(StreamEvent::event)
                    .startsWith("on_" + type.wireName() + "_start")
                    .endsWith("on_" + type.wireName() + "_end");
        }
        assertThat(RunType.CHAT_MODEL.wireName()).isEqualTo("chat_model");
    }

    @Nested
    class AsJson {
        @Test
        void ofAChain() {
            TypedRunnable<Integer, List<Integer>> work = TypedRunnable.of("work", (Integer x) -> {
                CustomEvents.dispatch("e", Map.of("a", x));
                return List.of(x);
            });
            assertThat(json(work, 1, config().build()))
                    .containsExactly(
                            "{\"event\":\"on_chain_start\",\"data\":{\"input\":1},\"name\":\"work\",\"tags\":[\"t\"],"
                                    + RUN_ID + ",\"metadata\":{\"k\":1},\"parent_ids\":[]}",
                            "{\"event\":\"on_custom_event\"," + RUN_ID
                                    + ",\"name\":\"e\",\"tags\":[\"t\"],\"metadata\":{\"k\":1},\"data\":{\"a\":1},\"parent_ids\":[]}",
                            "{\"event\":\"on_chain_stream\"," + RUN_ID
                                    + ",\"name\":\"work\",\"tags\":[\"t\"],\"metadata\":{\"k\":1},\"data\":{\"chunk\":[1]},\"parent_ids\":[]}",
                            "{\"event\":\"on_chain_end\",\"data\":{\"output\":[1]}," + RUN_ID
                                    + ",\"name\":\"work\",\"tags\":[\"t\"],\"metadata\":{\"k\":1},\"parent_ids\":[]}");
        }

        @Test
        void ofATool() {
            TypedRunnable<Integer, Integer> work =
                    TypedRunnable.ofConfigured(descriptor(RunType.TOOL), (Integer x, RunnableConfig config) -> x + 1);
            assertThat(json(work, 1, config().build()))
                    .containsExactly(
                            "{\"event\":\"on_tool_start\",\"data\":{\"input\":{\"x\":1}},\"name\":\"work\",\"tags\":[\"t\"],"
                                    + RUN_ID + ",\"metadata\":{\"k\":1},\"parent_ids\":[]}",
                            "{\"event\":\"on_tool_end\",\"data\":{\"output\":2}," + RUN_ID
                                    + ",\"name\":\"work\",\"tags\":[\"t\"],\"metadata\":{\"k\":1},\"parent_ids\":[]}");
        }

        @Test
        void ofAToolThatFails() {
            TypedRunnable<Integer, Integer> work =
                    TypedRunnable.ofConfigured(descriptor(RunType.TOOL), (Integer x, RunnableConfig config) -> {
                        throw new IllegalStateException("broken");
                    });
            assertThat(json(work, 1, config().build()))
                    .last()
                    .isEqualTo(
                            "{\"event\":\"on_tool_error\",\"data\":{\"error\":\"java.lang.IllegalStateException: broken\","
                                    + "\"input\":{\"x\":1},\"tool_call_id\":null}," + RUN_ID
                                    + ",\"name\":\"work\",\"tags\":[\"t\"],\"metadata\":{\"k\":1},\"parent_ids\":[]}");
        }

        @Test
        void ofARetriever() {
            TypedRunnable<Integer, List<String>> work = TypedRunnable.ofConfigured(
                    descriptor(RunType.RETRIEVER), (Integer x, RunnableConfig config) -> List.of("doc"));
            assertThat(json(work, 1, config().build()))
                    .containsExactly(
                            "{\"event\":\"on_retriever_start\",\"data\":{\"input\":{\"query\":1}},\"name\":\"work\",\"tags\":[\"t\"],"
                                    + RUN_ID + ",\"metadata\":{\"k\":1},\"parent_ids\":[]}",
                            "{\"event\":\"on_retriever_end\",\"data\":{\"output\":[\"doc\"]}," + RUN_ID
                                    + ",\"name\":\"work\",\"tags\":[\"t\"],\"metadata\":{\"k\":1},\"parent_ids\":[]}");
        }

        @Test
        void ofAChatModel() {
            TypedRunnable<Integer, String> work = TypedRunnable.ofChunks(
                    descriptor(RunType.CHAT_MODEL), (Integer x, RunnableConfig config, ChunkSink<String> chunks) -> {
                        chunks.emit("a");
                        chunks.emit("b");
                    });
            String rest = RUN_ID + ",\"name\":\"work\",\"tags\":[\"t\"],\"metadata\":{\"k\":1},\"parent_ids\":[]}";
            assertThat(json(work, 1, config().build()))
                    .containsExactly(
                            "{\"event\":\"on_chat_model_start\",\"data\":{\"input\":{\"messages\":[1]}},\"name\":\"work\","
                                    + "\"tags\":[\"t\"]," + RUN_ID + ",\"metadata\":{\"k\":1},\"parent_ids\":[]}",
                            "{\"event\":\"on_chat_model_stream\",\"data\":{\"chunk\":\"a\"}," + rest,
                            "{\"event\":\"on_chat_model_stream\",\"data\":{\"chunk\":\"b\"}," + rest,
                            "{\"event\":\"on_chat_model_end\",\"data\":{\"output\":\"ab\"}," + rest);
        }

        @Test
        void ofARunBelowTheRootHasParentIdsAndInputAtTheEnd() {
            TypedRunnable<Integer, Integer> inner = TypedRunnable.of("inner", (Integer x) -> x + 1);
            TypedRunnable<Integer, Integer> outer = TypedRunnable.of("outer", (Integer x) -> inner.invoke(x));
            assertThat(json(outer, 1, config().build()).get(2))
                    .startsWith("{\"event\":\"on_chain_end\",\"data\":{\"output\":2,\"input\":1},\"run_id\":\"")
                    .endsWith(",\"parent_ids\":[\"" + ID + "\"]}");
        }

        @Test
        void keepsNullsAndNestedData() {
            record Progress(int step, @Nullable String note, double[] parts) {}
            assertThat(custom(null).toJson()).contains("\"data\":null,");
            assertThat(custom(new Progress(1, null, new double[] {0.5})).toJson())
                    .contains("\"data\":{\"step\":1,\"note\":null,\"parts\":[0.5]},");
            assertThat(custom("a/b é 日本 \uD83D\uDE00").toJson()).contains("\"data\":\"a/b é 日本 \uD83D\uDE00\",");
        }

        @Test
        void usesTheCodecThatIsGiven() {
            JsonCodec codec = new JsonCodec() {
                @Override
                public String write(@Nullable Object value) {
                    return "\"<" + value + ">\"";
                }

                @Override
                public Object read(String json, Type type) {
                    throw new UnsupportedOperationException();
                }
            };
            assertThat(custom(1).toJson(codec))
                    .contains("\"data\":\"<1>\"")
                    .contains("\"metadata\":{\"k\":\"<1>\"}")
                    .contains("\"name\":\"e\"");
        }
    }

    @Nested
    class MembersThatEventsOfARunShare {
        private final TypedRunnable<Integer, Integer> child = TypedRunnable.of("child", (Integer input) -> {
            CustomEvents.dispatch("inner", input);
            return input;
        });

        private final TypedRunnable<Integer, Integer> parent = TypedRunnable.of("parent", (Integer input) -> {
            CustomEvents.dispatch("outer", 1);
            int output = child.invoke(input);
            CustomEvents.dispatch("outer", 2);
            return output;
        });

        @Test
        void areThoseOfItsRunInWhateverOrderTheyAreWritten() {
            List<StreamEvent> events = events(parent, 1, config().build());
            for (int round = 0; round < 2; round++) {
                for (StreamEvent event : events) {
                    JsonNode json = JACKSON.readTree(event.toJson());
                    assertThat(json.get("run_id").asString())
                            .isEqualTo(event.runId().toString());
                    assertThat(json.get("name").asString()).isEqualTo(event.name());
                    assertThat(json.get("tags").get(0).asString()).isEqualTo("t");
                    assertThat(json.at("/metadata/k").asInt()).isEqualTo(1);
                }
            }
        }

        @Test
        void showMetadataAsTheyAreWhenTheEventIsWritten() {
            List<Integer> changing = new ArrayList<>(List.of(1));
            List<StreamEvent> events =
                    events(parent, 1, config().metadata("list", changing).build());
            assertThat(events.get(1).toJson()).contains("\"list\":[1]");
            changing.add(2);
            assertThat(events).allSatisfy(event -> assertThat(event.toJson()).contains("\"list\":[1,2]"));
        }

        @Test
        void areWrittenByTheCodecThatIsGiven() {
            StreamEvent event = events(parent, 1, config().build()).get(1);
            assertThat(event.toJson()).contains("\"k\":1");
            assertThat(event.toJson(JsonCodec.limitedTo(1))).contains("\"k\":1");
            assertThat(event.toJson(new Upper())).contains("\"k\":\"UPPER\"");
            assertThat(event.toJson()).contains("\"k\":1");
        }

        private static final class Upper implements JsonCodec {
            @Override
            public String write(@Nullable Object value) {
                return "\"UPPER\"";
            }

            @Override
            public Object read(String json, Type type) {
                throw new UnsupportedOperationException();
            }
        }
    }

    @Nested
    class DataOfGeneratedKeys {
        record Note(String text) {}

        /** Not what the codec writes, so that it shows. */
        private static final EventType<Note> NOTE = EventType.of(
                "note",
                Note.class,
                (json, note) -> json.raw("{\"generated\":").string(note.text()).raw("}"));

        private StreamEvent emitted(@Nullable Object data, EventType<?>... declared) {
            RunnableDescriptor descriptor =
                    RunnableDescriptor.builder("work").events(declared).build();
            TypedRunnable<String, String> work = TypedRunnable.of(descriptor, (String input) -> {
                CustomEvents.dispatch("note", data);
                return input;
            });
            return events(work, "x", config().build()).get(1);
        }

        @Test
        void areWrittenByGeneratedCode() {
            StreamEvent event = emitted(new Note("a\"b"), EventType.of("other"), NOTE);
            assertThat(event.toJson()).contains("\"data\":{\"generated\":\"a\\\"b\"},\"parent_ids\"");
            assertThat(event.toJson(JsonCodec.defaultCodec())).isEqualTo(event.toJson());
        }

        @Test
        void areWrittenByAnotherCodecThatIsGiven() {
            StreamEvent event = emitted(new Note("a"), NOTE);
            assertThat(event.toJson(JsonCodec.limitedTo(100))).contains("\"data\":{\"text\":\"a\"}");
        }

        @Test
        void areWrittenByTheCodecWhereTheyAreOfAnotherTypeOrNotDeclared() {
            assertThat(emitted(List.of("a"), NOTE).toJson()).contains("\"data\":[\"a\"]");
            assertThat(emitted(null, NOTE).toJson()).contains("\"data\":null");
            assertThat(emitted(new Note("a"), EventType.of("other")).toJson()).contains("\"data\":{\"text\":\"a\"}");
        }
    }

    @Nested
    class WhatCannotBeWritten {
        /** A getter that throws. */
        public static final class Broken {
            public String getValue() {
                throw new UnsupportedOperationException("no value");
            }
        }

        private void assertNote(StreamEvent event, String pointer, String message) {
            JsonNode json = JACKSON.readTree(event.toJson());
            assertThat(json.at(pointer + "/__error__").asString()).isEqualTo("IllegalArgumentException");
            assertThat(json.at(pointer + "/message").asString())
                    .contains("cannot be written as JSON")
                    .contains(message);
            assertThat(json.at("/name").asString()).isEqualTo(event.name());
        }

        @Test
        void isReplacedByANote() {
            List<Object> cycle = new ArrayList<>();
            cycle.add(cycle);
            assertNote(custom(cycle), "/data", "java.util.ArrayList");
            assertNote(custom(new Broken()), "/data", "no value");
        }

        /** A getter that throws an error. */
        public static final class Erroneous {
            private final Error error;

            Erroneous(Error error) {
                this.error = error;
            }

            public String getValue() {
                throw error;
            }
        }

        @Test
        void isReplacedByANoteAlsoAtErrors() {
            for (Error error : List.of(
                    new AssertionError("wrong"), new NoClassDefFoundError("gone"), new StackOverflowError("deep"))) {
                JsonNode json = JACKSON.readTree(custom(new Erroneous(error)).toJson());
                assertThat(json.at("/data/__error__").asString()).isNotEmpty();
                assertThat(json.at("/data/message").asString()).isNotEmpty();
                assertThat(json.at("/name").asString()).isEqualTo("e");
            }
            assertThatThrownBy(() -> custom(new Erroneous(new OutOfMemoryError("none left")))
                            .toJson())
                    .as("the JVM itself is in trouble")
                    .hasMessage("none left");
        }

        @Test
        void isReplacedByANoteWhenItIsTooLong() {
            StreamEvent event = custom("x".repeat(100));
            JsonNode json = JACKSON.readTree(event.toJson(JsonCodec.limitedTo(50)));
            assertThat(json.at("/data/message").asString()).contains("longer as JSON than 50 characters");
            assertThat(JACKSON.readTree(event.toJson()).at("/data").asString()).hasSize(100);
        }

        @Test
        void isReplacedByANoteWhateverACodecThrows() {
            JsonCodec broken = new JsonCodec() {
                @Override
                public String write(Object value) {
                    throw new IllegalStateException("the codec is broken: \"x\"");
                }

                @Override
                public Object read(String json, Type type) {
                    throw new UnsupportedOperationException();
                }
            };
            JsonNode json = JACKSON.readTree(custom(1).toJson(broken));
            assertThat(json.at("/data/__error__").asString()).isEqualTo("IllegalStateException");
            assertThat(json.at("/data/message").asString()).isEqualTo("the codec is broken: \"x\"");
        }

        @Test
        void leavesTheStreamAndTheOtherValuesAlone() {
            TypedRunnable<Object, Object> work = TypedRunnable.of("work", (Object input) -> {
                CustomEvents.dispatch("e", input);
                CustomEvents.dispatch("f", 1);
                return input;
            });
            RunnableConfig config = config().metadata("bad", new Broken()).build();
            List<StreamEvent> events = events(work, new Broken(), config);
            assertThat(events).hasSize(5);
            assertNote(events.get(0), "/data/input", "no value");
            assertNote(events.get(1), "/data", "no value");
            assertNote(events.get(2), "/metadata/bad", "no value");
            assertNote(events.get(3), "/data/chunk", "no value");
            assertNote(events.get(4), "/data/output", "no value");
            JsonNode json = JACKSON.readTree(events.get(2).toJson());
            assertThat(json.at("/data").asInt()).isEqualTo(1);
            assertThat(json.at("/metadata/k").asInt()).isEqualTo(1);
        }
    }

    @Nested
    class Strings {
        private void assertWrittenAsByJackson(String text) {
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> {
                CustomEvents.dispatch(text, text);
                return input;
            });
            String expected = JsonCodec.defaultCodec().write(text);
            String json = events(
                            work,
                            "x",
                            RunnableConfig.builder()
                                    .runId(ID)
                                    .tags(text)
                                    .metadata(text, text)
                                    .build())
                    .get(1)
                    .toJson();
            assertThat(json)
                    .isEqualTo("{\"event\":\"on_custom_event\"," + RUN_ID + ",\"name\":" + expected + ",\"tags\":["
                            + expected + "],\"metadata\":{" + expected + ":" + expected + "},\"data\":" + expected
                            + ",\"parent_ids\":[]}");
        }

        @Test
        void ofTheEnvelopeAreWrittenAsTheDataAre() {
            StringBuilder ascii = new StringBuilder();
            for (char c = 0; c < 0x100; c++) {
                ascii.append(c);
            }
            assertWrittenAsByJackson(ascii.toString());
            assertWrittenAsByJackson("");
            assertWrittenAsByJackson("\u2028\u2029\uFEFF\uFFFF");
            assertWrittenAsByJackson("\uD83D\uDE00 and lone \uD83D, \uDE00");
        }

        @Test
        void ofAnyKindAreWrittenAsTheDataAre() {
            Random random = new Random(42);
            for (int i = 0; i < 500; i++) {
                StringBuilder text = new StringBuilder();
                int length = random.nextInt(40);
                for (int c = 0; c < length; c++) {
                    text.append((char)
                            switch (random.nextInt(4)) {
                                case 0 -> random.nextInt(0x20);
                                case 1 -> random.nextInt(0x80);
                                case 2 -> 0xD800 + random.nextInt(0x800);
                                default -> random.nextInt(0x10000);
                            });
                }
                assertWrittenAsByJackson(text.toString());
            }
        }
    }

    @Nested
    class Payloads {
        private static final EventType<Integer> COUNT = EventType.of("e", Integer.class);

        @Test
        void areTyped() {
            assertThat(custom(1).matches(COUNT)).isTrue();
            assertThat(custom(1).payload(COUNT)).isEqualTo(1);
            assertThat(custom("one").matches(COUNT)).isFalse();
            assertThat(custom(null).payload(COUNT)).isNull();
        }

        @Test
        void belongToCustomEventsOnly() {
            List<StreamEvent> events = events(TypedRunnable.of("e", (Integer x) -> x), 1, config().build());
            assertThat(events.get(0).matches(COUNT)).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> events.get(0).payload(COUNT))
                    .withMessageContaining("on_chain_start")
                    .withMessageContaining("e(Integer)")
                    .withMessageContaining("matches");
        }
    }

    @Test
    void toStringTellsKindNameAndData() {
        assertThat(custom(1)).hasToString("on_custom_event e 1");
    }

    @Test
    void dataAreUnmodifiableMapsOrTheProgramsOwn() {
        List<StreamEvent> events = events(TypedRunnable.of("work", (Integer x) -> x), 1, config().build());
        for (StreamEvent event : events) {
            assertThatThrownBy(() -> ((Map<?, ?>) event.data()).clear())
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        List<Integer> own = Arrays.asList(1, 2);
        assertThat(custom(own).data()).isSameAs(own);
    }
}
