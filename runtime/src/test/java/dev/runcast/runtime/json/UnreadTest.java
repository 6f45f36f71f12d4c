package dev.runcast.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.tree.RunTree;
import dev.runcast.runtime.tree.RunTreeRecorder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** What the program would lose, or notice, if an observer's JSON read it. */
class UnreadTest {
    private static final JsonMapper JACKSON = JsonMapper.builder().build();
    private static final List<String> LINES = List.of("a", "b");

    private final JsonCodec codec = JsonCodec.defaultCodec();

    /** Something that is read once, and what is left of it. */
    record OneShot<T>(T value, ReadAll<T> readAll) {
        Object rest() throws IOException {
            return readAll.from(value);
        }

        @Override
        public String toString() {
            return value.getClass().getSimpleName();
        }
    }

    interface ReadAll<T> {
        Object from(T value) throws IOException;
    }

    private static <T> Arguments of(T value, ReadAll<T> readAll, Object expected) {
        return Arguments.of(new OneShot<>(value, readAll), expected);
    }

    private static List<Object> all(Iterator<?> iterator) {
        List<Object> all = new ArrayList<>();
        iterator.forEachRemaining(all::add);
        return all;
    }

    static Stream<Arguments> oneShots() {
        Stream<String> lines = LINES.stream();
        Iterable<String> once = lines::iterator;
        return Stream.of(
                of(LINES.iterator(), UnreadTest::all, LINES),
                of(LINES.listIterator(), UnreadTest::all, LINES),
                of(new ArrayDeque<>(LINES).descendingIterator(), UnreadTest::all, List.of("b", "a")),
                of(IntStream.of(1, 2).iterator(), UnreadTest::all, List.of(1, 2)),
                of(new Scanner("a b"), UnreadTest::all, LINES),
                of(Collections.enumeration(LINES), values -> all(values.asIterator()), LINES),
                of(new StringTokenizer("a b"), values -> all(values.asIterator()), LINES),
                of(LINES.stream(), values -> values.collect(Collectors.toList()), LINES),
                of(IntStream.of(1, 2), values -> values.boxed().toList(), List.of(1, 2)),
                of(LINES.spliterator(), values -> values.estimateSize(), 2L),
                of(once, values -> all(values.iterator()), LINES),
                of(new StringReader("text"), reader -> new Scanner(reader).next(), "text"),
                of(new ByteArrayInputStream(new byte[] {1, 2}), InputStream::available, 2),
                of(channel(), channel -> channel.read(ByteBuffer.allocate(9)), 2));
    }

    private static ReadableByteChannel channel() {
        return Channels.newChannel(new ByteArrayInputStream(new byte[] {1, 2}));
    }

    @ParameterizedTest
    @MethodSource("oneShots")
    void refusesWhatIsReadOnce(OneShot<?> oneShot, Object expected) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.write(oneShot.value()))
                .withMessage("A value of " + oneShot.value().getClass().getName()
                        + " cannot be written as JSON: reading it could change it or use it up."
                        + " Send a copy of what matters, such as a list.");
        assertThat(oneShot.rest()).isEqualTo(expected);
    }

    record Held(int before, @Nullable Object value, int after) {}

    @ParameterizedTest
    @MethodSource("oneShots")
    void writesANoteInItsPlaceWhereverItIs(OneShot<?> oneShot, Object expected) throws IOException {
        Object value = oneShot.value();
        List<Object> holders = List.of(
                new Held(1, value, 2),
                Map.of("value", value),
                Map.of("value", Optional.of(value)),
                Map.of("value", new AtomicReference<>(value)),
                new Held(1, new Held(1, value, 2), 2),
                new Held(1, List.of(value), 2),
                new Held(1, new Object[] {value}, 2),
                List.of(Map.of("value", List.of(value))));
        for (Object holder : holders) {
            JsonNode json = JACKSON.readTree(codec.write(holder));
            assertThat(json.findValuesAsString("__error__"))
                    .as(json.toString())
                    .containsExactly("IllegalArgumentException");
            assertThat(json.findValuesAsString("message"))
                    .singleElement()
                    .asString()
                    .contains(value.getClass().getName());
        }
        assertThat(codec.write(new Held(1, value, 2)))
                .startsWith("{\"before\":1,")
                .endsWith(",\"after\":2}");
        assertThat(oneShot.rest()).isEqualTo(expected);
    }

    record Typed(
            Iterator<String> lines,
            Stream<String> stream,
            @Nullable InputStream none,
            Iterator<?>[] all) {}

    @Test
    void writesANoteInThePlaceOfComponentsThatAreDeclaredSo() {
        Iterator<String> lines = LINES.iterator();
        Stream<String> stream = LINES.stream();
        JsonNode json = JACKSON.readTree(codec.write(new Typed(lines, stream, null, new Iterator<?>[] {lines})));
        assertThat(json.at("/lines/__error__").asString()).isEqualTo("IllegalArgumentException");
        assertThat(json.at("/stream/__error__").asString()).isEqualTo("IllegalArgumentException");
        assertThat(json.at("/none").isNull()).isTrue();
        assertThat(json.at("/all/0/__error__").asString()).isEqualTo("IllegalArgumentException");
        assertThat(all(lines)).isEqualTo(LINES);
        assertThat(stream).containsExactlyElementsOf(LINES);
    }

    public static final class Document {
        int opened;

        public String getName() {
            return "tea";
        }

        /** Opens what it returns, as Spring's {@code Resource} does. */
        public InputStream getInputStream() {
            opened++;
            return new ByteArrayInputStream(new byte[0]);
        }
    }

    @Test
    void doesNotCallGettersThatOpenSomething() {
        Document document = new Document();
        JsonNode json = JACKSON.readTree(codec.write(document));
        assertThat(json.get("name").asString()).isEqualTo("tea");
        assertThat(json.at("/inputStream/__error__").asString()).isEqualTo("IllegalArgumentException");
        assertThat(document.opened).isZero();
    }

    @Test
    void doesNotAskSuppliers() {
        AtomicInteger counter = new AtomicInteger();
        IntSupplier next = counter::incrementAndGet;
        Supplier<Integer> other = counter::incrementAndGet;
        assertThat(codec.write(Map.of("next", next))).contains("__error__");
        assertThat(codec.write(Map.of("other", other))).doesNotContain("1");
        assertThat(counter).hasValue(0);
    }

    @Test
    void doesNotSubscribe() {
        AtomicInteger subscriptions = new AtomicInteger();
        Flow.Publisher<String> publisher = subscriber -> subscriptions.incrementAndGet();
        assertThat(codec.write(List.of(publisher))).contains("__error__");
        assertThat(subscriptions).hasValue(0);
    }

    @Test
    void doesNotAskWhatIsOutsideTheProgram() throws IOException {
        assertThat(codec.write(
                        List.of(URI.create("https://localhost:1/").toURL().openConnection())))
                .contains("Connection")
                .contains("__error__");
    }

    /** A resource, though it has properties. */
    public static final class Session implements AutoCloseable {
        public String getId() {
            throw new AssertionError("was asked");
        }

        @Override
        public void close() {}
    }

    @Test
    void doesNotAskWhatHasToBeClosed() {
        assertThat(codec.write(List.of(new Session()))).contains("__error__");
    }

    record Lease(String id) implements AutoCloseable {
        @Override
        public void close() {}
    }

    public static final class Ticket implements AutoCloseable {
        @JsonValue
        public String number() {
            return "7";
        }

        @Override
        public void close() {}
    }

    @JsonSerialize(using = ToStringSerializer.class)
    static final class Cursor implements AutoCloseable {
        @Override
        public void close() {}

        @Override
        public String toString() {
            return "at 3";
        }
    }

    public static final class Page implements Iterable<String> {
        public List<String> getContent() {
            return LINES;
        }

        @Override
        public Iterator<String> iterator() {
            throw new AssertionError("was read");
        }
    }

    record Wide(Iterable<String> lines) {}

    @Test
    void writesWhatIsData() {
        assertThat(codec.write(new TreeSet<>(LINES))).isEqualTo("[\"a\",\"b\"]");
        assertThat(codec.write(Map.of("a", 1).entrySet())).isEqualTo("[{\"a\":1}]");
        assertThat(codec.write(new ArrayDeque<>(LINES))).isEqualTo("[\"a\",\"b\"]");
        assertThat(codec.write(new Wide(LINES))).as("its value is a list").isEqualTo("{\"lines\":[\"a\",\"b\"]}");
        assertThat(codec.write(Path.of("a"))).contains("a").doesNotContain("__error__");
        assertThat(codec.write(JACKSON.readTree("{\"a\":[1]}"))).isEqualTo("{\"a\":[1]}");
        assertThat(codec.write(new Lease("x"))).as("a record").isEqualTo("{\"id\":\"x\"}");
        assertThat(codec.write(new Ticket())).as("says its JSON itself").isEqualTo("\"7\"");
        assertThat(codec.write(new Cursor())).as("names its serializer").isEqualTo("\"at 3\"");
        assertThat(codec.write(new Page())).as("has properties").isEqualTo("{\"content\":[\"a\",\"b\"]}");
    }

    @Test
    void leavesTheProgramWhatItsObserversWatch() {
        RunTreeRecorder recorder = new RunTreeRecorder();
        Iterator<String> input = LINES.iterator();
        Iterator<String> data = LINES.iterator();
        Stream<String> output = LINES.stream();
        TypedRunnable<Iterator<String>, Stream<String>> work =
                TypedRunnable.ofConfigured("work", (Iterator<String> lines, RunnableConfig config) -> {
                    CustomEvents.dispatch("found", Map.of("lines", data), config);
                    return output;
                });
        RunnableConfig config = RunnableConfig.builder()
                .addHandler(recorder)
                .metadata("lines", data)
                .build();
        try (EventStream events = work.streamEvents(input, config)) {
            assertThat(events).allSatisfy(event -> assertThat(event.toJson()).contains("__error__"));
        }
        RunTree tree = recorder.roots().get(0);
        assertThat(JACKSON.readTree(tree.toJson()).findValues("__error__")).hasSize(4);
        assertThat(tree.toText()).contains("{\"lines\":{\"__error__\"");
        assertThat(all(input)).isEqualTo(LINES);
        assertThat(all(data)).isEqualTo(LINES);
        assertThat(output).containsExactlyElementsOf(LINES);
    }

    @Test
    void leavesBuffersWhereTheyAre() {
        for (ByteBuffer buffer : List.of(ByteBuffer.allocate(4), ByteBuffer.allocateDirect(4))) {
            buffer.put((byte) 1);
            codec.write(buffer);
            assertThat(buffer.position()).isEqualTo(1);
            assertThat(buffer.limit()).isEqualTo(4);
        }
    }

    @Test
    void leavesTheOrderOfMapsThatKnowTheirLastUse() {
        Map<String, Integer> recent = new LinkedHashMap<>(4, 0.75f, true);
        recent.put("a", 1);
        recent.put("b", 2);
        codec.write(recent);
        assertThat(recent.keySet()).containsExactly("a", "b");
    }

    @Test
    void readsACollectionThatIsEndlessUpToTheLimitOnly() {
        AtomicInteger made = new AtomicInteger();
        List<String> endless = new AbstractList<>() {
            @Override
            public String get(int index) {
                return "line " + made.incrementAndGet();
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonCodec.limitedTo(10_000).write(Arrays.asList(1, endless)))
                .withMessageContaining("longer as JSON");
        assertThat(made.get()).as("it stops soon").isLessThan(10_000);
    }
}
