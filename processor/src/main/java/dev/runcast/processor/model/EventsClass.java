package dev.runcast.processor.model;

import dev.runcast.processor.discovery.GeneratedNames;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * The emitter of {@code type}'s events.
 *
 * @param objects the records that it writes as JSON
 */
public record EventsClass(TypeElement type, GeneratedNames names, List<Event> events, List<JsonObject> objects) {}
