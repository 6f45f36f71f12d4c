package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What comments say of parameters goes as plain text into descriptors, and from there into schemas that models read. */
class ParameterDocsTest {
    static final List<Arguments> MARKDOWN = List.of(
            Arguments.of("the *best* and **most _loved_ one**", "the best and most loved one"),
            Arguments.of("`a * b * c` and ``x ` y``", "a * b * c and x ` y"),
            Arguments.of(
                    "a [link](https://example.com/a_b_c) to [List#of], [a list][List]", "a link to List.of, a list"),
            Arguments.of("snake_case_name, 2 * 3 * 4, \\*not\\* this", "snake_case_name, 2 * 3 * 4, *not* this"),
            Arguments.of("`@Query` &lt; <b>bold</b> {@code x*y*z}", "@Query < bold x*y*z"),
            Arguments.of("one of\n///   - `a`, or\n///   - `b`", "one of a, or b"),
            Arguments.of("[`List`] of <https://example.com>", "List of https://example.com"));

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void areReadWhateverTheyContain(CompilerTool compiler) {
        CompilerTool.Result compilation = compiler.compile(output, List.of(Source.of("""
                                package com.example;

                                import dev.runcast.annotations.Runnable;
                                import java.util.List;

                                class Documented {
                                  /**
                                   * Does.
                                   *
                                   * @param <T> a type
                                   * @param gr\u00f6\u00dfe wie gro\u00df
                                   * @param $dollar costs {@code $1}
                                   * @param query a query such as {@code
                                   *     @Query(
                                   *     @Limit}, and more
                                   * @param list {@link List#of(Object, Object) some} of
                                   *     {@link List#copyOf a copy} or {@link java.util.List#size}
                                   * @param html <p>a<br>b &lt;c&gt; <b>d</b>e &#64; f
                                   * @param braces {@code if (x) { y(); }} and {@literal <z>}
                                   * @return nothing of @param other
                                   */
                                  @Runnable
                                  <T> void run(
                                      T gr\u00f6\u00dfe, String $dollar, String query, List<T> list, String html, String braces, int undocumented) {}
                                }
                                """)));

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(parameters(compilation))
                .containsExactly(
                        ".parameter(\"gr\\u00f6\\u00dfe\", Object.class, \"wie gro\\u00df\")",
                        ".parameter(\"$dollar\", String.class, \"costs $1\")",
                        ".parameter(\"query\", String.class, \"a query such as @Query( @Limit, and more\")",
                        ".parameter(\"list\", Types.parameterized(List.class, Object.class), \"some of a copy or java.util.List.size\")",
                        ".parameter(\"html\", String.class, \"a b <c> de @ f\")",
                        ".parameter(\"braces\", String.class, \"if (x) { y(); } and <z>\")",
                        ".parameter(\"undocumented\", int.class)");
    }

    @ParameterizedTest
    @FieldSource("MARKDOWN")
    @EnabledForJreRange(min = JRE.JAVA_23)
    void mayBeInMarkdown(String markdown, String plain) {
        CompilerTool.Result compilation =
                CompilerTool.JAVAC.compile(output, List.of(Source.of("""
                                package com.example;

                                class Documented {
                                  /// Does.
                                  ///
                                  /// @param text %s
                                  /// @return nothing
                                  @dev.runcast.annotations.Runnable
                                  void run(String text) {}
                                }
                                """.formatted(markdown))));

        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        assertThat(parameters(compilation))
                .containsExactly(".parameter(\"text\", String.class, \"%s\")".formatted(plain));
    }

    /** Other compilers give comments as text, in which the processor knows the entities that Java code needs. */
    @Test
    void knowTheEntitiesOfHtmlOnJavac() {
        CompilerTool.Result compilation = CompilerTool.JAVAC.compile(output, List.of(Source.of("""
                                package com.example;

                                class Documented {
                                  /**
                                   * Does.
                                   *
                                   * @param text wie gro&szlig;
                                   */
                                  @dev.runcast.annotations.Runnable
                                  void run(String text) {}
                                }
                                """)));

        assertThat(parameters(compilation)).containsExactly(".parameter(\"text\", String.class, \"wie gro\\u00df\")");
    }

    private static Stream<String> parameters(CompilerTool.Result compilation) {
        return compilation.generated().stream()
                .filter(source -> source.path().endsWith("Runnables.java"))
                .flatMap(source -> source.text().lines())
                .map(String::strip)
                .filter(line -> line.startsWith(".parameter("));
    }
}
