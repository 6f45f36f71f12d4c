package dev.runcast.server.internal.core;

import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of the types of inputs and outputs, as Jackson reads and writes them. Safe for several threads at once. */
public final class Schemas {
    private final SchemaGenerator generator = generator();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Type, ObjectNode> schemas = new ConcurrentHashMap<>();

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(new JacksonSchemaModule(
                        JacksonOption.RESPECT_JSONPROPERTY_REQUIRED,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY));
        // As when input is read: a number that is missing is an error, and anything else is null.
        config.forFields()
                .withRequiredCheck(field -> field.getRawMember().getType().isPrimitive());
        config.forTypesInGeneral()
                .withPropertySorter((unusedOne, unusedOther) -> 0); // They stay as they were declared.
        return new SchemaGenerator(config.build());
    }

    /**
     * Returns the schema of a type as JSON.
     *
     * @param title what it is called
     */
    public String of(Type type, String title) {
        ObjectNode schema = schemas.get(type);
        if (schema == null) {
            schema = generate(type);
            schemas.put(type, schema);
        }
        ObjectNode titled = schema.objectNode();
        titled.put("title", title);
        titled.setAll(schema);
        return titled.toString();
    }

    /** The generator is for one thread at a time. */
    private ObjectNode generate(Type type) {
        lock.lock();
        try {
            if (type == Void.class) {
                return generator.getConfig().createObjectNode().put("type", "null");
            }
            return generator.generateSchema(type);
        } finally {
            lock.unlock();
        }
    }
}
