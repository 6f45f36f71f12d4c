package dev.runcast.opentelemetry;

import dev.runcast.runtime.Run;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the call of a chat model from LangChain's metadata and messages: {@code gen_ai} is OpenTelemetry's convention,
 * {@code llm} is OpenInference's.
 */
final class ModelAttributes {
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<Double> TEMPERATURE = AttributeKey.doubleKey("gen_ai.request.temperature");
    private static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
    private static final AttributeKey<String> RESPONSE_ID = AttributeKey.stringKey("gen_ai.response.id");
    private static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final String USAGE = "gen_ai.usage.";

    private static final AttributeKey<String> OPENINFERENCE_PROVIDER = AttributeKey.stringKey("llm.provider");
    private static final AttributeKey<String> OPENINFERENCE_MODEL = AttributeKey.stringKey("llm.model_name");
    private static final AttributeKey<String> OPENINFERENCE_FINISH_REASON = AttributeKey.stringKey("llm.finish_reason");
    private static final String TOKEN_COUNT = "llm.token_count.";
    private static final String INPUT_MESSAGES = "llm.input_messages.";
    private static final String OUTPUT_MESSAGES = "llm.output_messages.";

    private ModelAttributes() {}

    static Attributes forSamplers(Run run) {
        AttributesBuilder attributes = Attributes.builder().put(RunAttributes.OPERATION, "chat");
        if (run.metadata().get("ls_provider") instanceof String provider) {
            attributes.put(PROVIDER, provider);
        }
        if (run.metadata().get("ls_model_name") instanceof String model) {
            attributes.put(REQUEST_MODEL, model);
        }
        return attributes.build();
    }

    static void put(AttributesBuilder attributes, Run run) {
        if (run.metadata().get("ls_provider") instanceof String provider) {
            attributes.put(OPENINFERENCE_PROVIDER, provider);
        }
        if (run.metadata().get("ls_model_name") instanceof String model) {
            attributes.put(OPENINFERENCE_MODEL, model);
        }
        if (run.metadata().get("ls_temperature") instanceof Number temperature) {
            attributes.put(TEMPERATURE, temperature.doubleValue());
        }
        if (run.metadata().get("ls_max_tokens") instanceof Number tokens) {
            attributes.put(MAX_TOKENS, tokens.longValue());
        }
    }

    /** Returns what is known of an answer besides its content. */
    static Attributes ofAnswer(Map<?, ?> message) {
        AttributesBuilder attributes = Attributes.builder();
        if (message.get("usage_metadata") instanceof Map<?, ?> usage) {
            putTokens(attributes, usage, "input_tokens", USAGE + "input_tokens", TOKEN_COUNT + "prompt");
            putTokens(attributes, usage, "output_tokens", USAGE + "output_tokens", TOKEN_COUNT + "completion");
            putTokens(attributes, usage, "total_tokens", TOKEN_COUNT + "total");
            putDetails(attributes, usage);
        }
        if (message.get("response_metadata") instanceof Map<?, ?> response) {
            if (response.get("id") instanceof String id) {
                attributes.put(RESPONSE_ID, id);
            }
            if (response.get("model_name") instanceof String model) {
                attributes.put(RESPONSE_MODEL, model);
            }
            if (response.get("finish_reason") instanceof String reason) {
                attributes.put(FINISH_REASONS, List.of(reason)).put(OPENINFERENCE_FINISH_REASON, reason);
            }
        }
        return attributes.build();
    }

    private static void putDetails(AttributesBuilder attributes, Map<?, ?> usage) {
        if (usage.get("input_token_details") instanceof Map<?, ?> input) {
            String details = TOKEN_COUNT + "prompt_details.";
            putTokens(attributes, input, "cache_read", USAGE + "cache_read.input_tokens", details + "cache_read");
            putTokens(
                    attributes,
                    input,
                    "cache_creation",
                    USAGE + "cache_creation.input_tokens",
                    details + "cache_write");
        }
        if (usage.get("output_token_details") instanceof Map<?, ?> output) {
            putTokens(
                    attributes,
                    output,
                    "reasoning",
                    USAGE + "reasoning.output_tokens",
                    TOKEN_COUNT + "completion_details.reasoning");
        }
    }

    private static void putTokens(AttributesBuilder attributes, Map<?, ?> usage, String key, String... names) {
        if (usage.get(key) instanceof Number tokens) {
            for (String name : names) {
                attributes.put(name, tokens.longValue());
            }
        }
    }

    /** Puts what a model was asked, which is a batch of one list of messages. */
    static void putMessages(AttributesBuilder attributes, JsonValue input) {
        if (input.json() instanceof Map<?, ?> map
                && map.get("messages") instanceof List<?> batch
                && !batch.isEmpty()
                && batch.get(0) instanceof List<?> messages) {
            for (int i = 0; i < messages.size(); i++) {
                putMessage(attributes, INPUT_MESSAGES + i, messages.get(i));
            }
        }
    }

    static void putAnswer(AttributesBuilder attributes, JsonValue output) {
        putMessage(attributes, OUTPUT_MESSAGES + 0, output.json());
    }

    /** Puts a message if it is one in LangChain's JSON. */
    private static void putMessage(AttributesBuilder attributes, String name, @Nullable Object json) {
        if (json instanceof Map<?, ?> message && message.get("type") instanceof String type) {
            attributes.put(name + ".message.role", role(type));
            attributes.put(name + ".message.content", new JsonValue(message.get("content")).text());
        }
    }

    private static String role(String type) {
        return switch (type) {
            case "human" -> "user";
            case "ai", "AIMessageChunk" -> "assistant";
            default -> type;
        };
    }
}
