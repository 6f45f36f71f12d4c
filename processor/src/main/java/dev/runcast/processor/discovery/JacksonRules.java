package dev.runcast.processor.discovery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Knows of which records and enums Jackson writes just the components and the names. */
public final class JacksonRules {
    /** The annotations that Jackson reads, which are known by their names, and the bundles that others make of them. */
    private static final List<String> ANNOTATIONS = List.of("com.fasterxml.jackson.", "tools.jackson.", "java.beans.");

    private static final String BUNDLE = "com.fasterxml.jackson.annotation.JacksonAnnotationsInside";

    /** Interfaces that Jackson or the runtime may know, and write in a way of their own. */
    private static final List<String> SPECIAL = List.of(
            "java.", "javax.", "jakarta.", "jdk.", "com.fasterxml.jackson.", "tools.jackson.", "org.reactivestreams.");

    /** Those of them that change nothing. */
    private static final Set<String> HARMLESS = Set.of("java.io.Serializable", "java.lang.Comparable");

    private JacksonRules() {}

    /**
     * Returns whether nothing on a record or enum, or on what it implements, has Jackson write more or anything else: no annotation of
     * Jackson, no getter beside the components, and no interface that is special.
     */
    public static boolean areOrdinary(TypeElement type) {
        return interfaces(type).noneMatch(JacksonRules::isSpecial)
                && Stream.concat(Stream.of(type), interfaces(type))
                        .allMatch(each -> hasNoAnnotations(each)
                                && (type.getKind() == ElementKind.ENUM || hasNoGetters(each, componentNames(type))))
                && type.getRecordComponents().stream().allMatch(JacksonRules::isPlainlyNamed);
    }

    private static Stream<TypeElement> interfaces(TypeElement type) {
        return type.getInterfaces().stream()
                .map(implemented -> (TypeElement) ((DeclaredType) implemented).asElement())
                .flatMap(implemented -> Stream.concat(Stream.of(implemented), interfaces(implemented)));
    }

    private static boolean isSpecial(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return TypeMirrors.isMissing(type.asType()) || (startsWithAny(name, SPECIAL) && !HARMLESS.contains(name));
    }

    private static boolean hasNoAnnotations(TypeElement type) {
        return isPlain(type)
                && type.getRecordComponents().stream().allMatch(JacksonRules::isPlain)
                && type.getEnclosedElements().stream()
                        .allMatch(member -> isPlain(member)
                                && (!(member instanceof ExecutableElement method)
                                        || method.getParameters().stream().allMatch(JacksonRules::isPlain)));
    }

    private static boolean isPlain(Element element) {
        return element.getAnnotationMirrors().stream().noneMatch(JacksonRules::isForJackson);
    }

    private static boolean isForJackson(AnnotationMirror annotation) {
        TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
        return startsWithAny(type.getQualifiedName().toString(), ANNOTATIONS)
                || type.getAnnotationMirrors().stream()
                        .anyMatch(bundle -> ((TypeElement)
                                        bundle.getAnnotationType().asElement())
                                .getQualifiedName()
                                .contentEquals(BUNDLE));
    }

    private static Set<String> componentNames(TypeElement type) {
        Set<String> names = new HashSet<>();
        type.getRecordComponents()
                .forEach(component -> names.add(component.getSimpleName().toString()));
        return names;
    }

    private static boolean hasNoGetters(TypeElement type, Set<String> componentNames) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .noneMatch(method -> isGetter(method)
                        && !componentNames.contains(method.getSimpleName().toString()));
    }

    private static boolean isGetter(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        return (name.startsWith("get") || name.startsWith("is"))
                && method.getParameters().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID
                && !method.getModifiers().contains(Modifier.STATIC);
    }

    /** Java allows control characters in names, which JSON has to escape. */
    private static boolean isPlainlyNamed(RecordComponentElement component) {
        return component.getSimpleName().chars().noneMatch(Character::isISOControl);
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
