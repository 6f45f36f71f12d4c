package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twice as much to compile takes about twice the work. What the compiling thread allocates stands for the work, since, unlike time, it
 * hardly depends on what else the machine does: twice as much if the work is linear, and four times as much if it is quadratic.
 */
class ScalingTest {
    private static final int MEMBERS = 600;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path output;

    static List<Arguments> shapes() {
        return List.of(
                Arguments.of("events of a method", shape(ScalingTest::eventsOfAMethod)),
                Arguments.of("runnables with an event each", shape(ScalingTest::runnables)),
                Arguments.of("runnables that share an event", shape(ScalingTest::runnablesOfOneEvent)),
                Arguments.of("calls of an emitter", shape(ScalingTest::calls)));
    }

    private static IntFunction<String> shape(IntFunction<String> shape) {
        return shape;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void isLinear(String name, IntFunction<String> shape) {
        allocated(shape.apply(MEMBERS), "warm-up");

        long once = allocated(shape.apply(MEMBERS), "once");
        long twice = allocated(shape.apply(2 * MEMBERS), "twice");

        assertThat((double) twice / once).isLessThan(2.5);
    }

    private long allocated(String source, String folder) {
        List<Source> sources = List.of(new Source("com/example/Large.java", source));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        CompilerTool.Result compilation = CompilerTool.JAVAC.compile(output.resolve(folder), sources);
        long after = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        return after - before;
    }

    private static String eventsOfAMethod(int count) {
        return type(numbered(count, "  @EmitsEvent(name = \"event%1$d\", payload = Event%1$d.class)%n")
                + "  @Runnable void work(LargeEvents events) {}\n"
                + numbered(count, "  record Event%1$d(int step, String note) {}%n"));
    }

    private static String runnables(int count) {
        return type(
                numbered(
                        count,
                        "  @Runnable @EmitsEvent(name = \"event%1$d\") void work%1$d(LargeEvents events, RunnableConfig config) {}%n"));
    }

    private static String runnablesOfOneEvent(int count) {
        return type(numbered(
                count,
                "  @Runnable @EmitsEvent(name = \"done\") void work%1$d(LargeEvents events) { events.done(); }%n"));
    }

    private static String calls(int count) {
        return type("  @Runnable\n" + numbered(count, "  @EmitsEvent(name = \"event%1$d\")%n")
                + "  void work(LargeEvents events) {\n" + numbered(count, "    events.event%1$d();%n") + "  }\n");
    }

    private static String type(String members) {
        return """
                package com.example;

                import dev.runcast.annotations.EmitsEvent;
                import dev.runcast.annotations.Runnable;
                import dev.runcast.runtime.RunnableConfig;

                class Large {
                  static final RunnableConfig CONFIG = RunnableConfig.empty();

                """ + members + "}\n";
    }

    private static String numbered(int count, String line) {
        return IntStream.range(0, count)
                .mapToObj(number -> String.format(Locale.ROOT, line, number))
                .collect(Collectors.joining());
    }
}
