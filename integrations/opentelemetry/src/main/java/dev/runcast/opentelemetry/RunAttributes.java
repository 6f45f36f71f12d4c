package dev.runcast.opentelemetry;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.RunEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names and attributes of spans and events: those of OpenTelemetry's conventions for generative AI and of OpenInference where they fit,
 * and Runcast's own.
 */
final class RunAttributes {
    static final AttributeKey<Boolean> CANCELLED = AttributeKey.booleanKey("runcast.run.cancelled");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");

    private static final AttributeKey<String> RUN_ID = AttributeKey.stringKey("runcast.run.id");
    private static final AttributeKey<String> RUN_NAME = AttributeKey.stringKey("runcast.run.name");
    private static final AttributeKey<String> RUN_TYPE = AttributeKey.stringKey("runcast.run.type");
    private static final AttributeKey<List<String>> TAGS = AttributeKey.stringArrayKey("runcast.tags");
    private static final AttributeKey<Boolean> LATE = AttributeKey.booleanKey("runcast.event.late");
    private static final String METADATA = "runcast.metadata.";

    private static final AttributeKey<String> KIND = AttributeKey.stringKey("openinference.span.kind");
    private static final AttributeKey<String> CONVERSATION_ID = AttributeKey.stringKey("gen_ai.conversation.id");
    private static final AttributeKey<String> SESSION_ID = AttributeKey.stringKey("session.id");
    private static final AttributeKey<String> USER_ID = AttributeKey.stringKey("user.id");
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final String QUERY = "gen_ai.retrieval.query.text";

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
            case TOOL -> ToolAttributes.forSamplers(run);
            case RETRIEVER -> Attributes.of(OPERATION, "retrieval");
            case CHAT_MODEL -> ModelAttributes.forSamplers(run);
        };
    }

    /** Returns what else is known of a run when it starts. */
    static Attributes of(Run run) {
        AttributesBuilder attributes = Attributes.builder();
        put(attributes, run, run.tags(), run.metadata());
        attributes.put(RUN_TYPE, run.type().name());
        // By the names that OpenInference knows from LangChain, and after the one that clients of a server cannot
        // forge.
        text(run.metadata(), "session_id", "conversation_id", "thread_id")
                .ifPresent(id -> attributes.put(SESSION_ID, id).put(CONVERSATION_ID, id));
        text(run.metadata(), "runcast_principal", "user_id").ifPresent(id -> attributes.put(USER_ID, id));
        switch (run.type()) {
            case CHAIN -> attributes.put(KIND, "CHAIN");
            case RETRIEVER -> attributes.put(KIND, "RETRIEVER");
            case TOOL -> ToolAttributes.put(attributes.put(KIND, "TOOL"), run);
            case CHAT_MODEL -> ModelAttributes.put(attributes.put(KIND, "LLM"), run);
        }
        return attributes.build();
    }

    /** Returns the first of the values under these keys that is a text. */
    private static Optional<String> text(Map<String, @Nullable Object> metadata, String... keys) {
        return Stream.of(keys)
                .map(metadata::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    /** Returns what is known of an event in a run, besides its data. */
    static Attributes of(CustomEvent event) {
        AttributesBuilder attributes = Attributes.builder();
        put(attributes, event.run(), event.tags(), event.metadata());
        if (event.isLate()) {
            attributes.put(LATE, true);
        }
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
                JsonValue.of(value).putInto(attributes, METADATA + key);
            }
        });
    }

    /** Returns what a run took, if that is anything. */
    static Attributes ofInput(Run run, @Nullable Object input) {
        JsonValue value = JsonValue.of(run.type() == RunType.RETRIEVER ? query(input) : input);
        if (value.json() == null) {
            return Attributes.empty();
        }
        AttributesBuilder attributes = Attributes.builder();
        putContent(attributes, INPUT, value);
        switch (run.type()) {
            case CHAIN -> {}
            case RETRIEVER -> value.putInto(attributes, QUERY);
            case TOOL -> ToolAttributes.putArguments(attributes, value);
            case CHAT_MODEL -> ModelAttributes.putMessages(attributes, value);
        }
        return attributes.build();
    }

    private static @Nullable Object query(@Nullable Object input) {
        return input instanceof Map<?, ?> map ? map.get("query") : input;
    }

    /** Returns what a run returned, if that is anything. */
    static Attributes ofOutput(Run run, @Nullable Object output) {
        JsonValue value = JsonValue.of(output);
        if (value.json() == null) {
            return Attributes.empty();
        }
        AttributesBuilder attributes = Attributes.builder();
        putContent(attributes, OUTPUT, value);
        switch (run.type()) {
            case CHAIN, RETRIEVER -> {}
            case TOOL -> ToolAttributes.putResult(attributes, value);
            case CHAT_MODEL -> ModelAttributes.putAnswer(attributes, value);
        }
        return attributes.build();
    }

    private static void putContent(AttributesBuilder attributes, String name, JsonValue value) {
        attributes.put(name + ".value", value.text());
        attributes.put(name + ".mime_type", value.isStructure() ? "application/json" : "text/plain");
    }

    /** Returns what is known of the output of a run besides its content. */
    static Attributes ofAnswer(Run run, @Nullable Object output) {
        return run.type() == RunType.CHAT_MODEL && output instanceof Map<?, ?> message
                ? ModelAttributes.ofAnswer(message)
                : Attributes.empty();
    }

    /** Returns what is known of the exception of a run. Its methods are the program's, and may fail. */
    static Attributes ofException(RunEvent.Error event) {
        Throwable exception = event.error();
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        AttributesBuilder attributes = Attributes.builder();
        put(attributes, event.run(), event.tags(), event.metadata());
        attributes.put(EXCEPTION_TYPE, exception.getClass().getName()).put(EXCEPTION_TRACE, trace.toString());
        if (exception.getMessage() != null) {
            attributes.put(EXCEPTION_MESSAGE, exception.getMessage());
        }
        return attributes.build();
    }
}
