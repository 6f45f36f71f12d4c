package dev.runcast.server.internal.langgraph;

import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.internal.core.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells which JSON has what a client looks for in it, as the operator {@code @>} of PostgreSQL does. Immutable. */
final class JsonFilter {
    /** Everything matches it. */
    static final JsonFilter ALL = new JsonFilter(Map.of());

    private final Object wanted;

    private JsonFilter(Object wanted) {
        this.wanted = wanted;
    }

    /** Reads a member of a body that is an object. If it is missing, everything matches. */
    static JsonFilter of(JsonObject body, String member) {
        return body.object(member)
                .flatMap(object -> body.value(member))
                .map(JsonFilter::new)
                .orElse(ALL);
    }

    /** Returns whether an object of JSON has all that is wanted. */
    boolean matches(String json) {
        return wanted.equals(ALL.wanted) || contains(JsonCodec.defaultCodec().read(json, Object.class), wanted);
    }

    private static boolean contains(@Nullable Object value, @Nullable Object part) {
        if (part instanceof Map<?, ?> members) {
            return value instanceof Map<?, ?> all
                    && members.entrySet().stream()
                            .allMatch(member -> all.containsKey(member.getKey())
                                    && contains(all.get(member.getKey()), member.getValue()));
        }
        if (part instanceof List<?> elements) {
            return value instanceof List<?> all
                    && elements.stream().allMatch(element -> all.stream().anyMatch(each -> contains(each, element)));
        }
        return Objects.equals(value, part);
    }
}
