package dev.runcast.examples.cli;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStreamOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the CONFIG-JSON argument: how a run is started, and which of its events are shown. */
final class ConfigJson {
    private static final List<String> CONFIG_KEYS =
            List.of("tags", "metadata", "run_name", "run_id", "configurable", "max_concurrency", "recursion_limit");

    private final RunnableConfig.Builder config;
    private final EventStreamOptions.Builder options = EventStreamOptions.builder();

    private ConfigJson(RunnableConfig config) {
        this.config = config.toBuilder();
    }

    /** Reads the object; null values count as not given, and so do an empty name and an empty id. */
    static ConfigJson read(String json) {
        Map<String, Object> config = new LinkedHashMap<>();
        Map<String, Object> filters = new LinkedHashMap<>();
        Json.object("CONFIG-JSON", json).forEach((key, value) -> {
            boolean isEmptyName = ("run_name".equals(key) || "run_id".equals(key)) && "".equals(value);
            if (value != null && !isEmptyName) {
                (CONFIG_KEYS.contains(key) ? config : filters).put((String) key, value);
            }
        });
        try {
            ConfigJson result = new ConfigJson(RunnableConfig.fromMap(config));
            filters.forEach(result::filter);
            return result;
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("CONFIG-JSON: " + wrong.getMessage());
        }
    }

    /** Returns a builder of the config, to add handlers to. */
    RunnableConfig.Builder config() {
        return config;
    }

    EventStreamOptions options() {
        return options.build();
    }

    private void filter(String key, Object value) {
        Map<String, Consumer<String[]>> filters = new LinkedHashMap<>();
        filters.put("include_names", options::includeNames);
        filters.put("include_types", options::includeTypes);
        filters.put("include_tags", options::includeTags);
        filters.put("exclude_names", options::excludeNames);
        filters.put("exclude_types", options::excludeTypes);
        filters.put("exclude_tags", options::excludeTags);
        if (!filters.containsKey(key)) {
            List<String> keys = new ArrayList<>(CONFIG_KEYS);
            keys.addAll(filters.keySet());
            throw new UsageException("CONFIG-JSON has the unknown key \"" + key + "\"." + Suggestion.of(key, keys)
                    + " It may have: " + String.join(", ", keys) + ".");
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new UsageException(
                    "CONFIG-JSON has " + Json.write(value) + " for \"" + key + "\". Give a list of strings.");
        }
        filters.get(key).accept(list.toArray(String[]::new));
    }
}
