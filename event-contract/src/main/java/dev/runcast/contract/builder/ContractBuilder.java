package dev.runcast.contract.builder;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.model.ContractEvent.Run;
import dev.runcast.contract.model.Runnables;
import dev.runcast.contract.model.Schema;
import dev.runcast.contract.model.Schema.Anything;
import dev.runcast.contract.model.Schema.ObjectOf;
import dev.runcast.contract.model.Schema.Property;
import dev.runcast.contract.types.JavaType;
import dev.runcast.contract.types.PayloadTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.lang.model.element.Element;

/** Makes the contract of declared events, and what clients need to know of the runnables. */
public final class ContractBuilder {
    /** The names in the files that are not those of definitions. */
    private static final Set<String> TAKEN = Set.of("CustomEvent", "CustomEventData", "RunnableEvent", "Runnables");

    private final SchemaBuilder schemas;
    private final List<ContractEvent> events = new ArrayList<>();
    private final List<DeclaredRunnable> runnables = new ArrayList<>();

    /** Makes a builder, given which elements are compiled from source. */
    public ContractBuilder(Predicate<Element> isInSource) {
        this.schemas = new SchemaBuilder(new PayloadTypes(isInSource));
    }

    /** Adds an event. */
    public void add(DeclaredEvent event) {
        events.add(new ContractEvent(
                event.name(),
                "",
                event.description(),
                event.payload().map(schemas::ofPayload).orElse(Schema.Scalar.NULL),
                event.declaredBy().getQualifiedName().toString(),
                event.runs().stream().sorted(Comparator.comparing(Run::name)).toList()));
    }

    /** Adds a runnable. */
    public void add(DeclaredRunnable runnable) {
        runnables.add(runnable);
    }

    /** Returns the contract of all that was added. Names of what events carry do not depend on what else runnables take. */
    public TracedContract build() {
        Set<JavaType.Declared> ofEvents =
                new LinkedHashSet<>(schemas.definitions().keySet());
        List<Runnables.Declared> declared =
                runnables.stream().map(this::runnable).toList();
        Set<JavaType.Declared> ofRunnables =
                new LinkedHashSet<>(schemas.definitions().keySet());
        ofRunnables.removeAll(ofEvents);

        Set<String> taken = new HashSet<>(TAKEN);
        Map<String, String> names = DefinitionNames.of(ofEvents, taken);
        taken.addAll(names.values());
        Map<String, String> eventNames =
                EventDefinitionNames.of(events.stream().map(ContractEvent::name).toList(), taken);
        taken.addAll(eventNames.values());
        Map<String, String> allNames = new HashMap<>(names);
        allNames.putAll(DefinitionNames.of(ofRunnables, taken));

        Contract contract = new Contract(
                events.stream()
                        .map(event -> new ContractEvent(
                                event.name(),
                                name(event.name(), eventNames),
                                event.description(),
                                renamed(event.payload(), allNames),
                                event.declaredBy(),
                                event.runs()))
                        .sorted(Comparator.comparing(ContractEvent::name).thenComparing(ContractEvent::declaredBy))
                        .toList(),
                definitions(ofEvents, allNames));
        Runnables clients = new Runnables(
                declared.stream()
                        .map(runnable -> new Runnables.Declared(
                                runnable.name(),
                                runnable.declaredBy(),
                                renamed(runnable.input(), allNames),
                                renamed(runnable.output(), allNames),
                                runnable.events()))
                        .sorted(Comparator.comparing(Runnables.Declared::name)
                                .thenComparing(Runnables.Declared::declaredBy))
                        .toList(),
                definitions(ofRunnables, allNames));
        return new TracedContract(contract, clients, origins(ofEvents, allNames));
    }

    private Runnables.Declared runnable(DeclaredRunnable runnable) {
        Schema output = runnable.output()
                .map(type -> schemas.of(type, runnable.method()))
                .orElse(Schema.Scalar.NULL);
        return new Runnables.Declared(
                runnable.name(),
                runnable.declaredBy().getQualifiedName().toString(),
                input(runnable),
                runnable.isChunked() && !output.equals(Scalars.STRING) ? new Anything() : output,
                runnable.events());
    }

    private Schema input(DeclaredRunnable runnable) {
        List<Property> parameters = runnable.inputs().stream()
                .map(parameter -> new Property(
                        parameter.getSimpleName().toString(), schemas.of(parameter.asType(), runnable.method()), true))
                .toList();
        return switch (parameters.size()) {
            case 0 -> Schema.Scalar.NULL;
            case 1 -> parameters.get(0).schema();
            default -> new ObjectOf(parameters, false);
        };
    }

    private SortedMap<String, Schema> definitions(Set<JavaType.Declared> types, Map<String, String> names) {
        SortedMap<String, Schema> definitions = new TreeMap<>();
        schemas.definitions().forEach((type, schema) -> {
            if (types.contains(type)) {
                definitions.put(name(type.key(), names), renamed(schema, names));
            }
        });
        return definitions;
    }

    private Map<String, Element> origins(Set<JavaType.Declared> types, Map<String, String> names) {
        Map<String, Element> origins = new HashMap<>();
        types.forEach(type -> {
            String name = name(type.key(), names);
            origins.put(name, type.element());
            schemas.parts(type)
                    .forEach((part, element) -> origins.put(TracedContract.key(name, name(part, names)), element));
        });
        return origins;
    }

    private static Schema renamed(Schema schema, Map<String, String> names) {
        return schema.renamed(key -> name(key, names));
    }

    private static String name(String key, Map<String, String> names) {
        return names.getOrDefault(key, key);
    }
}
