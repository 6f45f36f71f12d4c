package dev.runcast.server.internal.core;

import dev.runcast.runtime.RunnableConfig;
import java.util.LinkedHashMap;
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

    private final Set<String> allowed;

    /** Creates a reader. */
    public ClientConfigs(Set<String> allowed) {
        this.allowed = Set.copyOf(allowed);
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
            Optional<Object> value = config.value(name);
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
            entries.put(key, value.get());
        }
        try {
            return RunnableConfig.fromMap(entries);
        } catch (IllegalArgumentException wrong) {
            throw config.invalid("", "value_error", String.valueOf(wrong.getMessage()));
        }
    }

    /** Returns whether a value is what clients send without being asked to, and what holds anyway. */
    private static boolean saysNothing(String key, Object value) {
        return (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty())
                || (key.equals("recursion_limit") && value.equals(RunnableConfig.DEFAULT_RECURSION_LIMIT));
    }
}
