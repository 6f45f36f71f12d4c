package dev.runcast.processor.contract;

import dev.runcast.contract.builder.TracedContract;
import dev.runcast.contract.comparison.Change;
import dev.runcast.contract.comparison.Comparison;
import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.types.PayloadTypes;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.DiagnosticId;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.EventDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.Element;

/** Finds what readers of a committed contract were promised and no longer get. */
public final class ContractValidator {
    private final String path;
    private final List<AnnotatedType> types;
    private final Predicate<Element> isInSource;

    /**
     * Makes a validator.
     *
     * @param path where the committed contract is
     * @param types the types whose events are in the new contract
     * @param isInSource which elements messages can point at
     */
    public ContractValidator(String path, List<AnnotatedType> types, Predicate<Element> isInSource) {
        this.path = path;
        this.types = types;
        this.isInSource = isInSource;
    }

    /** Compares the new contract with the committed one. */
    public List<Diagnostic> check(Contract committed, TracedContract now) {
        return Comparison.of(committed, now.contract(), definition -> tellsNullness(definition, now)).stream()
                .map(change -> diagnostic(change, now))
                .toList();
    }

    /** What class files hide is no change. */
    private boolean tellsNullness(String definition, TracedContract now) {
        return PayloadTypes.areToldByClassFiles()
                || now.originsOf(definition, "").allMatch(isInSource);
    }

    private Diagnostic diagnostic(Change change, TracedContract now) {
        List<Object> arguments = new ArrayList<>(change.arguments());
        arguments.add(path + "#" + change.pointer());
        Position position = (change.kind() == Change.Kind.EVENT_REMOVED
                        ? declaring(change.event())
                        : changed(change, now))
                .orElseGet(Position.Nowhere::new);
        return Diagnostic.of(id(change.kind()), position, arguments.toArray());
    }

    private static DiagnosticId id(Change.Kind kind) {
        return switch (kind) {
            case EVENT_REMOVED -> DiagnosticId.EVENT_CONTRACT_EVENT_REMOVED;
            case FIELD_REMOVED -> DiagnosticId.EVENT_CONTRACT_FIELD_REMOVED;
            case FIELD_OPTIONAL -> DiagnosticId.EVENT_CONTRACT_FIELD_OPTIONAL;
            case NULLABLE -> DiagnosticId.EVENT_CONTRACT_NULLABLE;
            case TYPE_CHANGED -> DiagnosticId.EVENT_CONTRACT_TYPE_CHANGED;
            case CASE_ADDED -> DiagnosticId.EVENT_CONTRACT_CASE_ADDED;
        };
    }

    /** Returns the place of the field, type or constant, or that of the payload where it is in other sources. */
    private Optional<Position> changed(Change change, TracedContract now) {
        return now.originsOf(change.definition(), change.part())
                .filter(isInSource)
                .findFirst()
                .map(Position::of)
                .or(() -> payload(change.event()));
    }

    private Optional<Position> declaring(ContractEvent event) {
        return type(event).map(type -> Position.of(type.element()));
    }

    private Optional<Position> payload(ContractEvent event) {
        return type(event).stream()
                .flatMap(type -> type.events().stream())
                .filter(declaration -> declaration.name().equals(event.name()))
                .map(EventDeclaration::annotation)
                .map(annotation -> annotation.position("payload"))
                .findFirst();
    }

    private Optional<AnnotatedType> type(ContractEvent event) {
        return types.stream()
                .filter(type -> type.element().getQualifiedName().contentEquals(event.declaredBy()))
                .filter(type -> isInSource.test(type.element()))
                .findFirst();
    }
}
