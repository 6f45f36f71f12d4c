package dev.runcast.processor.discovery;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** A type with annotated methods, as it stands in the source. */
public final class AnnotatedType {
    private final TypeElement element;
    private final GeneratedNames names;
    private final List<AnnotatedMethod> methods;
    private final List<EventDeclaration> ownEvents;
    private final List<EventDeclaration> events;

    private AnnotatedType(TypeElement element) {
        this.element = element;
        this.names = GeneratedNames.of(element);
        this.methods = ElementFilter.methodsIn(element.getEnclosedElements()).stream()
                .map(method -> AnnotatedMethod.of(this, method))
                .filter(AnnotatedMethod::isAnnotated)
                .toList();
        this.ownEvents = EventDeclaration.on(element);
        this.events = Stream.concat(ownEvents.stream(), methods.stream().flatMap(method -> method.events().stream()))
                .toList();
    }

    public static AnnotatedType of(TypeElement element) {
        return new AnnotatedType(element);
    }

    /** Finds the types of these names, in this order, less those that do not exist. */
    public static List<AnnotatedType> find(Collection<TypeName> names, Elements elements) {
        return names.stream()
                .flatMap(name -> name.find(elements).stream())
                .map(AnnotatedType::of)
                .toList();
    }

    /** Returns the names of the types that have annotations of ours in a round, as often as they have them. */
    public static List<TypeName> namesIn(RoundEnvironment round, Collection<? extends TypeElement> annotations) {
        return annotations.stream()
                .filter(annotation -> AnnotationNames.ALL.contains(
                        annotation.getQualifiedName().toString()))
                .flatMap(annotation -> round.getElementsAnnotatedWith(annotation).stream())
                .map(element -> TypeName.of(TypeMirrors.typeOf(element)))
                .toList();
    }

    public TypeElement element() {
        return element;
    }

    public GeneratedNames names() {
        return names;
    }

    /** Returns the methods with annotations of ours, in source order. */
    public List<AnnotatedMethod> methods() {
        return methods;
    }

    /** Returns the methods that are runnables, in source order. */
    public List<AnnotatedMethod> runnables() {
        return methods.stream().filter(method -> method.runnable().isPresent()).toList();
    }

    /** Returns the events declared on the type, for all its runnables. */
    public List<EventDeclaration> ownEvents() {
        return ownEvents;
    }

    /** Returns all events, those of the type first. */
    public List<EventDeclaration> events() {
        return events;
    }

    /** Returns whether a value of an annotation names what does not exist, or not yet. */
    public boolean hasMissingValues() {
        return events().stream()
                        .anyMatch(event ->
                                event.isPayloadMissing() || event.missingValue().isPresent())
                || methods.stream()
                        .flatMap(method -> method.runnable().stream())
                        .anyMatch(annotation -> annotation.missingValue().isPresent());
    }

    /** Returns whether the signature of a runnable names what does not exist, or not yet, such as the emitter before it is written. */
    public boolean hasMissingTypes() {
        return runnables().stream()
                .flatMap(method -> TypeMirrors.inSignature(method.element()))
                .anyMatch(TypeMirrors::isMissing);
    }

    /** Returns the name for messages, such as {@code Outer.Greeter}. */
    public String displayName() {
        return TypeMirrors.simpleName(element.asType());
    }
}
