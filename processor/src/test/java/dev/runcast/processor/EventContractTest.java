package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When contracts are written, and that nothing but the code decides what they say. */
class EventContractTest {
    private static final String ON = "-Adev.runcast.eventContract";
    private static final String JSON = "META-INF/runcast/events.json";
    private static final String TYPESCRIPT = "META-INF/runcast/events.d.ts";
    private static final String ASYNCAPI = "META-INF/runcast/asyncapi.json";

    private static final Source EMITTER = Source.of("""
            package com.example;

            import dev.runcast.annotations.EmitsEvent;
            import dev.runcast.annotations.Runnable;

            class Emitter {
              @Runnable
              @EmitsEvent(name = "progress", payload = com.example.data.Progress.class)
              void run() {}
            }
            """);

    private static final Source PAYLOAD = Source.of("""
            package com.example.data;

            import java.util.List;
            import org.jspecify.annotations.NullMarked;
            import org.jspecify.annotations.Nullable;

            @NullMarked
            public record Progress(int zeta, String alpha, @Nullable String beta, List<@Nullable Mode> modes, Options options) {
              public enum Mode { SLOW, FAST }

              public static class Options {
                public int getZeta() {
                  return 1;
                }

                public @Nullable String getAlpha() {
                  return null;
                }
              }
            }
            """);

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void isNotWrittenUnlessAskedFor(CompilerTool compiler) {
        assertThat(compile(compiler, "off", List.of(EMITTER, PAYLOAD)).classes().resolve("META-INF"))
                .doesNotExist();
        assertThat(compile(compiler, "false", List.of(EMITTER, PAYLOAD), ON + "=false")
                        .classes()
                        .resolve("META-INF"))
                .doesNotExist();
        assertThat(compile(compiler, "true", List.of(EMITTER, PAYLOAD), ON + "=true")
                        .classes()
                        .resolve(JSON))
                .exists();
    }

    @ParameterizedTest
    @EnumSource
    void isEmptyWithoutEvents(CompilerTool compiler) {
        Result compilation = compile(compiler, "empty", List.of(Source.of("class Nothing {}")), ON);

        assertThat(compilation.resource(JSON)).contains("\"not\": {}", "\"$defs\": {}");
    }

    @Test
    void isTheSameForOtherOrdersLocalesAndCompilers() {
        List<Source> sources = new ArrayList<>(Source.resources("contract/shapes"));
        sources.addAll(Source.resources("good/research"));
        sources.add(EMITTER);
        sources.add(PAYLOAD);
        Result expected = compile(CompilerTool.JAVAC, "expected", sources, ON);

        Collections.reverse(sources);
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            for (CompilerTool compiler : CompilerTool.values()) {
                Result compilation = compile(compiler, "other" + compiler, sources, ON);
                assertThat(compilation.resource(JSON)).isEqualTo(expected.resource(JSON));
                assertThat(compilation.resource(TYPESCRIPT)).isEqualTo(expected.resource(TYPESCRIPT));
                assertThat(compilation.resource(ASYNCAPI)).isEqualTo(expected.resource(ASYNCAPI));
            }
        } finally {
            Locale.setDefault(locale);
        }
    }

    /** javac before 22 does not tell whether types in class files are nullable. */
    @ParameterizedTest
    @EnumSource
    void followsPayloadsIntoClassFiles(CompilerTool compiler) {
        Result library = compile(CompilerTool.JAVAC, "library", List.of(PAYLOAD));

        Result compilation = compiler.run(output.resolve("user"), List.of(EMITTER))
                .classPath(withClassPath(library.classes()))
                .processors(processors())
                .options(ON)
                .compile();

        String fromSource =
                compile(compiler, "source", List.of(EMITTER, PAYLOAD), ON).resource(TYPESCRIPT);
        String or = Runtime.version().feature() < 22 ? " | null" : "";
        assertThat(compilation.resource(TYPESCRIPT))
                .isEqualTo(fromSource
                        .replace("alpha: string;", "alpha: string" + or + ";")
                        .replace("(Mode | null)[];", "(Mode | null)[]" + or + ";")
                        .replace("options: Options;", "options: Options" + or + ";"));
    }

    @ParameterizedTest
    @EnumSource
    void passesAllTypesAsOrigins(CompilerTool compiler) {
        Map<String, List<String>> origins = new LinkedHashMap<>();
        FilerSpy spy = new FilerSpy(
                new EventContractProcessor(),
                (file, elements) -> origins.put(
                        file, elements.stream().map(Object::toString).toList()));
        List<Source> sources = new ArrayList<>(Source.resources("good/research"));
        sources.add(EMITTER);
        sources.add(PAYLOAD);

        compiler.run(output, sources)
                .processors(new RunnableProcessor(), spy)
                .options(ON)
                .compile();

        assertThat(origins)
                .containsOnlyKeys(JSON, TYPESCRIPT, ASYNCAPI)
                .allSatisfy((file, elements) ->
                        assertThat(elements).containsExactly("com.example.Emitter", "com.example.Research"));
    }

    /** An IDE gives its compiler the changed sources, and class files for the others. */
    @ParameterizedTest
    @EnumSource
    void knowsUnchangedTypesFromTheCommittedContract(CompilerTool compiler) throws IOException {
        Source other = Source.of("""
                package com.example;

                import dev.runcast.annotations.Runnable;

                class Other {
                  @Runnable
                  void run() {}
                }
                """);
        Result full = compile(CompilerTool.JAVAC, "full", List.of(EMITTER, PAYLOAD), ON);
        Path baseline = Files.writeString(output.resolve("baseline.json"), full.resource(JSON));

        Result partial = compiler.run(output.resolve("partial"), List.of(other))
                .classPath(withClassPath(full.classes()))
                .processors(processors())
                .options("-Adev.runcast.eventContractBaseline=" + baseline)
                .compile();

        assertThat(partial.succeeded()).as(partial.log()).isTrue();
        assertThat(partial.resource(JSON)).contains("com.example.Emitter");
    }

    @Test
    void tellsGradleWhatItIs() throws IOException {
        List<String> lines = new ArrayList<>();
        URL url = EventContractProcessor.class.getResource("/META-INF/gradle/incremental.annotation.processors");
        try (InputStream text = url.openStream()) {
            new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }

        assertThat(lines)
                .containsExactly(
                        EventContractProcessor.class.getName() + ",dynamic",
                        RunnableProcessor.class.getName() + ",isolating");
    }

    @ParameterizedTest
    @EnumSource
    void leavesGradleIncrementalWhenItIsOff(CompilerTool compiler) {
        EventContractProcessor off = new EventContractProcessor();
        compiler.run(output.resolve("off"), List.of(EMITTER, PAYLOAD))
                .processors(off)
                .compile();
        EventContractProcessor on = new EventContractProcessor();
        compiler.run(output.resolve("on"), List.of(EMITTER, PAYLOAD))
                .processors(on)
                .options(ON)
                .compile();

        String aggregating = "org.gradle.annotation.processing.aggregating";
        assertThat(off.getSupportedAnnotationTypes()).isEmpty();
        assertThat(off.getSupportedOptions())
                .contains("org.gradle.annotation.processing.isolating")
                .doesNotContain(aggregating);
        assertThat(on.getSupportedOptions().contains(aggregating))
                .isEqualTo(Runtime.version().feature() >= 22);
        assertThat(on.getSupportedOptions()).doesNotContain("org.gradle.annotation.processing.isolating");
    }

    private Result compile(CompilerTool compiler, String folder, List<Source> sources, String... options) {
        Result compilation = compiler.run(output.resolve(folder), sources)
                .processors(processors())
                .options(options)
                .compile();
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        return compilation;
    }

    private static Processor[] processors() {
        return new Processor[] {new RunnableProcessor(), new EventContractProcessor()};
    }

    private static List<Path> withClassPath(Path classes) {
        return Stream.concat(CompilerTool.CLASS_PATH.stream(), Stream.of(classes))
                .toList();
    }
}
