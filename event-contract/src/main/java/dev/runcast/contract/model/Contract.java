package dev.runcast.contract.model;

import java.util.List;
import java.util.SortedMap;

/**
 * The custom events that a module emits, and what their data looks like.
 *
 * @param events in the order of their names, and of the classes that declare them
 * @param definitions the schemas that references name
 */
public record Contract(List<ContractEvent> events, SortedMap<String, Schema> definitions) {
    /** The format in which contracts are written. A reader refuses any other. */
    public static final int FORMAT = 1;

    /** Returns the schema behind a reference, or the schema itself. */
    public Schema resolve(Schema schema) {
        return schema instanceof Schema.Ref ref ? definitions.getOrDefault(ref.name(), schema) : schema;
    }

    /** Returns the names of the events, each once. */
    public List<String> eventNames() {
        return events.stream().map(ContractEvent::name).distinct().toList();
    }

    /** Returns the events of this name, one for each class that declares it. */
    public List<ContractEvent> events(String eventName) {
        return events.stream().filter(event -> event.name().equals(eventName)).toList();
    }

    /** Returns the schema of the data that events of this name carry: one of several where classes declare different data. */
    public Schema data(String eventName) {
        List<Schema> payloads = events(eventName).stream()
                .map(ContractEvent::payload)
                .distinct()
                .toList();
        return payloads.size() == 1 ? payloads.get(0) : new Schema.OneOf(payloads);
    }
}
