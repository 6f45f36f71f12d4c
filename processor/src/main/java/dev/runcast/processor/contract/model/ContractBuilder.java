package dev.runcast.processor.contract.model;

import dev.runcast.processor.contract.discovery.PayloadTypes;
import dev.runcast.processor.contract.model.ContractEvent.Run;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.Payload;
import dev.runcast.processor.model.Event;
import dev.runcast.processor.model.EventsClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.lang.model.element.Element;

/** Makes the contract of the events that were found sound. */
public final class ContractBuilder {
    /** The names in the TypeScript file that are not those of definitions. */
    private static final Set<String> TAKEN = Set.of("CustomEvent", "CustomEventData");

    private final SchemaBuilder schemas;
    private final List<ContractEvent> events = new ArrayList<>();

    public ContractBuilder(PayloadTypes types) {
        this.schemas = new SchemaBuilder(types);
    }

    /** Adds the events of a type. */
    public void add(AnnotatedType type, EventsClass declared) {
        for (Event event : declared.events()) {
            Schema payload =
                    event.payload().map(Payload::named).map(schemas::ofPayload).orElse(Schema.Scalar.NULL);
            events.add(new ContractEvent(
                    event.name(),
                    event.description(),
                    payload,
                    type.element().getQualifiedName().toString(),
                    runs(type, event)));
        }
    }

    /** Returns the contract of all that was added. */
    public TracedContract build() {
        Map<String, String> names = DefinitionNames.of(schemas.definitions().keySet(), TAKEN);
        SortedMap<String, Schema> definitions = new TreeMap<>();
        Map<String, Element> origins = new HashMap<>();
        schemas.definitions().forEach((type, schema) -> {
            String name = name(type.key(), names);
            definitions.put(name, schema.renamed(key -> name(key, names)));
            origins.put(name, type.element());
            schemas.parts(type)
                    .forEach((part, element) -> origins.put(TracedContract.key(name, name(part, names)), element));
        });
        List<ContractEvent> sorted = events.stream()
                .map(event -> new ContractEvent(
                        event.name(),
                        event.description(),
                        event.payload().renamed(key -> name(key, names)),
                        event.declaredBy(),
                        event.runs()))
                .sorted(Comparator.comparing(ContractEvent::name).thenComparing(ContractEvent::declaredBy))
                .toList();
        return new TracedContract(new Contract(sorted, definitions), origins);
    }

    private static String name(String key, Map<String, String> names) {
        return names.getOrDefault(key, key);
    }

    private static List<Run> runs(AnnotatedType type, Event event) {
        List<Run> runs = new ArrayList<>();
        for (AnnotatedMethod method : type.runnables()) {
            if (event.isDeclaredBy(method)) {
                runs.add(new Run(method.runName(), method.runType().name().toLowerCase(Locale.ROOT)));
            }
        }
        runs.sort(Comparator.comparing(Run::name));
        return runs;
    }
}
