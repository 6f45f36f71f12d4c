package dev.runcast.examples.cli;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads the CONFIG-JSON argument: how a run is started, and which of its events are shown. */
final class ConfigJson {
    private static final String STRINGS = "a list of strings";
    private static final String STRING = "a string";
    private static final String OBJECT = "an object";
    private static final String POSITIVE = "an integer of 1 or more";

    private final RunnableConfig.Builder config = RunnableConfig.builder();
    private final EventStreamOptions.Builder options = EventStreamOptions.builder();
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private record Setting(String expected, Consumer<Object> apply) {}

    private ConfigJson() {
        setting("tags", STRINGS, value -> config.tags(strings(value)));
        setting("metadata", OBJECT, value -> object(value).forEach((key, each) -> config.metadata((String) key, each)));
        setting("run_name", STRING, value -> given(value, config::runName));
        setting("run_id", "a UUID", value -> given(value, id -> config.runId(uuid(id))));
        setting(
                "configurable",
                OBJECT,
                value -> object(value).forEach((key, each) -> config.configurable((String) key, each)));
        setting("max_concurrency", POSITIVE, value -> config.maxConcurrency(integer(value)));
        setting("recursion_limit", POSITIVE, value -> config.recursionLimit(integer(value)));
        setting("include_names", STRINGS, value -> options.includeNames(strings(value)));
        setting("include_types", STRINGS, value -> options.includeTypes(strings(value)));
        setting("include_tags", STRINGS, value -> options.includeTags(strings(value)));
        setting("exclude_names", STRINGS, value -> options.excludeNames(strings(value)));
        setting("exclude_types", STRINGS, value -> options.excludeTypes(strings(value)));
        setting("exclude_tags", STRINGS, value -> options.excludeTags(strings(value)));
    }

    /** Reads the object; null values count as not given. */
    static ConfigJson read(String json) {
        ConfigJson result = new ConfigJson();
        Json.object("CONFIG-JSON", json).forEach((key, value) -> result.apply((String) key, value));
        return result;
    }

    /** Returns a builder of the config, to add handlers to. */
    RunnableConfig.Builder config() {
        return config;
    }

    EventStreamOptions options() {
        return options.build();
    }

    private void setting(String key, String expected, Consumer<Object> apply) {
        settings.put(key, new Setting(expected, apply));
    }

    private void apply(String key, Object value) {
        Setting setting = settings.get(key);
        if (setting == null) {
            throw new UsageException(
                    "CONFIG-JSON has the unknown key \"" + key + "\"." + Suggestion.of(key, settings.keySet())
                            + " It may have: " + String.join(", ", settings.keySet()) + ".");
        }
        try {
            if (value != null) {
                setting.apply().accept(value);
            }
        } catch (IllegalArgumentException | ClassCastException wrong) {
            throw new UsageException(
                    "CONFIG-JSON has " + Json.write(value) + " for \"" + key + "\". Give " + setting.expected() + ".");
        }
    }

    private static String[] strings(Object value) {
        return ((List<?>) value).stream().map(ConfigJson::string).toArray(String[]::new);
    }

    private static String string(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException();
    }

    private static Map<?, ?> object(Object value) {
        return (Map<?, ?>) value;
    }

    private static int integer(Object value) {
        return (Integer) value;
    }

    /** Hands an empty string on as little as a null one: that is how a client says that it leaves the choice to us. */
    private static void given(Object value, Consumer<String> setter) {
        String text = string(value);
        if (!text.isEmpty()) {
            setter.accept(text);
        }
    }

    /** {@link UUID#fromString} also takes shorter groups, which are no UUID anywhere else. */
    private static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(text);
        }
        return id;
    }
}
