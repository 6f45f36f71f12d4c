package dev.runcast.processor.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** A type with annotated methods, as it stands in the source. */
public record AnnotatedType(TypeElement element, GeneratedNames names) {
    public static AnnotatedType of(TypeElement element) {
        return new AnnotatedType(element, GeneratedNames.of(element));
    }

    /** Returns the methods with annotations of ours, in source order. */
    public List<AnnotatedMethod> methods() {
        List<AnnotatedMethod> methods = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(element.getEnclosedElements())) {
            methods.add(AnnotatedMethod.of(this, method));
        }
        return methods.stream().filter(AnnotatedMethod::isAnnotated).toList();
    }

    /** Returns the methods that are runnables, in source order. */
    public List<AnnotatedMethod> runnables() {
        return methods().stream()
                .filter(method -> method.runnable().isPresent())
                .toList();
    }

    /** Returns the events declared on the type, for all its runnables. */
    public List<EventDeclaration> ownEvents() {
        return EventDeclaration.on(element);
    }

    /** Returns all events, those of the type first. */
    public List<EventDeclaration> events() {
        return Stream.concat(ownEvents().stream(), methods().stream().flatMap(method -> method.events().stream()))
                .toList();
    }

    /** Returns the name for messages, such as {@code Outer.Greeter}. */
    public String displayName() {
        return TypeMirrors.simpleName(element.asType());
    }
}
