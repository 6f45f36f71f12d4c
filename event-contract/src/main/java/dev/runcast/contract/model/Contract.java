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

    /** Returns the schemas of the data that events of this name carry, one for each that differs. */
    public List<Schema> payloads(String eventName) {
        return events.stream()
                .filter(event -> event.name().equals(eventName))
                .map(ContractEvent::payload)
                .distinct()
                .toList();
    }
}
