package dev.runcast.opentelemetry;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.RunEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names and attributes of spans and events, which are those of the conventions for generative AI where they fit. */
final class RunAttributes {
    static final AttributeKey<Boolean> CANCELLED = AttributeKey.booleanKey("runcast.run.cancelled");
    static final AttributeKey<Boolean> LATE = AttributeKey.booleanKey("runcast.event.late");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("runcast.run.id");
    private static final AttributeKey<String> RUN_NAME = AttributeKey.stringKey("runcast.run.name");
    private static final AttributeKey<String> RUN_TYPE = AttributeKey.stringKey("runcast.run.type");
    private static final AttributeKey<List<String>> TAGS = AttributeKey.stringArrayKey("runcast.tags");
    private static final String METADATA = "runcast.metadata.";
    private static final String INPUT = "runcast.run.input";
    private static final String OUTPUT = "runcast.run.output";

    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> TOOL_NAME = AttributeKey.stringKey("gen_ai.tool.name");
    private static final AttributeKey<String> TOOL_TYPE = AttributeKey.stringKey("gen_ai.tool.type");
    private static final AttributeKey<String> TOOL_DESCRIPTION = AttributeKey.stringKey("gen_ai.tool.description");
    private static final AttributeKey<String> TOOL_CALL_ID = AttributeKey.stringKey("gen_ai.tool.call.id");
    private static final String TOOL_ARGUMENTS = "gen_ai.tool.call.arguments";
    private static final String TOOL_RESULT = "gen_ai.tool.call.result";
    private static final String QUERY = "gen_ai.retrieval.query.text";

    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<Double> TEMPERATURE = AttributeKey.doubleKey("gen_ai.request.temperature");
    private static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
    private static final AttributeKey<String> RESPONSE_ID = AttributeKey.stringKey("gen_ai.response.id");
    private static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");

    private static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
    private static final AttributeKey<String> EXCEPTION_MESSAGE = AttributeKey.stringKey("exception.message");
    private static final AttributeKey<String> EXCEPTION_TRACE = AttributeKey.stringKey("exception.stacktrace");

    private RunAttributes() {}

    /** Returns the name of a run's span. */
    static String spanName(Run run) {
        return switch (run.type()) {
            case CHAIN -> run.name();
            case TOOL -> "execute_tool " + run.name();
            case RETRIEVER -> "retrieval " + run.name();
            case CHAT_MODEL -> "chat " + run.name();
        };
    }

    /** Returns the kind of a run's span: a model is somebody else's service, and all else is of this program. */
    static SpanKind spanKind(Run run) {
        return run.type() == RunType.CHAT_MODEL ? SpanKind.CLIENT : SpanKind.INTERNAL;
    }

    /** Returns what samplers are to know of a run. */
    static Attributes forSamplers(Run run) {
        return switch (run.type()) {
            case CHAIN -> Attributes.empty();
            case TOOL -> Attributes.of(OPERATION, "execute_tool", TOOL_NAME, run.name());
            case RETRIEVER -> Attributes.of(OPERATION, "retrieval");
            case CHAT_MODEL -> ofModel(run);
        };
    }

    /** Returns which model is asked, as LangChain's metadata say. */
    private static Attributes ofModel(Run run) {
        AttributesBuilder attributes = Attributes.builder().put(OPERATION, "chat");
        if (run.metadata().get("ls_provider") instanceof String provider) {
            attributes.put(PROVIDER, provider);
        }
        if (run.metadata().get("ls_model_name") instanceof String model) {
            attributes.put(REQUEST_MODEL, model);
        }
        return attributes.build();
    }

    /** Returns what else is known of a run when it starts. */
    static Attributes of(Run run) {
        AttributesBuilder attributes = Attributes.builder();
        put(attributes, run, run.tags(), run.metadata());
        attributes.put(RUN_TYPE, run.type().name());
        switch (run.type()) {
            case CHAIN, RETRIEVER -> {}
            case CHAT_MODEL -> {
                if (run.metadata().get("ls_temperature") instanceof Number temperature) {
                    attributes.put(TEMPERATURE, temperature.doubleValue());
                }
                if (run.metadata().get("ls_max_tokens") instanceof Number tokens) {
                    attributes.put(MAX_TOKENS, tokens.longValue());
                }
            }
            case TOOL -> {
                attributes.put(TOOL_TYPE, "function");
                if (!run.descriptor().description().isEmpty()) {
                    attributes.put(TOOL_DESCRIPTION, run.descriptor().description());
                }
                if (run.metadata().get("tool_call_id") instanceof String id) {
                    attributes.put(TOOL_CALL_ID, id);
                }
            }
        }
        return attributes.build();
    }

    /** Returns what is known of an event in a run, besides its data. */
    static Attributes of(RunEvent event) {
        AttributesBuilder attributes = Attributes.builder();
        put(attributes, event.run(), event.tags(), event.metadata());
        return attributes.build();
    }

    private static void put(
            AttributesBuilder attributes, Run run, List<String> tags, Map<String, @Nullable Object> metadata) {
        attributes.put(RUN_ID, run.id().toString()).put(RUN_NAME, run.name());
        if (!tags.isEmpty()) {
            attributes.put(TAGS, tags);
        }
        metadata.forEach((key, value) -> {
            if (value != null) {
                AnyValues.put(attributes, METADATA + key, value);
            }
        });
    }

    /** Returns what a run took. */
    static Attributes ofInput(Run run, @Nullable Object input) {
        return switch (run.type()) {
            case CHAIN, CHAT_MODEL -> attribute(INPUT, input);
            case TOOL -> attribute(TOOL_ARGUMENTS, input);
            case RETRIEVER -> attribute(QUERY, input instanceof Map<?, ?> query ? query.get("query") : input);
        };
    }

    /** Returns what is known of the answer of a model besides its content, if it is a message in LangChain's JSON. */
    static Attributes ofAnswer(Run run, @Nullable Object output) {
        if (run.type() != RunType.CHAT_MODEL || !(output instanceof Map<?, ?> message)) {
            return Attributes.empty();
        }
        AttributesBuilder attributes = Attributes.builder();
        if (message.get("usage_metadata") instanceof Map<?, ?> usage) {
            if (usage.get("input_tokens") instanceof Number tokens) {
                attributes.put(INPUT_TOKENS, tokens.longValue());
            }
            if (usage.get("output_tokens") instanceof Number tokens) {
                attributes.put(OUTPUT_TOKENS, tokens.longValue());
            }
        }
        if (message.get("response_metadata") instanceof Map<?, ?> response) {
            if (response.get("id") instanceof String id) {
                attributes.put(RESPONSE_ID, id);
            }
            if (response.get("model_name") instanceof String model) {
                attributes.put(RESPONSE_MODEL, model);
            }
            if (response.get("finish_reason") instanceof String reason) {
                attributes.put(FINISH_REASONS, List.of(reason));
            }
        }
        return attributes.build();
    }

    /** Returns what a run returned. */
    static Attributes ofOutput(Run run, @Nullable Object output) {
        return switch (run.type()) {
            case CHAIN, RETRIEVER, CHAT_MODEL -> attribute(OUTPUT, output);
            case TOOL -> attribute(TOOL_RESULT, output);
        };
    }

    private static Attributes attribute(String name, @Nullable Object value) {
        AttributesBuilder attributes = Attributes.builder();
        AnyValues.put(attributes, name, value);
        return attributes.build();
    }

    /** Returns what is known of an exception. Its methods are the program's, and may fail. */
    static Attributes ofException(Throwable exception) {
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        AttributesBuilder attributes = Attributes.builder()
                .put(EXCEPTION_TYPE, exception.getClass().getName())
                .put(EXCEPTION_TRACE, trace.toString());
        if (exception.getMessage() != null) {
            attributes.put(EXCEPTION_MESSAGE, exception.getMessage());
        }
        return attributes.build();
    }
}
