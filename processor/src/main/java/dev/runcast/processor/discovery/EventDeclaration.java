package dev.runcast.processor.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** An {@code @EmitsEvent} on a method or a type. */
public record EventDeclaration(AnnotationUse annotation) {
    /** Returns the events that {@code element} itself declares, in source order. */
    static List<EventDeclaration> on(Element element) {
        List<EventDeclaration> events = new ArrayList<>();
        AnnotationUse.find(element, AnnotationNames.EMITS_EVENT)
                .map(EventDeclaration::new)
                .ifPresent(events::add);
        AnnotationUse.find(element, AnnotationNames.EMITS_EVENTS).stream()
                .flatMap(container -> container.values("value").stream())
                .map(AnnotationValue::getValue)
                .map(mirror -> new AnnotationUse(element, (AnnotationMirror) mirror))
                .map(EventDeclaration::new)
                .forEach(events::add);
        return events;
    }

    /** Returns the method or type that declares the event. */
    public Element declaredBy() {
        return annotation.element();
    }

    public String name() {
        return annotation.text("name");
    }

    public String description() {
        return annotation.text("description");
    }

    /** Returns the name of the emitter method, which need not be an identifier. */
    public String methodName() {
        return annotation.value("method").isPresent() ? annotation.text("method") : CamelCase.of(name());
    }

    /** Returns the payload, empty for an event without data. A payload that cannot be found is an error type. */
    public Optional<Payload> payload(Types types) {
        return annotation
                .value("payload")
                .map(AnnotationValue::getValue)
                .filter(TypeMirror.class::isInstance)
                .map(TypeMirror.class::cast)
                .map(named -> Payload.of(named, types))
                .filter(payload -> !isVoid(payload.type()));
    }

    /** Returns whether the payload, a component of it, or what it extends, names a class that does not exist, or not yet. */
    public boolean isPayloadMissing() {
        return annotation
                .value("payload")
                .map(AnnotationValue::getValue)
                .filter(value -> !(value instanceof TypeMirror type) || isMissing(type))
                .isPresent();
    }

    /** Returns the first other member whose value names what does not exist, or not yet. */
    public Optional<String> missingValue() {
        return annotation.missingValue().filter(member -> !member.equals("payload"));
    }

    private static boolean isMissing(TypeMirror type) {
        return TypeMirrors.isMissing(type)
                || (type instanceof DeclaredType declared
                        && declared.asElement() instanceof TypeElement element
                        && (isMissingInComponents(element) || isMissingInSuperclass(element)));
    }

    private static boolean isMissingInComponents(TypeElement payload) {
        return payload.getRecordComponents().stream().map(Element::asType).anyMatch(EventDeclaration::namesMissing);
    }

    /** What is missing there may be a {@code TypeRef}, or a part of the type that one names. */
    private static boolean isMissingInSuperclass(TypeElement payload) {
        TypeMirror superclass = payload.getSuperclass();
        return namesMissing(superclass)
                || (superclass instanceof DeclaredType declared
                        && isMissingInSuperclass((TypeElement) declared.asElement()));
    }

    private static boolean namesMissing(TypeMirror type) {
        return TypeMirrors.parts(type).anyMatch(TypeMirrors::isMissing);
    }

    private static boolean isVoid(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement().toString().equals("java.lang.Void");
    }
}
