package dev.runcast.opentelemetry;

import dev.runcast.runtime.Run;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/** What is known of the call of a tool: {@code gen_ai.tool} is OpenTelemetry's convention, {@code tool} is OpenInference's. */
final class ToolAttributes {
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("gen_ai.tool.name");
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("gen_ai.tool.type");
    private static final AttributeKey<String> DESCRIPTION = AttributeKey.stringKey("gen_ai.tool.description");
    private static final AttributeKey<String> CALL_ID = AttributeKey.stringKey("gen_ai.tool.call.id");
    private static final String ARGUMENTS = "gen_ai.tool.call.arguments";
    private static final String RESULT = "gen_ai.tool.call.result";

    private static final AttributeKey<String> OPENINFERENCE_NAME = AttributeKey.stringKey("tool.name");
    private static final AttributeKey<String> OPENINFERENCE_DESCRIPTION = AttributeKey.stringKey("tool.description");
    private static final AttributeKey<String> OPENINFERENCE_ID = AttributeKey.stringKey("tool.id");
    private static final AttributeKey<String> OPENINFERENCE_PARAMETERS = AttributeKey.stringKey("tool.parameters");

    private ToolAttributes() {}

    static Attributes forSamplers(Run run) {
        return Attributes.of(RunAttributes.OPERATION, "execute_tool", NAME, run.name());
    }

    static void put(AttributesBuilder attributes, Run run) {
        attributes.put(TYPE, "function").put(OPENINFERENCE_NAME, run.name());
        String description = run.descriptor().description();
        if (!description.isEmpty()) {
            attributes.put(DESCRIPTION, description).put(OPENINFERENCE_DESCRIPTION, description);
        }
        if (run.metadata().get("tool_call_id") instanceof String id) {
            attributes.put(CALL_ID, id).put(OPENINFERENCE_ID, id);
        }
    }

    static void putArguments(AttributesBuilder attributes, JsonValue arguments) {
        arguments.putInto(attributes, ARGUMENTS);
        attributes.put(OPENINFERENCE_PARAMETERS, arguments.text());
    }

    static void putResult(AttributesBuilder attributes, JsonValue result) {
        result.putInto(attributes, RESULT);
    }
}
