package dev.runcast.processor.contract.validation;

import static dev.runcast.processor.diagnostic.DiagnosticId.EVENT_CONTRACT_EVENT_REMOVED;

import dev.runcast.processor.contract.discovery.PayloadTypes;
import dev.runcast.processor.contract.model.Contract;
import dev.runcast.processor.contract.model.ContractEvent;
import dev.runcast.processor.contract.model.Schema.Ref;
import dev.runcast.processor.contract.model.TracedContract;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.EventDeclaration;
import dev.runcast.processor.discovery.TypeMirrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Finds what readers of a committed contract were promised and no longer get. */
public final class ContractValidator {
    private final String path;
    private final List<AnnotatedType> types;
    private final Predicate<TypeElement> isInSource;

    /**
     * Makes a validator.
     *
     * @param path where the committed contract is
     * @param types the types whose events are in the new contract
     * @param isInSource which top-level types messages can point at
     */
    public ContractValidator(String path, List<AnnotatedType> types, Predicate<TypeElement> isInSource) {
        this.path = path;
        this.types = types;
        this.isInSource = isInSource;
    }

    /** Compares the new contract with the committed one. */
    public List<Diagnostic> check(Contract committed, TracedContract now) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        for (ContractEvent event : committed.events()) {
            if (now.contract().payloads(event.name()).isEmpty() && reported.add(event.name())) {
                diagnostics.add(removed(event, committed));
            }
        }
        Set<Map.Entry<Ref, Ref>> compared = new HashSet<>();
        for (ContractEvent event : now.contract().events()) {
            if (!committed.payloads(event.name()).isEmpty()) {
                Comparison.of(committed, now.contract(), event, compared, definition -> tellsNullness(definition, now))
                        .stream()
                        .map(change -> changed(change, now))
                        .forEach(diagnostics::add);
            }
        }
        return diagnostics;
    }

    /** What class files hide is no change. */
    private boolean tellsNullness(String definition, TracedContract now) {
        return PayloadTypes.areToldByClassFiles()
                || now.originsOf(definition, "").allMatch(this::isInSource);
    }

    private Diagnostic removed(ContractEvent event, Contract committed) {
        Position position =
                declaring(event).map(type -> Position.of(type.element())).orElseGet(Position.Nowhere::new);
        String place = place(Comparison.pointer(committed, event.name()));
        return Diagnostic.of(EVENT_CONTRACT_EVENT_REMOVED, position, event.name(), place);
    }

    private Diagnostic changed(Change change, TracedContract now) {
        List<Object> arguments = new ArrayList<>(change.arguments());
        arguments.add(place(change.pointer()));
        Position position = now.originsOf(change.definition(), change.part())
                .filter(this::isInSource)
                .findFirst()
                .map(Position::of)
                .or(() -> declaring(change.event()).flatMap(type -> payload(type, change.event())))
                .orElseGet(Position.Nowhere::new);
        return Diagnostic.of(change.id(), position, arguments.toArray());
    }

    private Optional<AnnotatedType> declaring(ContractEvent event) {
        return types.stream()
                .filter(type -> type.element().getQualifiedName().contentEquals(event.declaredBy()))
                .filter(type -> isInSource(type.element()))
                .findFirst();
    }

    private static Optional<Position> payload(AnnotatedType type, ContractEvent event) {
        return type.events().stream()
                .filter(declaration -> declaration.name().equals(event.name()))
                .map(EventDeclaration::annotation)
                .map(annotation -> annotation.position("payload"))
                .findFirst();
    }

    private boolean isInSource(Element element) {
        return isInSource.test(TypeMirrors.topLevelOf(element));
    }

    private String place(String pointer) {
        return path + "#" + pointer;
    }
}
