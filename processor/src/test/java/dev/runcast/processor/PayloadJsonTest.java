package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated code writes payloads byte for byte as the default codec, which is Jackson, or not at all. */
class PayloadJsonTest {
    /** The events of the case {@code json} whose payloads are left to Jackson. */
    private static final Set<String> LEFT = Set.of(
            "renamed",
            "holder",
            "value",
            "coded",
            "getter",
            "inherited_getter",
            "inherited_annotation",
            "supplier",
            "number",
            "object",
            "shape",
            "hidden",
            "box",
            "keys",
            "array",
            "bean");

    /** Those that need no generated code. */
    private static final Set<String> WHOLE = Set.of("text", "count", "nothing");

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void writesAsJacksonDoes(CompilerTool compiler) throws ReflectiveOperationException {
        Map<String, EventType<?>> types = events(compiler, Source.resources("good/json"), "com.example.WrittenEvents");

        RandomValues values = new RandomValues(new Random(7));
        SoftAssertions softly = new SoftAssertions();
        for (EventType<?> type : types.values()) {
            boolean isLeft = LEFT.contains(type.name()) || WHOLE.contains(type.name());
            for (int i = 0; i < 100 && !isLeft; i++) {
                Object value = values.of(type.payloadType());
                softly.assertThat(written(type, value))
                        .as(type.name())
                        .contains(JsonCodec.defaultCodec().write(value));
            }
        }
        softly.assertAll();
        assertThat(types).containsKeys(LEFT.toArray(String[]::new)).containsKeys(WHOLE.toArray(String[]::new));
    }

    /** So that the cases above are left for the reason that they are for. */
    @Test
    void leavesOthersToJackson() throws ReflectiveOperationException {
        Map<String, EventType<?>> types =
                events(CompilerTool.JAVAC, Source.resources("good/json"), "com.example.WrittenEvents");

        RandomValues values = new RandomValues(new Random(7));
        for (String name : List.of(
                "renamed",
                "holder",
                "value",
                "coded",
                "getter",
                "inherited_getter",
                "inherited_annotation",
                "supplier",
                "hidden")) {
            EventType<?> type = types.get(name);
            assertThat(written(type, values.of(type.payloadType()))).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesPayloadsOfAnyNesting(CompilerTool compiler) throws ReflectiveOperationException {
        List<Source> sources =
                List.of(Source.of(RandomPayloads.written(new Random(42), 60).source()));
        Map<String, EventType<?>> types = events(compiler, sources, "com.example.RandomEvents");

        RandomValues values = new RandomValues(new Random(43));
        SoftAssertions softly = new SoftAssertions();
        for (EventType<?> type : types.values()) {
            for (int i = 0; i < 20; i++) {
                Object value = values.of(type.payloadType());
                softly.assertThat(written(type, value))
                        .as(type.name())
                        .contains(JsonCodec.defaultCodec().write(value));
            }
        }
        softly.assertAll();
        assertThat(types).hasSize(60);
    }

    /** The case has whatever Jackson writes in a way of its own. */
    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("unchecked")
    void writesNothingElseThanJackson(CompilerTool compiler) throws ReflectiveOperationException {
        ClassLoader loader = compiled(compiler, Source.resources("contract/shapes"));
        Map<String, List<Object>> samples = (Map<String, List<Object>>)
                loader.loadClass("com.example.Shapes").getMethod("samples").invoke(null);
        Map<String, EventType<?>> types = events(loader, "com.example.ShapesEvents");

        List<String> written = new ArrayList<>();
        samples.forEach((name, values) ->
                values.forEach(value -> written(types.get(name), value).ifPresent(json -> {
                    written.add(name);
                    assertThat(json).isEqualTo(JsonCodec.defaultCodec().write(value));
                })));
        assertThat(written).contains("primitives", "tree");
    }

    private Map<String, EventType<?>> events(CompilerTool compiler, List<Source> sources, String emitter)
            throws ReflectiveOperationException {
        return events(compiled(compiler, sources), emitter);
    }

    private ClassLoader compiled(CompilerTool compiler, List<Source> sources) {
        Result compilation = compiler.compile(output, sources);
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        return new URLClassLoader(new URL[] {compilation.classesUrl()}, PayloadJsonTest.class.getClassLoader());
    }

    private static Map<String, EventType<?>> events(ClassLoader loader, String emitter)
            throws ReflectiveOperationException {
        Map<String, EventType<?>> types = new TreeMap<>();
        for (Field field : loader.loadClass(emitter).getFields()) {
            if (field.get(null) instanceof EventType<?> type) {
                types.put(type.name(), type);
            }
        }
        return types;
    }

    private static Optional<String> written(EventType<?> type, Object value) {
        StringBuilder json = new StringBuilder("before:");
        boolean isWritten = type.tryAppendJson(json, value);
        assertThat(json.toString()).startsWith("before:");
        if (!isWritten) {
            assertThat(json).hasToString("before:");
        }
        return isWritten ? Optional.of(json.substring("before:".length())) : Optional.empty();
    }
}
