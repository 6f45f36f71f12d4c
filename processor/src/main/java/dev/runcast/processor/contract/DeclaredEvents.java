package dev.runcast.processor.contract;

import dev.runcast.contract.builder.DeclaredEvent;
import dev.runcast.contract.model.ContractEvent.Run;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.model.Event;
import dev.runcast.processor.model.EventsClass;
import java.util.List;
import java.util.Locale;

/** What the contract takes over from the model of emitters. */
public final class DeclaredEvents {
    private DeclaredEvents() {}

    /** Returns the events of a type. */
    public static List<DeclaredEvent> of(AnnotatedType type, EventsClass declared) {
        return declared.events().stream()
                .map(event -> new DeclaredEvent(
                        event.name(),
                        event.description(),
                        event.payload().map(Payload::named),
                        type.element(),
                        runs(type, event)))
                .toList();
    }

    private static List<Run> runs(AnnotatedType type, Event event) {
        return type.runnables().stream()
                .filter(event::isDeclaredBy)
                .map(method -> new Run(method.runName(), method.runType().name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
