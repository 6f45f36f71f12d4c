package dev.runcast.processor.contract;

import dev.runcast.contract.builder.DeclaredRunnable;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.ParameterRole;
import dev.runcast.processor.model.ChunkType;
import dev.runcast.processor.model.Event;
import dev.runcast.processor.model.EventsClass;
import dev.runcast.processor.model.ReturnShape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** What the contract says of runnables, for clients. */
public final class DeclaredRunnables {
    private DeclaredRunnables() {}

    /** Returns the runnables of a type. */
    public static List<DeclaredRunnable> of(AnnotatedType type, EventsClass events) {
        return type.runnables().stream().map(method -> runnable(method, events)).toList();
    }

    private static DeclaredRunnable runnable(AnnotatedMethod method, EventsClass events) {
        ReturnShape shape = ReturnShape.of(method);
        return new DeclaredRunnable(
                method.runName(),
                method.type().element(),
                method.element(),
                method.parameters(ParameterRole.INPUT),
                output(method, shape),
                switch (shape) {
                    case VOID, VALUE, ASYNC, MONO -> false;
                    case STREAM, PUBLISHER, FLUX, SINK, ASYNC_SINK -> true;
                },
                events.events().stream()
                        .filter(event -> event.isDeclaredBy(method))
                        .map(Event::name)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<TypeMirror> output(AnnotatedMethod method, ReturnShape shape) {
        TypeMirror result = method.element().getReturnType();
        return switch (shape.output()) {
            case NOTHING -> Optional.empty();
            case RESULT -> Optional.of(result);
            case ARGUMENT ->
                ((DeclaredType) result).getTypeArguments().stream().findFirst().map(TypeMirror.class::cast);
            case CHUNKS ->
                ChunkType.of(method.parameters(ParameterRole.CHUNKS).get(0).asType());
        };
    }
}
