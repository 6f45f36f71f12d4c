package dev.runcast.server.internal.core;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.ClientPrincipal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads configs that clients send: the keys that the server allows them, and no others. Immutable. */
public final class ClientConfigs {
    /** Keys of LangChain's JavaScript clients, which write them so. */
    private static final Map<String, String> ALIASES = Map.of(
            "runName", "run_name",
            "runId", "run_id",
            "maxConcurrency", "max_concurrency",
            "recursionLimit", "recursion_limit");

    /** The highest recursion limit, so that a client cannot have a stack overflow. Higher ones count as this. */
    static final int MAX_RECURSION_LIMIT = 500;

    /** What the server does with the keys of a config, unless it is built with others. */
    public static final RequestKeys KEYS = RequestKeys.of("config")
            .used("tags", "metadata", "run_name", "configurable", "max_concurrency")
            .bounded("recursion_limit")
            .refused("run_id");

    /** What a config may have, each with its JSON Schema. */
    private static final Map<String, Object> SCHEMAS = schemas();

    private final Set<String> allowed;

    /**
     * Creates a reader.
     *
     * @throws IllegalArgumentException if a config has no such key
     */
    public ClientConfigs(Set<String> allowed) {
        for (String key : allowed) {
            if (!SCHEMAS.containsKey(key)) {
                throw new IllegalArgumentException("A config has no \"" + key
                        + "\" that clients could send. There are: " + String.join(", ", SCHEMAS.keySet()) + ".");
            }
        }
        this.allowed = Set.copyOf(allowed);
    }

    /** Returns the keys that clients may send if the server is not told otherwise. */
    public static ClientConfigs byDefault() {
        Set<String> allowed = new LinkedHashSet<>(KEYS.keys().keySet());
        allowed.removeIf(key -> KEYS.keys().get(key) == RequestKeys.Use.REFUSED);
        return new ClientConfigs(allowed);
    }

    private static Map<String, Object> schemas() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("tags", Map.of("type", "array", "items", Map.of("type", "string")));
        schemas.put("metadata", Map.of("type", "object"));
        schemas.put("run_name", Map.of("type", "string"));
        schemas.put("configurable", Map.of("type", "object"));
        schemas.put("run_id", Map.of("type", "string", "format", "uuid"));
        schemas.put("max_concurrency", Map.of("type", "integer", "minimum", 1));
        schemas.put("recursion_limit", Map.of("type", "integer", "minimum", 0, "maximum", MAX_RECURSION_LIMIT));
        return schemas;
    }

    /**
     * Returns the JSON Schema of what a config may have.
     *
     * @param title what it is called
     */
    public String schema(String title) {
        Map<String, Object> properties = new LinkedHashMap<>(SCHEMAS);
        properties.keySet().retainAll(allowed);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", title);
        schema.put("type", "object");
        schema.put("properties", properties);
        return JsonCodec.defaultCodec().write(schema);
    }

    /**
     * Reads the config in a member of an object, which may be missing.
     *
     * @throws HttpError if it has a key that is not allowed, or a value that does not fit
     */
    public RunnableConfig read(JsonObject object, String member) {
        return object.object(member).map(this::read).orElse(RunnableConfig.empty());
    }

    /**
     * Reads a config.
     *
     * @throws HttpError if it has a key that is not allowed, or a value that does not fit
     */
    public RunnableConfig read(JsonObject config) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (String name : config.names()) {
            String key = ALIASES.getOrDefault(name, name);
            Optional<Object> value = config.limited(name).value(name);
            if (value.isEmpty() || saysNothing(key, value.get())) {
                continue;
            }
            if (!allowed.contains(key)) {
                throw config.invalid(
                        name,
                        "extra_forbidden",
                        "The server does not take \"" + name
                                + "\" from clients. Leave it out, or have the server allow it: configKeys(…).");
            }
            entries.put(key, key.equals("recursion_limit") ? bounded(value.get()) : value.get());
        }
        if (entries.get("metadata") instanceof Map<?, ?> metadata
                && metadata.containsKey(ClientPrincipal.METADATA_KEY)) {
            throw config.invalid(
                    "metadata",
                    "extra_forbidden",
                    "The server itself says who a client is, in the metadata \"" + ClientPrincipal.METADATA_KEY
                            + "\". Leave that out.");
        }
        try {
            return RunnableConfig.fromMap(entries);
        } catch (IllegalArgumentException wrong) {
            throw config.invalid("value_error", String.valueOf(wrong.getMessage()));
        }
    }

    private static Object bounded(Object recursionLimit) {
        return recursionLimit instanceof Integer limit ? Math.min(limit, MAX_RECURSION_LIMIT) : recursionLimit;
    }

    /** Returns whether a value is what clients send without being asked to, and what holds anyway. */
    private static boolean saysNothing(String key, Object value) {
        return (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty())
                || (key.equals("recursion_limit") && value.equals(RunnableConfig.DEFAULT_RECURSION_LIMIT));
    }
}
