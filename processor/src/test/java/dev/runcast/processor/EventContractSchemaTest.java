package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.runcast.processor.Compiler.Compilation;
import dev.runcast.runtime.json.JsonCodec;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of a contract are those of the JSON that the runtime writes. */
class EventContractSchemaTest {
    private static final ObjectMapper MAPPER = new JsonMapper();

    @TempDir
    private Path output;

    @ParameterizedTest
    @EnumSource
    void acceptsWhatTheRuntimeWrites(Compiler compiler) throws Exception {
        Compilation compilation = compileShapes(compiler);
        String contract = contract(compilation);

        Map<String, List<Object>> samples = samples(compilation);

        assertThat(samples).hasSize(MAPPER.readTree(contract).get("events").size());
        SoftAssertions softly = new SoftAssertions();
        samples.forEach((event, values) -> values.stream()
                .map(JsonCodec.defaultCodec()::write)
                .forEach(json -> softly.assertThat(faults(contract, event, json))
                        .as(event + " " + json)
                        .isEmpty()));
        softly.assertAll();
    }

    private Compilation compileShapes(Compiler compiler) {
        Compilation compilation = compiler.run(output, Source.resources("contract/shapes"))
                .processors(new RunnableProcessor(), new EventContractProcessor())
                .options("-Adev.runcast.eventContract")
                .compile();
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        return compilation;
    }

    private static String contract(Compilation compilation) throws Exception {
        return Files.readString(compilation.classes().resolve("META-INF/runcast/events.json"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, List<Object>> samples(Compilation compilation) throws Exception {
        URL[] classes = {compilation.classes().toUri().toURL()};
        ClassLoader loader = new URLClassLoader(classes, EventContractSchemaTest.class.getClassLoader());
        return (Map<String, List<Object>>)
                loader.loadClass("com.example.Shapes").getMethod("samples").invoke(null);
    }

    private static List<String> faults(String contract, String event, String json) {
        JsonNode document = MAPPER.readTree(contract);
        int index = 0;
        while (!document.get("events").get(index).get("name").asString().equals(event)) {
            index++;
        }
        String id = "urn:contract";
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(id, contract)));
        Schema schema = registry.getSchema(SchemaLocation.of(id + "#/events/" + index + "/payload"));
        return schema
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }
}
