package dev.runcast.processor.model;

import dev.runcast.processor.discovery.CamelCase;
import dev.runcast.processor.discovery.Payload;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;

/**
 * An event that a type declares, once or alike on several methods.
 *
 * @param components the payload's record components if the event can be emitted by them, else empty
 * @param json how generated code writes the payload as JSON, empty if it does not
 */
public record Event(
        String name,
        Optional<Payload> payload,
        String description,
        String methodName,
        List<Element> declaredBy,
        List<RecordComponentElement> components,
        Optional<JsonShape> json) {
    /** Returns the name of the event's key. */
    public String constant() {
        return CamelCase.toConstant(methodName);
    }
}
