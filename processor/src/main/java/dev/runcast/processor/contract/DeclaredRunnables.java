package dev.runcast.processor.contract;

import dev.runcast.contract.builder.DeclaredRunnable;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.ParameterRole;
import dev.runcast.processor.model.Event;
import dev.runcast.processor.model.EventsByPlace;
import dev.runcast.processor.model.EventsClass;
import dev.runcast.processor.model.ModelBuilder;
import dev.runcast.processor.model.ReturnShape;
import java.util.List;
import java.util.stream.Collectors;

/** What the contract says of runnables, for clients. */
public final class DeclaredRunnables {
    private DeclaredRunnables() {}

    /** Returns the runnables of a type. Their outputs are those of the model. */
    public static List<DeclaredRunnable> of(AnnotatedType type, EventsClass events, ModelBuilder models) {
        EventsByPlace byPlace = EventsByPlace.of(events);
        return type.runnables().stream()
                .map(method -> runnable(method, byPlace.of(method), models))
                .toList();
    }

    private static DeclaredRunnable runnable(AnnotatedMethod method, List<Event> events, ModelBuilder models) {
        ReturnShape shape = ReturnShape.of(method);
        return new DeclaredRunnable(
                method.runName(),
                method.type().element(),
                method.element(),
                method.parameters(ParameterRole.INPUT),
                models.output(method, shape),
                switch (shape) {
                    case VOID, VALUE, ASYNC, MONO, SUSPEND -> false;
                    case STREAM, PUBLISHER, FLUX, FLOW, SINK, ASYNC_SINK -> true;
                },
                events.stream().map(Event::name).collect(Collectors.toUnmodifiableSet()));
    }
}
