package dev.runcast.contract.types;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** An annotation of Jackson on an element. A member that is left out reads as empty. */
record JacksonAnnotation(Element element, AnnotationMirror mirror) {
    private static final List<String> PACKAGES = List.of("com.fasterxml.jackson.", "tools.jackson.");

    /** Returns whether there is an annotation of this qualified name. */
    static boolean isPresent(AnnotatedConstruct annotated, String qualifiedName) {
        return annotated.getAnnotationMirrors().stream()
                .anyMatch(mirror -> type(mirror).getQualifiedName().contentEquals(qualifiedName));
    }

    /** Returns the simple name of the annotation. */
    String name() {
        return type().getSimpleName().toString();
    }

    TypeElement type() {
        return type(mirror);
    }

    /** Returns whether Jackson declares it. Others can bundle its annotations. */
    boolean isOfJackson() {
        String name = type().getQualifiedName().toString();
        return PACKAGES.stream().anyMatch(name::startsWith);
    }

    /** Returns the value that the source gives a member, if any. */
    Optional<Object> value(String member) {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .map(Map.Entry::getValue)
                .map(AnnotationValue::getValue)
                .findFirst();
    }

    /** Returns the string value of a member, empty by default. */
    String text(String member) {
        return value(member).map(Object::toString).orElse("");
    }

    /** Returns the values that a member lists. */
    List<Object> values(String member) {
        return value(member).stream()
                .filter(List.class::isInstance)
                .flatMap(values -> ((List<?>) values).stream())
                .<Object>map(value -> ((AnnotationValue) value).getValue())
                .toList();
    }

    /** Returns the name of the constant that an enum-typed member has. */
    Optional<String> constant(String member) {
        return value(member)
                .map(value -> value instanceof VariableElement constant
                        ? constant.getSimpleName().toString()
                        : value.toString());
    }

    private static TypeElement type(AnnotationMirror mirror) {
        return (TypeElement) mirror.getAnnotationType().asElement();
    }
}
