package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.runcast.processor.CompilerTool.Result;
import dev.runcast.runtime.json.JsonCodec;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of a contract are those of the JSON that the runtime writes. */
class EventContractSchemaTest {
    private static final ObjectMapper MAPPER = new JsonMapper();
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** What no field may be, unless its schema allows anything. */
    private static final String WRONG = "[{\"no\":[true]}]";

    /** Events whose data has no fields that must be there. */
    private static final Set<String> LOOSE =
            Set.of("map", "object", "raw", "annotated_bean", "sealed_class", "failure", "told_by_subclass");

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void acceptsWhatTheRuntimeWrites(CompilerTool compiler) throws ReflectiveOperationException {
        Result compilation = compile(compiler, Source.resources("contract/shapes"));
        Contract contract = Contract.of(compilation);

        Map<String, List<Object>> samples = samples(compilation, "com.example.Shapes");

        assertThat(samples).hasSize(contract.json().get("oneOf").size());
        SoftAssertions softly = new SoftAssertions();
        samples.forEach((event, values) -> values.stream()
                .map(JsonCodec.defaultCodec()::write)
                .forEach(json -> softly.assertThat(contract.faults(event, json))
                        .as(event + " " + json)
                        .isEmpty()));
        softly.assertAll();
    }

    @Test
    void refusesAnythingElse() throws ReflectiveOperationException {
        Result compilation = compile(CompilerTool.JAVAC, Source.resources("contract/shapes"));
        Contract contract = Contract.of(compilation);
        Map<String, List<Object>> samples = samples(compilation, "com.example.Shapes");

        SoftAssertions softly = new SoftAssertions();
        int[] tried = new int[1];
        samples.forEach((event, values) -> values.stream()
                .map(JsonCodec.defaultCodec()::write)
                .filter(json -> json.startsWith("{") && !LOOSE.contains(event))
                .forEach(json -> spoilt(json).forEach(wrong -> {
                    tried[0]++;
                    softly.assertThat(contract.faults(event, wrong))
                            .as(event + " " + wrong)
                            .isNotEmpty();
                })));
        softly.assertAll();
        assertThat(tried[0]).isGreaterThan(150);
    }

    @Test
    void isValidBySchemaOfSchemas() {
        Contract contract = Contract.of(compile(CompilerTool.JAVAC, Source.resources("contract/shapes")));

        Schema dialect = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(DIALECT));

        assertThat(contract.json().get("$schema").asString()).isEqualTo(DIALECT);
        assertThat(dialect.validate(contract.text(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void isOneOfSeveralWhereTheseCanBeToldApart() {
        Contract contract = Contract.of(compile(CompilerTool.JAVAC, Source.resources("contract/shapes")));

        JsonNode definitions = contract.json().get("$defs");
        assertThat(Stream.of("Figure", "Animal", "Mixed", "Diamond", "SealedClass"))
                .allSatisfy(name ->
                        assertThat(definitions.get(name).propertyNames()).containsExactly("oneOf"));
        assertThat(definitions.get("Overlapping").propertyNames()).containsExactly("anyOf");
    }

    @ParameterizedTest
    @EnumSource
    void followsTypesOfAnyNesting(CompilerTool compiler) throws ReflectiveOperationException {
        RandomPayloads payloads = new RandomPayloads(new Random(42), 60);

        Result compilation = compile(compiler, List.of(Source.of(payloads.source())));

        Contract contract = Contract.of(compilation);
        SoftAssertions softly = new SoftAssertions();
        samples(compilation, "com.example.Random").forEach((event, values) -> {
            String json = JsonCodec.defaultCodec().write(values.get(0));
            softly.assertThat(contract.faults(event, json)).as(json).isEmpty();
            spoilt(json)
                    .forEach(wrong -> softly.assertThat(contract.faults(event, wrong))
                            .as(wrong)
                            .isNotEmpty());
        });
        softly.assertAll();
    }

    /** Returns the object without each of its fields, and with a wrong value for each. */
    private static List<String> spoilt(String json) {
        List<String> spoilt = new ArrayList<>();
        for (String name : MAPPER.readTree(json).propertyNames()) {
            if (name.startsWith("any") || name.equals("sometimes")) {
                continue;
            }
            ObjectNode without = (ObjectNode) MAPPER.readTree(json);
            without.remove(name);
            ObjectNode wrong = (ObjectNode) MAPPER.readTree(json);
            wrong.set(name, MAPPER.readTree(WRONG));
            spoilt.add(without.toString());
            spoilt.add(wrong.toString());
        }
        return spoilt;
    }

    private Result compile(CompilerTool compiler, List<Source> sources) {
        Result compilation = compiler.run(output, sources)
                .processors(new RunnableProcessor(), new EventContractProcessor())
                .options("-Adev.runcast.eventContract")
                .compile();
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        return compilation;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<Object>> samples(Result compilation, String className)
            throws ReflectiveOperationException {
        ClassLoader loader = new URLClassLoader(
                new URL[] {compilation.classesUrl()}, EventContractSchemaTest.class.getClassLoader());
        return (Map<String, List<Object>>)
                loader.loadClass(className).getMethod("samples").invoke(null);
    }

    /** A contract and its text. */
    private record Contract(JsonNode json, String text) {
        private static final String ID = "urn:contract";

        static Contract of(Result compilation) {
            String text = compilation.resource("META-INF/runcast/events.json");
            return new Contract(MAPPER.readTree(text), text);
        }

        /** Returns what is wrong with an event that carries this data. */
        List<String> faults(String event, String data) {
            SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, text)));
            Schema schema = registry.getSchema(SchemaLocation.of(ID));
            return schema
                    .validate(
                            event(event, data),
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                    .stream()
                    .map(Object::toString)
                    .toList();
        }

        private static String event(String name, String data) {
            return """
                    {"event": "on_custom_event", "run_id": "%s", "name": "%s", "tags": ["a"], "metadata": {"b": 1},
                    "data": %s, "parent_ids": []}
                    """.formatted(new UUID(1, 2), name, data);
        }
    }
}
