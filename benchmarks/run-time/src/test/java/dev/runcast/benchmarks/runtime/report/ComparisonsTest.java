package dev.runcast.benchmarks.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

class ComparisonsTest {
    private static final List<String> PACKAGES =
            List.of("dev.runcast.benchmarks.runtime.", "dev.runcast.runtime.engine.run.");
    private static final Pattern NAME = Pattern.compile("(\\w+Benchmark)\\.(\\w+)(?:\\((\\w+)=(\\d+)\\))?");

    /** What is no benchmark of JMH, but measured by {@code benchmarks/run} in another way. */
    private static final Pattern OTHERS =
            Pattern.compile("langchain-core|@langchain/core|(UnreadStream|OpenRunsMemory|FirstRun)\\.\\w+");

    static Stream<String> names() {
        return Comparisons.all().stream()
                .flatMap(comparison -> Stream.of(comparison.measured(), comparison.peer()))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsComparedIsMeasured(String name) throws ReflectiveOperationException {
        if (OTHERS.matcher(name).matches()) {
            return;
        }
        Matcher matcher = NAME.matcher(name);
        assertThat(matcher.matches()).as(name).isTrue();
        Class<?> type = type(matcher.group(1));
        assertThat(type.getMethods())
                .anyMatch(method ->
                        method.getName().equals(matcher.group(2)) && method.isAnnotationPresent(Benchmark.class));
        List<String> params = Arrays.stream(type.getFields())
                .filter(field -> field.isAnnotationPresent(Param.class))
                .map(field -> field.getName())
                .toList();
        if (matcher.group(3) == null) {
            assertThat(params).isEmpty();
        } else {
            assertThat(params).containsExactly(matcher.group(3));
            Param param = type.getField(matcher.group(3)).getAnnotation(Param.class);
            assertThat(param.value()).contains(matcher.group(4));
        }
    }

    private static Class<?> type(String simpleName) throws ClassNotFoundException {
        for (String prefix : PACKAGES) {
            try {
                return Class.forName(prefix + simpleName);
            } catch (ClassNotFoundException absent) {
                continue; // with the next package
            }
        }
        throw new ClassNotFoundException(simpleName);
    }
}
