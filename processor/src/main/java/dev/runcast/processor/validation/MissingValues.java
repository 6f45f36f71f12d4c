package dev.runcast.processor.validation;

import static dev.runcast.processor.diagnostic.DiagnosticId.ANNOTATION_VALUE_MISSING;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.discovery.AnnotationUse;
import java.util.Optional;

/** Tells of values of annotations that still do not exist when all processors are done. */
final class MissingValues {
    private MissingValues() {}

    /** Returns the fault that {@code member}, if any, of an annotation has no value, and {@code generated} needs it. */
    static Optional<Diagnostic> fault(AnnotationUse annotation, Optional<String> member, String generated) {
        return member.map(name -> Diagnostic.of(
                ANNOTATION_VALUE_MISSING, annotation.position(name), generated, name, annotation.displayName()));
    }
}
