package dev.runcast.contract.render;

import static dev.runcast.contract.render.SchemaJson.object;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.Runnables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Renders {@code asyncapi.json}, AsyncAPI 3.0: a channel for each runnable that declares events, to which it sends them. */
public final class AsyncApi {
    private final Contract contract;
    private final Runnables runnables;
    private final SchemaJson schemas;

    private AsyncApi(Contract contract, Runnables runnables) {
        this.contract = contract;
        this.runnables = runnables;
        this.schemas = new SchemaJson(contract, "#/components/schemas/");
    }

    /** Returns the text of the file. */
    public static String of(Contract contract, Runnables runnables) {
        return JsonText.of(new AsyncApi(contract, runnables).document()) + "\n";
    }

    private Map<String, Object> document() {
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        for (String runnable : runnables.names()) {
            List<String> messages = messages(runnable);
            if (!messages.isEmpty()) {
                channels.put(runnable, channel(runnable, messages));
                operations.put(runnable, operation(runnable, messages));
            }
        }
        Map<String, Object> messages = new LinkedHashMap<>();
        contract.eventNames().forEach(name -> messages.put(schemas.definition(name), message(name)));

        Map<String, Object> document = object("asyncapi", "3.0.0");
        document.put("info", object("title", "Custom events", "version", "unversioned"));
        document.put("defaultContentType", "application/json");
        document.put("channels", channels);
        document.put("operations", operations);
        document.put("components", object("messages", messages, "schemas", schemas.definitions()));
        return document;
    }

    /** Returns the names of the messages of a runnable, which are those of the definitions of events. */
    private List<String> messages(String runnable) {
        return runnables.named(runnable).stream()
                .flatMap(declared -> declared.events().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(schemas::definition)
                .toList();
    }

    private static Map<String, Object> channel(String runnable, List<String> messages) {
        Map<String, Object> references = new LinkedHashMap<>();
        messages.forEach(message -> references.put(message, object("$ref", "#/components/messages/" + message)));
        Map<String, Object> channel = object("title", runnable);
        channel.put("description", "The events of a run of " + runnable + ".");
        channel.put("messages", references);
        return channel;
    }

    private static Map<String, Object> operation(String channel, List<String> messages) {
        String pointer = "#/channels/" + JsonText.escaped(channel);
        Map<String, Object> operation = object("action", "send", "channel", object("$ref", pointer));
        operation.put(
                "messages",
                messages.stream()
                        .map(message -> object("$ref", pointer + "/messages/" + message))
                        .toList());
        return operation;
    }

    private Map<String, Object> message(String eventName) {
        Map<String, Object> message = object("name", eventName);
        message.put("description", schemas.description(eventName));
        message.put("payload", schemas.ref(schemas.definition(eventName)));
        return message;
    }
}
