package dev.runcast.processor.model;

import dev.runcast.processor.discovery.AnnotatedMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.lang.model.element.Element;

/** The events of a type by the methods that declare them. Those that the type declares are events of every method. */
public final class EventsByPlace {
    private final List<Event> ofType;
    private final Map<Element, List<Event>> byPlace;

    private EventsByPlace(List<Event> ofType, Map<Element, List<Event>> byPlace) {
        this.ofType = ofType;
        this.byPlace = byPlace;
    }

    /** Sorts the events of an emitter. */
    public static EventsByPlace of(EventsClass events) {
        Map<Element, List<Event>> byPlace = new HashMap<>();
        for (Event event : events.events()) {
            List<Element> places =
                    event.declaredBy().contains(events.type()) ? List.of(events.type()) : event.declaredBy();
            places.forEach(place ->
                    byPlace.computeIfAbsent(place, each -> new ArrayList<>()).add(event));
        }
        return new EventsByPlace(byPlace.getOrDefault(events.type(), List.of()), byPlace);
    }

    /** Returns the events that {@code method} declares, itself or through its type. Those of the type come first. */
    public List<Event> of(AnnotatedMethod method) {
        return Stream.concat(ofType.stream(), byPlace.getOrDefault(method.element(), List.of()).stream())
                .toList();
    }
}
