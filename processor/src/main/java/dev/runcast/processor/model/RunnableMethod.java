package dev.runcast.processor.model;

import dev.runcast.processor.discovery.RunType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A method and the run that the wrapper opens around it.
 *
 * @param output what the run yields, empty for nothing; for a stage that which it completes with, and for chunks each of them
 * @param events the events that the method and its type declare
 */
public record RunnableMethod(
        ExecutableElement element,
        RunNames names,
        String runName,
        RunType runType,
        String description,
        List<String> tags,
        List<Map.Entry<String, String>> metadata,
        List<Argument> arguments,
        ReturnShape shape,
        Optional<TypeMirror> output,
        List<Event> events) {
    /** Returns the parameters that the caller gives, in order. */
    public List<Argument.Input> inputs() {
        return arguments.stream()
                .filter(Argument.Input.class::isInstance)
                .map(Argument.Input.class::cast)
                .toList();
    }

    /** Returns whether the input of the run is a generated record. */
    public boolean hasInputRecord() {
        return inputs().size() > 1;
    }
}
