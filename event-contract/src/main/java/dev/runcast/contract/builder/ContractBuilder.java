package dev.runcast.contract.builder;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.model.ContractEvent.Run;
import dev.runcast.contract.model.Schema;
import dev.runcast.contract.types.PayloadTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.lang.model.element.Element;

/** Makes the contract of declared events. */
public final class ContractBuilder {
    /** The names in the TypeScript file that are not those of definitions. */
    private static final Set<String> TAKEN = Set.of("CustomEvent", "CustomEventData");

    private final SchemaBuilder schemas;
    private final List<ContractEvent> events = new ArrayList<>();

    /** Makes a builder, given which elements are compiled from source. */
    public ContractBuilder(Predicate<Element> isInSource) {
        this.schemas = new SchemaBuilder(new PayloadTypes(isInSource));
    }

    /** Adds an event. */
    public void add(DeclaredEvent event) {
        events.add(new ContractEvent(
                event.name(),
                event.description(),
                event.payload().map(schemas::ofPayload).orElse(Schema.Scalar.NULL),
                event.declaredBy().getQualifiedName().toString(),
                event.runs().stream().sorted(Comparator.comparing(Run::name)).toList()));
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
}
