package dev.runcast.server.internal.page;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.Services;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the page is told of the runnables. Immutable. */
final class Catalog {
    private final Services services;

    Catalog(Services services) {
        this.services = services;
    }

    /** Returns an entry for each runnable that is there for a principal, in the order in which they were mounted. */
    List<Map<String, @Nullable Object>> entries(ClientPrincipal principal) {
        return services.mounts(principal).stream().map(this::entry).toList();
    }

    private Map<String, @Nullable Object> entry(Mount mount) {
        RunnableDescriptor descriptor = mount.descriptor();
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("name", descriptor.name());
        entry.put("path", mount.path());
        entry.put("type", descriptor.type().wireName());
        entry.put("description", descriptor.description());
        entry.put("tags", descriptor.tags());
        entry.put("input_schema", schema(descriptor.inputType(), descriptor.name() + "_input"));
        entry.put("output_schema", schema(descriptor.outputType(), descriptor.name() + "_output"));
        entry.put("events", descriptor.events().stream().map(this::event).toList());
        entry.put("declares_events", descriptor.declaresEvents());
        return entry;
    }

    private Map<String, @Nullable Object> event(EventType<?> event) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("name", event.name());
        entry.put("data_schema", schema(event.payloadType(), event.name()));
        return entry;
    }

    /** Returns a schema, or where clients may not have schemas the one that fits everything. */
    private @Nullable Object schema(Type type, String title) {
        return services.showsSchemas()
                ? JsonCodec.defaultCodec().read(services.schemas().of(type, title), Object.class)
                : Map.of();
    }
}
