package dev.runcast.processor.model;

import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** How a method hands over its result, which decides when its run ends. */
public enum ReturnShape {
    /** Nothing; the run ends on return. */
    VOID,
    /** A value; the run ends on return. */
    VALUE,
    /** A stage; the run ends when the stage does. */
    ASYNC;

    private static final Set<String> STAGES =
            Set.of("java.util.concurrent.CompletableFuture", "java.util.concurrent.CompletionStage");

    /** Tells the shape from the declared return type. */
    public static ReturnShape of(TypeMirror type) {
        if (type.getKind() == TypeKind.VOID) {
            return VOID;
        }
        return type instanceof DeclaredType declared
                        && declared.asElement() instanceof TypeElement element
                        && STAGES.contains(element.getQualifiedName().toString())
                ? ASYNC
                : VALUE;
    }
}
