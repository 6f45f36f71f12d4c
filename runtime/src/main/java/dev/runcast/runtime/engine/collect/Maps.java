package dev.runcast.runtime.engine.collect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How maps of metadata are put together: in order, with null values allowed, unmodifiable. */
public final class Maps {
    private Maps() {}

    /** Returns {@code base} with the entries of {@code added} over it. A key keeps its first position. */
    public static Map<String, @Nullable Object> merge(
            Map<String, @Nullable Object> base, Map<String, @Nullable Object> added) {
        if (added.isEmpty()) {
            return base;
        }
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(base);
        merged.putAll(added);
        return Collections.unmodifiableMap(merged);
    }

    /** Returns an unmodifiable copy that keeps order and null values. */
    public static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
