package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.server.internal.core.JsonObject;
import java.util.function.Consumer;

/** Reads which events a client wants. */
final class Filters {
    private Filters() {}

    static EventStreamOptions read(JsonObject body) {
        EventStreamOptions.Builder options = EventStreamOptions.builder();
        filter(body, "include_names", options::includeNames);
        filter(body, "include_types", options::includeTypes);
        filter(body, "include_tags", options::includeTags);
        filter(body, "exclude_names", options::excludeNames);
        filter(body, "exclude_types", options::excludeTypes);
        filter(body, "exclude_tags", options::excludeTags);
        return options.build();
    }

    private static void filter(JsonObject body, String name, Consumer<String[]> filter) {
        body.strings(name).ifPresent(values -> filter.accept(values.toArray(String[]::new)));
    }
}
