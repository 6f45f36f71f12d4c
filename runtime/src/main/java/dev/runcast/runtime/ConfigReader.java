package dev.runcast.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a config of a map, as clients send it. */
final class ConfigReader {
    private static final String STRINGS = "a list of strings";
    private static final String OBJECT = "an object with string keys";

    private final RunnableConfig.Builder config = RunnableConfig.builder();
    private final Map<String, @Nullable Object> settings = new LinkedHashMap<>();

    RunnableConfig read(Map<String, ? extends @Nullable Object> map) {
        map.forEach((key, value) -> {
            if (value != null) {
                read(key, value);
            }
        });
        return config.configurable(settings).build(); // at once, since the builder copies them each time
    }

    private void read(String key, Object value) {
        switch (key) {
            case "tags" -> read(key, value, STRINGS, tags -> config.tags(strings(tags)));
            case "metadata" -> read(key, value, OBJECT, metadata -> config.metadata(object(metadata)));
            case "configurable" -> read(key, value, OBJECT, settings -> config.configurable(object(settings)));
            case "run_name" ->
                read(key, value, "a string that is not blank", name -> {
                    if (!((String) name).isEmpty()) { // It counts as not given, as in LangChain.
                        config.runName((String) name);
                    }
                });
            case "run_id" -> read(key, value, "a UUID", id -> config.runId(uuid((String) id)));
            case "max_concurrency" ->
                read(key, value, "an integer of 1 or more", limit -> {
                    if ((Integer) limit != 0) { // which counts as not given, as in LangChain
                        config.maxConcurrency((Integer) limit);
                    }
                });
            case "recursion_limit" ->
                read(key, value, "an integer of 0 or more", limit -> config.recursionLimit((Integer) limit));
            case "callbacks" ->
                throw new IllegalArgumentException(
                        "The config has \"callbacks\", which cannot be read. Leave them out, and add handlers to the builder.");
            default -> settings.put(key, value);
        }
    }

    private static void read(String key, Object value, String expected, Consumer<Object> setter) {
        try {
            setter.accept(value);
        } catch (IllegalArgumentException | ClassCastException | NullPointerException wrong) {
            String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
            throw new IllegalArgumentException(
                    "The config has " + shown + " for \"" + key + "\". Give " + expected + ".", wrong);
        }
    }

    private static List<String> strings(Object value) {
        return ((List<?>) value)
                .stream().map(String.class::cast).map(Objects::requireNonNull).toList();
    }

    @SuppressWarnings("unchecked") // The keys are checked here, and the values may be anything.
    private static Map<String, @Nullable Object> object(Object value) {
        ((Map<?, ?>) value).keySet().forEach(key -> Objects.requireNonNull((String) key));
        return (Map<String, @Nullable Object>) value;
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
