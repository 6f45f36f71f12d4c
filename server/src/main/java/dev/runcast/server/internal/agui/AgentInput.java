package dev.runcast.server.internal.agui;

import dev.runcast.runtime.engine.json.JsonWriter;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The input of a runnable in what the client of an agent sends: {@code forwardedProps.input} if there is one, else the text of the last
 * message of the user, for runnables that take text. Immutable.
 *
 * @param value null where the runnable takes it
 * @param json the same as JSON, or nothing
 */
record AgentInput(Object value, Optional<String> json) {
    private static final String PROPS = "forwardedProps";
    private static final String INPUT = "input";
    private static final String MESSAGES = "messages";
    private static final String CONTENT = "content";

    /** The types of inputs that text is. Lambdas do not say what they take, which is anything. */
    private static final Set<Type> TEXT = Set.of(String.class, CharSequence.class, Object.class);

    /**
     * Finds it.
     *
     * @throws HttpError if there is none that fits (422)
     */
    @SuppressWarnings("NullAway") // It does not know that a runnable of nullable objects takes null.
    static AgentInput of(JsonObject body, Mount mount) {
        Optional<JsonObject> props = body.object(PROPS).filter(object -> object.has(INPUT));
        if (props.isPresent()) {
            return new AgentInput(mount.input(props.get(), INPUT), props.get().json(INPUT));
        }
        Type type = mount.descriptor().inputType();
        if (type == Void.class) {
            return new AgentInput(null, Optional.empty());
        }
        if (!TEXT.contains(type)) {
            throw HttpError.invalid(
                    List.of("body", PROPS, INPUT),
                    "missing",
                    "\"" + mount.name() + "\" takes no text. Send its input as forwardedProps.input.");
        }
        String text = lastUserMessage(body)
                .map(AgentInput::text)
                .orElseThrow(() -> body.invalid(
                        MESSAGES,
                        "missing",
                        "There is no message of the user. Send one, or the input as forwardedProps.input."));
        return new AgentInput(text, Optional.of(new JsonWriter().string(text).toString()));
    }

    private static Optional<JsonObject> lastUserMessage(JsonObject body) {
        return body.objects(MESSAGES).orElse(List.of()).stream()
                .filter(message -> message.string("role").filter("user"::equals).isPresent())
                .reduce((earlier, later) -> later);
    }

    private static String text(JsonObject message) {
        if (!message.isList(CONTENT)) {
            return message.string(CONTENT).orElseThrow(() -> message.missing(CONTENT));
        }
        StringBuilder text = new StringBuilder();
        for (JsonObject part : message.objects(CONTENT).orElseThrow()) {
            if (!part.string("type").filter("text"::equals).isPresent()) {
                throw part.invalid(
                        "type",
                        "enum",
                        "Only text is taken from messages. Send the input as forwardedProps.input, or parts of the type \"text\".");
            }
            text.append(part.string("text").orElseThrow(() -> part.missing("text")));
        }
        return text.toString();
    }
}
