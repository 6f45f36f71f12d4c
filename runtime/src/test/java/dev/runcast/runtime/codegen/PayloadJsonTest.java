package dev.runcast.runtime.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.TypeRef;
import dev.runcast.runtime.json.JsonCodec;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is written like Jackson, for random types and values, is tested with the processor. These are the ways out. */
class PayloadJsonTest {
    private record Node(String name, @Nullable Node next) {}

    private static final EventType<Node> NODE = EventType.of("node", Node.class, PayloadJsonTest::writeNode);

    private static final EventType<List<Node>> NODES = EventType.of(
            "nodes", new TypeRef<List<Node>>() {}, (json, nodes) -> json.list(nodes, PayloadJsonTest::writeNode));

    private static final EventType<Map<String, Number>> NUMBERS = EventType.of(
            "numbers", new TypeRef<Map<String, Number>>() {}, (json, map) -> json.map(map, PayloadJson::scalar));

    /** As it is generated. */
    private static void writeNode(PayloadJson json, @Nullable Node value) {
        if (json.begin(value)) {
            json.raw("\"name\":").string(value.name());
            writeNode(json.raw(",\"next\":"), value.next());
            json.end();
        }
    }

    private static Node nested(int depth) {
        Node node = new Node("leaf", null);
        for (int i = 1; i < depth; i++) {
            node = new Node("", node);
        }
        return node;
    }

    @Test
    void appendsWhatTheCodecWrites() {
        StringBuilder json = new StringBuilder("[");
        Node node = new Node("a\"", new Node("b", null));

        assertThat(NODE.tryAppendJson(json, node)).isTrue();

        assertThat(json).hasToString("[" + JsonCodec.defaultCodec().write(node));
    }

    @Test
    void leavesWhatItDoesNotKnowToTheCodec() {
        assertLeft(EventType.of("node", Node.class), new Node("a", null));
        assertLeft(NODE, null);
        assertLeft(NODE, "another type");
        assertLeft(NODES, List.of("another type"));
        assertLeft(NODES, new AbstractList<Node>() {
            @Override
            public Node get(int index) {
                return new Node("of a list that may say how it is written", null);
            }

            @Override
            public int size() {
                return 1;
            }
        });
        assertLeft(NUMBERS, Map.of("a", new BigDecimal("1") {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
                return "not a number";
            }
        }));
        assertLeft(NUMBERS, Collections.singletonMap(null, 1));
        assertLeft(NUMBERS, new HashMap<>(Map.of(1, 2)));
    }

    @Test
    void leavesWhatFailsToTheCodec() {
        EventType<Node> failing = EventType.of("node", Node.class, (json, node) -> {
            json.raw("{\"half");
            throw new IllegalStateException("the accessor failed");
        });

        assertLeft(failing, new Node("a", null));
        assertLeft(
                EventType.of("node", Node.class, (json, node) -> {
                    throw new AssertionError("whatever it is");
                }),
                new Node("a", null));
    }

    @Test
    void doesNotHideThatTheJvmIsInTrouble() {
        EventType<Node> failing = EventType.of("node", Node.class, (json, node) -> {
            throw new InternalError("a broken JVM");
        });

        assertThatExceptionOfType(InternalError.class)
                .isThrownBy(() -> failing.tryAppendJson(new StringBuilder(), new Node("a", null)));
    }

    @Test
    void writesAsDeepAsJackson() {
        assertThat(NODE.tryAppendJson(new StringBuilder(), nested(500))).isTrue();
        assertThat(JsonCodec.defaultCodec().write(nested(500))).isNotEmpty();

        assertLeft(NODE, nested(501));
        assertLeft(NODE, nested(100_000));
        assertLeft(NODES, List.of(nested(500)));
    }

    @Test
    void stopsAtTheLimitOfTheCodec() {
        String half = "x".repeat(JsonCodec.DEFAULT_LIMIT / 2);
        assertLeft(NODE, new Node(half, new Node(half, null)));

        Node asLong = new Node("x".repeat(JsonCodec.DEFAULT_LIMIT - "{\"name\":\"\",\"next\":null}".length()), null);
        assertThat(NODE.tryAppendJson(new StringBuilder(), asLong)).isTrue();
        assertThat(JsonCodec.defaultCodec().write(asLong)).hasSize(JsonCodec.DEFAULT_LIMIT);
        assertLeft(NODE, new Node(asLong.name() + "x", null));

        List<Node> many = new ArrayList<>(Collections.nCopies(JsonCodec.DEFAULT_LIMIT, null));
        assertLeft(NODES, many);
    }

    private static void assertLeft(EventType<?> type, @Nullable Object data) {
        StringBuilder json = new StringBuilder("before");
        assertThat(type.tryAppendJson(json, data)).isFalse();
        assertThat(json).hasToString("before");
    }
}
