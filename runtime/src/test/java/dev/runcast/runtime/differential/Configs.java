package dev.runcast.runtime.differential;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes configs and options of event streams of their descriptions. */
final class Configs {
    private Configs() {}

    /** Returns a config whose handler hears of all runs. */
    static RunnableConfig heardBy(CallbackHandler handler, @Nullable JsonNode description) {
        return config(description).toBuilder().addHandler(handler).build();
    }

    /** Returns a config, which asks for nothing if there is no description. */
    static RunnableConfig config(@Nullable JsonNode description) {
        return added(RunnableConfig.empty(), description);
    }

    /** Returns a config with what is described added to it. */
    static RunnableConfig added(RunnableConfig config, @Nullable JsonNode description) {
        if (description == null) {
            return config;
        }
        RunnableConfig.Builder builder = config.toBuilder();
        has(description, "tags", tags -> builder.tags(strings(tags)));
        has(
                description,
                "metadata",
                metadata -> metadata.properties()
                        .forEach(entry -> builder.metadata(entry.getKey(), Program.value(entry.getValue()))));
        has(description, "run_name", name -> builder.runName(name.asString()));
        has(description, "run_id", id -> builder.runId(UUID.fromString(id.asString())));
        has(
                description,
                "configurable",
                settings -> settings.properties()
                        .forEach(entry -> builder.configurable(entry.getKey(), Program.value(entry.getValue()))));
        has(description, "max_concurrency", runs -> builder.maxConcurrency(runs.asInt()));
        return builder.build();
    }

    /** Returns options with these filters. */
    static EventStreamOptions options(@Nullable JsonNode filters) {
        EventStreamOptions.Builder options = EventStreamOptions.builder();
        if (filters != null) {
            has(filters, "include_names", names -> options.includeNames(strings(names)));
            has(filters, "include_types", types -> options.includeTypes(strings(types)));
            has(filters, "include_tags", tags -> options.includeTags(strings(tags)));
            has(filters, "exclude_names", names -> options.excludeNames(strings(names)));
            has(filters, "exclude_types", types -> options.excludeTypes(strings(types)));
            has(filters, "exclude_tags", tags -> options.excludeTags(strings(tags)));
        }
        return options.build();
    }

    private static void has(JsonNode description, String key, Consumer<JsonNode> use) {
        if (description.has(key)) {
            use.accept(description.get(key));
        }
    }

    private static String[] strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toArray(String[]::new);
    }
}
