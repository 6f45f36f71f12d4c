package dev.runcast.processor.model;

import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.ParameterRole;
import java.util.Map;
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
    ASYNC,
    /** A stream of chunks; the run ends when that has been read. */
    STREAM,
    /** A publisher of chunks; each subscription is a run, which ends with it. */
    PUBLISHER,
    /** A {@code Mono} of Reactor; each subscription is a run, which ends with its value. */
    MONO,
    /** A {@code Flux} of Reactor; each subscription is a run of chunks, which ends with it. */
    FLUX,
    /** Chunks into a sink; the run ends on return. */
    SINK,
    /** Chunks into a sink; the run ends when the stage does that is returned. */
    ASYNC_SINK;

    /** What generated code calls for the types of Reactor. It is in an artifact of its own. */
    public static final String REACTOR_METHOD = "dev.runcast.reactor.codegen.ReactorMethod";

    private static final Map<String, ReturnShape> GENERIC_RESULTS = Map.of(
            "java.util.concurrent.CompletableFuture", ASYNC,
            "java.util.concurrent.CompletionStage", ASYNC,
            "java.util.concurrent.Flow.Publisher", PUBLISHER,
            "java.util.stream.Stream", STREAM,
            "reactor.core.publisher.Flux", FLUX,
            "reactor.core.publisher.Mono", MONO);

    /** Tells the shape of a method that was found sound. */
    public static ReturnShape of(AnnotatedMethod method) {
        ReturnShape result = of(method.element().getReturnType());
        if (method.parameters(ParameterRole.CHUNKS).isEmpty()) {
            return result;
        }
        return result == ASYNC ? ASYNC_SINK : SINK;
    }

    /** Tells the shape from the declared return type. */
    public static ReturnShape of(TypeMirror type) {
        if (type.getKind() == TypeKind.VOID) {
            return VOID;
        }
        return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                ? GENERIC_RESULTS.getOrDefault(element.getQualifiedName().toString(), VALUE)
                : VALUE;
    }

    /** Returns whether each subscription to the result is a run, which the method is called in. */
    public boolean isSubscribed() {
        return this == PUBLISHER || isOfReactor();
    }

    /** Returns whether the result is of a type of Reactor. */
    public boolean isOfReactor() {
        return this == MONO || this == FLUX;
    }
}
