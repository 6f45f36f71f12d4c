package dev.runcast.runtime.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeepRunTreeTest {
    private static final RunnableDescriptor LEVEL =
            RunnableDescriptor.builder("level").build();
    private static final Pattern ORDER = Pattern.compile("\"dotted_order\":\"([^\"]+)\"");

    private final RunTreeRecorder recorder = new RunTreeRecorder();

    /**
     * Nests runs without a stack, since that of the test is not to be what gives way. Each has an event, and a microsecond of its own
     * to start in.
     */
    private RunTree tree(int depth) {
        RunnableConfig first = RunnableConfig.builder().addHandler(recorder).build();
        RunnableConfig config = first;
        Deque<ManualRun> open = new ArrayDeque<>();
        for (int i = 0; i < depth; i++) {
            Instant last = config == first ? Instant.MIN : open.element().run().startTime();
            while (!Instant.now().isAfter(last.plus(1, ChronoUnit.MICROS))) {
                Thread.onSpinWait();
            }
            open.push(ManualRun.start(LEVEL, i, config));
            config = open.element().config();
            CustomEvents.dispatch("event", i, config);
        }
        open.forEach(run -> run.end(null));
        return recorder.roots().get(0);
    }

    private static List<Run> runs(RunTree tree) {
        List<Run> runs = new ArrayList<>();
        for (RunTree each = tree;
                each != null;
                each = each.children().isEmpty() ? null : each.children().get(0)) {
            runs.add(each.run());
        }
        return runs;
    }

    private static List<String> orders(String json) {
        return ORDER.matcher(json).results().map(order -> order.group(1)).toList();
    }

    @Test
    void mayBeOfAnyDepth() {
        RunTree tree = tree(10_000);
        assertThat(runs(tree)).hasSize(10_000);
        assertThat(tree.toText().lines()).hasSize(20_000);
        String json = tree.toJson();
        assertThat(json).startsWith("{\"id\":\"").endsWith("\"}");
        assertThat(orders(json)).hasSize(10_000);
        assertThat(json.chars().filter(c -> c == '{').count())
                .isEqualTo(json.chars().filter(c -> c == '}').count());
        assertThat(json.length()).as("about 3,000 characters for each run").isLessThan(10_000 * 3_000);
        assertThat(tree.toText().length())
                .as("about 120 characters for each line")
                .isLessThan(20_000 * 130);
    }

    @Test
    void hasAllSegmentsOfItsOrderUpToThirtyTwo() {
        RunTree tree = tree(40);
        List<Run> runs = runs(tree);
        String json = tree.toJson();
        List<String> orders = orders(json); // the deepest first
        for (int depth = 0; depth < 40; depth++) {
            List<Run> expected = new ArrayList<>(runs.subList(0, depth + 1));
            if (depth >= 32) {
                expected.subList(30, depth - 1).clear(); // keeps the uppermost 30, the parent and the run
            }
            assertThat(ids(orders.get(39 - depth)))
                    .as("depth %s", depth)
                    .isEqualTo(expected.stream().map(run -> run.id().toString()).toList());
        }
        assertThat(orders).allMatch(order -> order.startsWith(orders.get(39)));
        assertThat(json.split("\"trace_id\":\"" + tree.run().id(), -1)).hasSize(41);
    }

    private static List<String> ids(String order) {
        return Arrays.stream(order.split("\\."))
                .map(segment -> segment.substring(segment.indexOf('Z') + 1))
                .toList();
    }

    @Test
    void sortsEachRunAfterItsParent() {
        List<String> orders = orders(tree(60).toJson());
        List<String> sorted = orders.stream().sorted().toList();
        assertThat(sorted.stream().map(DeepRunTreeTest::last))
                .containsExactlyElementsOf(IntStream.range(0, 60)
                        .mapToObj(i -> last(orders.get(59 - i)))
                        .toList());
    }

    private static String last(String order) {
        return order.substring(order.lastIndexOf('.') + 1);
    }

    @Test
    void writesAPartAsInTheWhole() {
        RunTree tree = tree(50);
        String whole = tree.toJson();
        for (RunTree part = tree;
                !part.children().isEmpty();
                part = part.children().get(0)) {
            assertThat(whole).contains(part.children().get(0).toJson());
        }
    }

    @Test
    void numbersTheLevelsThatItDoesNotIndent() {
        List<String> lines = tree(36).toText().lines().toList();
        assertThat(lines).hasSize(72);
        assertThat(lines.get(1)).isEqualTo("├─ · event 0");
        String indent = "   ".repeat(31);
        assertThat(lines.subList(63, 70))
                .extracting(line -> line.replaceAll(", \\d+ ms", ""))
                .containsExactly(
                        indent + "├─ · event 31",
                        indent + "└─ level, succeeded",
                        indent + "   [33] · event 32",
                        indent + "   [33] level, succeeded",
                        indent + "   [34] · event 33",
                        indent + "   [34] level, succeeded",
                        indent + "   [35] · event 34");
    }

    @Test
    void keepsTheOrderOfSiblingsOnEveryLevel() {
        RunnableConfig config = RunnableConfig.builder().addHandler(recorder).build();
        ManualRun root = ManualRun.start(LEVEL, "root", config);
        for (String name : List.of("a", "b", "c")) {
            ManualRun child = ManualRun.start(LEVEL, name, root.config());
            for (String below : List.of("1", "2")) {
                ManualRun.start(LEVEL, name + below, child.config()).end(null);
            }
            child.end(null);
        }
        root.end(null);
        String json = recorder.roots().get(0).toJson();
        Matcher inputs = Pattern.compile("\"inputs\":\\{\"input\":\"(\\w+)\"}").matcher(json);
        assertThat(inputs.results().map(input -> input.group(1)).collect(Collectors.joining(" ")))
                .isEqualTo("root a a1 a2 b b1 b2 c c1 c2");
    }
}
