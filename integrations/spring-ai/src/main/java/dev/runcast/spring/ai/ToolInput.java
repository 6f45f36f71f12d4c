package dev.runcast.spring.ai;

import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.RunnableDescriptor.Parameter;
import dev.runcast.runtime.engine.json.InputFault;
import dev.runcast.runtime.engine.json.InputJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.util.json.schema.SpringAiSchemaModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The input of a runnable as a model sees it, and as a model gives it. */
final class ToolInput {
    private final RunnableDescriptor descriptor;

    /**
     * Creates the input of a runnable.
     *
     * @throws IllegalArgumentException if the runnable does not say what its input is
     */
    ToolInput(RunnableDescriptor descriptor) {
        if (descriptor.parameters().isEmpty() && descriptor.inputType() != Void.class) {
            throw new IllegalArgumentException("The runnable \"" + descriptor.name()
                    + "\" does not say what its input is, so that no model could call it. Annotate a method with @Runnable, or"
                    + " make the runnable with a RunnableDescriptor that has parameters.");
        }
        this.descriptor = descriptor;
    }

    /** Returns the JSON schema that the model is told. The types are described as those of Spring AI's own tools. */
    String schema() {
        SchemaBuilder types = generator().buildMultipleSchemaDefinitions();
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Parameter parameter : descriptor.parameters()) {
            properties.set(parameter.name(), types.createSchemaReference(typeOfValue(parameter)));
            if (isRequired(parameter)) {
                required.add(parameter.name());
            }
        }
        ObjectNode definitions = types.collectDefinitions("$defs");
        if (!definitions.isEmpty()) {
            schema.set("$defs", definitions);
        }
        // Only now, since until then they may still become references.
        for (Parameter parameter : descriptor.parameters()) {
            if (!parameter.description().isEmpty()) {
                ((ObjectNode) properties.get(parameter.name())).put("description", parameter.description());
            }
        }
        return schema.toString();
    }

    /** Returns what knows {@code @ToolParam}, and takes properties to be required unless that or Jackson's annotations say otherwise. */
    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES, Option.PLAIN_DEFINITION_KEYS)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .with(new JacksonSchemaModule(
                        JacksonOption.RESPECT_JSONPROPERTY_REQUIRED,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(new SpringAiSchemaModule());
        config.forTypesInGeneral()
                .withPropertySorter((unusedOne, unusedOther) -> 0); // They stay as they were declared.
        return new SchemaGenerator(config.build());
    }

    /**
     * Returns the input that the model gave: nothing, the value of the only parameter, or a record of several.
     *
     * @throws IllegalArgumentException if it does not fit, with a text that tells a model what to change
     */
    @Nullable
    Object read(String arguments) {
        String json = arguments.isBlank() ? "{}" : arguments;
        try {
            Map<String, String> members = InputJson.members(json);
            requireAll(members);
            List<Parameter> parameters = descriptor.parameters();
            // One by one, so that a fault is said of the argument and not of a record of which the model does not know.
            @Nullable Object value = null;
            for (Parameter parameter : parameters) {
                value = read(parameter, members.getOrDefault(parameter.name(), "null"));
            }
            return parameters.size() < 2 ? value : InputJson.readLeniently(json, descriptor.inputType());
        } catch (InputFault unfit) {
            throw new IllegalArgumentException(
                    "The arguments of the tool \"" + descriptor.name() + "\" are wrong. " + unfit.getMessage(), unfit);
        }
    }

    private void requireAll(Map<String, String> members) {
        String missing = descriptor.parameters().stream()
                .filter(parameter -> isRequired(parameter)
                        && members.getOrDefault(parameter.name(), "null").equals("null"))
                .map(parameter -> "\"" + parameter.name() + "\"")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("These arguments of the tool \"" + descriptor.name() + "\" are missing: "
                    + missing + ". Give them.");
        }
    }

    private @Nullable Object read(Parameter parameter, String json) {
        try {
            return InputJson.readLeniently(json, parameter.type());
        } catch (InputFault unfit) {
            String place = unfit.path().isEmpty() ? "" : " at " + String.join(".", unfit.path());
            throw new IllegalArgumentException(
                    "The argument \"" + parameter.name() + "\" of the tool \"" + descriptor.name() + "\" is wrong"
                            + place + ". " + unfit.getMessage(),
                    unfit);
        }
    }

    private static Type typeOfValue(Parameter parameter) {
        return isOptional(parameter)
                ? ((ParameterizedType) parameter.type()).getActualTypeArguments()[0]
                : parameter.type();
    }

    private static boolean isOptional(Parameter parameter) {
        return parameter.type() instanceof ParameterizedType type && type.getRawType() == Optional.class;
    }

    private static boolean isRequired(Parameter parameter) {
        return !isOptional(parameter) && !parameter.isNullable();
    }
}
