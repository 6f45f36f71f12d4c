package dev.runcast.contract.builder;

import dev.runcast.contract.model.ContractEvent.Run;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * An event as the source declares it.
 *
 * @param description empty if there is none
 * @param payload the class that the annotation names, empty for an event without data
 * @param runs the runs that emit it
 */
public record DeclaredEvent(
        String name, String description, Optional<TypeMirror> payload, TypeElement declaredBy, List<Run> runs) {}
