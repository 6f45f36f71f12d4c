package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random annotations of types, with random targets, visibility and values, on random places. What is generated compiles without a
 * warning, and repeats each annotation that it can see, with the same values, and no other.
 */
class CopiedAnnotationsTest {
    private static final int ANNOTATIONS = 40;
    private static final int METHODS = 60;

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void compileAndAreTheSame(CompilerTool compiler) throws Exception {
        long seed = new Random().nextLong();
        List<Source> sources = new RandomAnnotations(seed).sources(ANNOTATIONS, METHODS);

        CompilerTool.Result compilation = compiler.compile(output, sources);

        assertThat(compilation.succeeded())
                .as("new RandomAnnotations(%dL)%n%s", seed, compilation.log())
                .isTrue();
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {compilation.classesUrl()}, getClass().getClassLoader())) {
            Class<?> source = classes.loadClass("com.example.Subject");
            Class<?> wrapper = classes.loadClass("com.example.SubjectRunnables");
            for (int i = 0; i < METHODS; i++) {
                AnnotatedType original = parameter(source, "method" + i);
                AnnotatedType copy = parameter(wrapper, "method" + i);
                assertThat(annotations(copy).toList())
                        .as("method%d of new RandomAnnotations(%dL)", i, seed)
                        .isEqualTo(annotations(original)
                                .filter(CopiedAnnotationsTest::isVisible)
                                .toList());
            }
        }
    }

    private static AnnotatedType parameter(Class<?> type, String name) {
        Method method = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return method.getAnnotatedParameterTypes()[0];
    }

    /** Returns those of the type, and of its arguments. */
    private static Stream<Annotation> annotations(AnnotatedType type) {
        Stream<Annotation> inner = type instanceof AnnotatedParameterizedType parameterized
                ? Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
                        .flatMap(CopiedAnnotationsTest::annotations)
                : Stream.empty();
        return Stream.concat(Arrays.stream(type.getAnnotations()), inner);
    }

    /** The names of what generated code cannot see, or may not name, say so. */
    private static boolean isVisible(Annotation annotation) {
        return !annotation.toString().contains("Hidden");
    }
}
