package dev.runcast.processor.contract;

import dev.runcast.contract.builder.DeclaredEvent;
import dev.runcast.contract.model.ContractEvent.Run;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.model.Event;
import dev.runcast.processor.model.EventsClass;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;

/** What the contract takes over from the model of emitters. */
public final class DeclaredEvents {
    private DeclaredEvents() {}

    /** Returns the events of a type. */
    public static List<DeclaredEvent> of(AnnotatedType type, EventsClass declared) {
        Map<Element, AnnotatedMethod> runnables =
                type.runnables().stream().collect(Collectors.toMap(AnnotatedMethod::element, Function.identity()));
        return declared.events().stream()
                .map(event -> new DeclaredEvent(
                        event.name(),
                        event.description(),
                        event.payload().map(Payload::named),
                        type.element(),
                        runs(event, type, runnables)))
                .toList();
    }

    private static List<Run> runs(Event event, AnnotatedType type, Map<Element, AnnotatedMethod> runnables) {
        Stream<AnnotatedMethod> declaring = event.declaredBy().contains(type.element())
                ? type.runnables().stream()
                : event.declaredBy().stream().flatMap(place -> Stream.ofNullable(runnables.get(place)));
        return declaring
                .map(method -> new Run(method.runName(), method.runType().name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
