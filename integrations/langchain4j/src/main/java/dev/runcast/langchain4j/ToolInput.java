package dev.runcast.langchain4j;

import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.model.output.structured.Description;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.RunnableDescriptor.Parameter;
import dev.runcast.runtime.engine.json.InputFault;
import dev.runcast.runtime.engine.json.InputJson;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /** Returns what the model is told. */
    ToolSpecification specification() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", descriptor.name());
        if (!descriptor.description().isBlank()) {
            json.put("description", descriptor.description());
        }
        json.set("parameters", schema());
        return ToolSpecification.fromJson(json.toString());
    }

    private ObjectNode schema() {
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
        descriptor
                .parameters()
                .forEach(parameter -> describe(parameter, (ObjectNode) properties.get(parameter.name())));
        return schema;
    }

    private static void describe(Parameter parameter, ObjectNode schema) {
        if (!parameter.description().isEmpty() && !schema.has("$ref")) { // beside which LangChain4j wants nothing
            schema.put("description", parameter.description());
        }
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .with(new JacksonSchemaModule(
                        JacksonOption.RESPECT_JSONPROPERTY_REQUIRED,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY));
        // As when input is read: a number that is missing is an error, and anything else is null.
        config.forFields()
                .withRequiredCheck(field -> field.getRawMember().getType().isPrimitive())
                .withDescriptionResolver(field -> text(field.getAnnotation(Description.class)));
        config.forTypesInGeneral()
                .withDescriptionResolver(
                        scope -> text(scope.getType().getErasedType().getAnnotation(Description.class)))
                .withPropertySorter((unusedOne, unusedOther) -> 0); // They stay as they were declared.
        return new SchemaGenerator(config.build());
    }

    private static @Nullable String text(@Nullable Description description) {
        return description == null ? null : String.join(" ", description.value());
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

    /**
     * Returns the input that the model gave: nothing, the value of the only parameter, or a record of several.
     *
     * @throws ToolArgumentsException if it does not fit, with a text that tells a model what to change
     */
    @Nullable
    Object read(@Nullable String arguments) {
        String json = ToolArguments.normalize(arguments);
        Map<String, String> members = members(json);
        List<Parameter> parameters = descriptor.parameters();
        String missing = parameters.stream()
                .filter(parameter -> isRequired(parameter) && isNull(members.get(parameter.name())))
                .map(parameter -> "\"" + parameter.name() + "\"")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw fault("These arguments of the tool \"" + descriptor.name() + "\" are missing: " + missing
                    + ". Give them.");
        }
        // One by one, so that a fault is said of the argument and not of a record of which the model does not know.
        List<@Nullable Object> values = new ArrayList<>();
        for (Parameter parameter : parameters) {
            values.add(read(parameter, members.getOrDefault(parameter.name(), "null")));
        }
        return switch (parameters.size()) {
            case 0 -> null;
            case 1 -> values.get(0);
            default -> readAll(json);
        };
    }

    private @Nullable Object read(Parameter parameter, String json) {
        try {
            return InputJson.readLeniently(json, parameter.type());
        } catch (InputFault unfit) {
            String place = unfit.path().isEmpty() ? "" : " at " + String.join(".", unfit.path());
            throw fault("The argument \"" + parameter.name() + "\" of the tool \"" + descriptor.name() + "\" is wrong"
                    + place + ". " + unfit.getMessage());
        }
    }

    private @Nullable Object readAll(String json) {
        try {
            return InputJson.readLeniently(json, descriptor.inputType());
        } catch (InputFault unfit) {
            throw wrong(unfit);
        }
    }

    private Map<String, String> members(String json) {
        try {
            return InputJson.members(json);
        } catch (InputFault noObject) {
            throw wrong(noObject);
        }
    }

    private ToolArgumentsException wrong(InputFault fault) {
        return fault("The arguments of the tool \"" + descriptor.name() + "\" are wrong. " + fault.getMessage());
    }

    private static boolean isNull(@Nullable String json) {
        return json == null || json.equals("null");
    }

    private static ToolArgumentsException fault(String text) {
        return new ToolArgumentsException(new IllegalArgumentException(text)); // of which LangChain4j takes the cause
    }
}
