package dev.runcast.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.model.ReturnShape;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Suppresses exactly the warnings that generated code repeats, since the user's own signatures give rise to them. */
final class Suppressions {
    private final SortedSet<String> warnings = new TreeSet<>();

    /** Returns what naming {@code types} needs. */
    static Optional<AnnotationSpec> naming(Collection<? extends TypeMirror> types) {
        Suppressions suppressions = new Suppressions();
        types.forEach(suppressions::addNamingOf);
        return suppressions.annotation();
    }

    /** Returns what a class literal of {@code types} needs. */
    static Optional<AnnotationSpec> literalsOf(Collection<? extends TypeMirror> types) {
        Suppressions suppressions = new Suppressions();
        types.forEach(suppressions::addDeprecationsOf);
        return suppressions.annotation();
    }

    /** Returns what a method that has the signature of {@code method} and calls it needs. */
    static Optional<AnnotationSpec> wrapping(ExecutableElement method) {
        Suppressions suppressions = new Suppressions();
        TypeMirrors.inSignature(method).forEach(suppressions::addNamingOf);
        if (isRemoved(method)) {
            suppressions.warnings.add("removal");
        }
        if (hasGenericVarargs(method)) {
            suppressions.warnings.add(method.getAnnotation(SafeVarargs.class) == null ? "unchecked" : "varargs");
        }
        suppressions.addRawStageOf(method);
        return suppressions.annotation();
    }

    /** Returns what the accessor of {@code method} needs, which names {@code types} and calls it. */
    static Optional<AnnotationSpec> accessing(ExecutableElement method, Collection<? extends TypeMirror> types) {
        Suppressions suppressions = new Suppressions();
        types.forEach(suppressions::addNamingOf);
        if (isRemoved(method)) {
            suppressions.warnings.add("removal");
        }
        suppressions.addRawStageOf(method);
        return suppressions.annotation();
    }

    /** Returns what a method needs that names a type and calls these methods of it. */
    static Optional<AnnotationSpec> calling(Collection<ExecutableElement> methods, TypeMirror type) {
        Suppressions suppressions = new Suppressions();
        suppressions.addDeprecationsOf(type);
        methods.forEach(suppressions::addDeprecationOf);
        return suppressions.annotation();
    }

    /** Returns what a class needs that names {@code type} throughout: its own deprecation covers all but a removal. */
    static Optional<AnnotationSpec> ofRemoved(TypeElement type) {
        Suppressions suppressions = new Suppressions();
        if (isRemoved(type)) {
            suppressions.warnings.add("removal");
        }
        return suppressions.annotation();
    }

    private void addRawStageOf(ExecutableElement method) {
        if (ReturnShape.of(method.getReturnType()) != ReturnShape.VALUE && isRaw(method.getReturnType())) {
            warnings.add("unchecked");
        }
    }

    private void addNamingOf(TypeMirror type) {
        addDeprecationsOf(type);
        if (TypeMirrors.parts(type).anyMatch(Suppressions::isRaw)) {
            warnings.add("rawtypes");
        }
    }

    private void addDeprecationsOf(TypeMirror type) {
        TypeMirrors.parts(type)
                .filter(DeclaredType.class::isInstance)
                .map(part -> ((DeclaredType) part).asElement())
                .forEach(this::addDeprecationOf);
    }

    private void addDeprecationOf(Element element) {
        TypeMirrors.deprecationOf(element)
                .ifPresent(deprecation -> warnings.add(deprecation.forRemoval() ? "removal" : "deprecation"));
    }

    private Optional<AnnotationSpec> annotation() {
        if (warnings.isEmpty()) {
            return Optional.empty();
        }
        String names = warnings.stream().map(warning -> "\"" + warning + "\"").collect(Collectors.joining(", "));
        return Optional.of(AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", CodeBlock.of(warnings.size() == 1 ? "$L" : "{$L}", names))
                .build());
    }

    private static boolean isRemoved(Element element) {
        return TypeMirrors.deprecationOf(element).filter(Deprecated::forRemoval).isPresent();
    }

    private static boolean isRaw(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && ((DeclaredType) type).getTypeArguments().isEmpty()
                && !((TypeElement) ((DeclaredType) type).asElement())
                        .getTypeParameters()
                        .isEmpty();
    }

    private static boolean hasGenericVarargs(ExecutableElement method) {
        if (!method.isVarArgs()) {
            return false;
        }
        int last = method.getParameters().size() - 1;
        return !isReifiable(((ArrayType) method.getParameters().get(last).asType()).getComponentType());
    }

    private static boolean isReifiable(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return isReifiable(array.getComponentType());
        }
        return type.getKind() != TypeKind.TYPEVAR
                && (!(type instanceof DeclaredType declared)
                        || declared.getTypeArguments().stream().allMatch(Suppressions::isUnboundedWildcard));
    }

    private static boolean isUnboundedWildcard(TypeMirror argument) {
        return argument instanceof WildcardType wildcard
                && wildcard.getExtendsBound() == null
                && wildcard.getSuperBound() == null;
    }
}
