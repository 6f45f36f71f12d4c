package dev.runcast.processor.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Questions about types that do not depend on the compiler's own way of printing them. */
public final class TypeMirrors {
    /** What kapt puts in the place of types that do not exist yet, unless it is told to keep their names. */
    private static final String MISSING_IN_KAPT = "error.NonExistentClass";

    private TypeMirrors() {}

    /** Returns the element if it is a type, else the type that it is a member of. */
    public static TypeElement typeOf(Element element) {
        return element instanceof TypeElement type
                ? type
                : (TypeElement) Objects.requireNonNull(element.getEnclosingElement(), "a member of a type");
    }

    /** Returns the type around {@code element} that no other is around. */
    public static TypeElement topLevelOf(Element element) {
        TypeElement type = typeOf(element);
        return type.getEnclosingElement() instanceof TypeElement outer ? topLevelOf(outer) : type;
    }

    /** Returns the package that {@code element} is in. */
    public static Element packageOf(Element element) {
        return Objects.requireNonNull(topLevelOf(element).getEnclosingElement(), "a package");
    }

    /** Returns the annotation that deprecates {@code element}, on itself or on a type around it. */
    public static Optional<Deprecated> deprecationOf(Element element) {
        return Optional.ofNullable(element.getAnnotation(Deprecated.class))
                .or(() -> element.getEnclosingElement() instanceof TypeElement outer
                        ? deprecationOf(outer)
                        : Optional.empty());
    }

    /** Returns the type as a person would write it under imports, such as {@code Map<String, Outer.Inner>}. */
    public static String simpleName(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return simpleName(array.getComponentType()) + "[]";
        }
        if (!(type instanceof DeclaredType declared)) {
            return type.getKind().isPrimitive() ? type.getKind().name().toLowerCase(Locale.ROOT) : plain(type);
        }
        String name = simpleName(declared.asElement());
        return declared.getTypeArguments().isEmpty() || isDeclaration(declared)
                ? name
                : declared.getTypeArguments().stream()
                        .map(TypeMirrors::simpleName)
                        .collect(Collectors.joining(", ", name + "<", ">"));
    }

    /** Returns the qualified name of an erased type, without its annotations. */
    public static String erasedName(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return erasedName(array.getComponentType()) + "[]";
        }
        return type instanceof DeclaredType declared ? declared.asElement().toString() : simpleName(type);
    }

    /** Returns every type that the signature of {@code method} is made of: arguments, bounds and thrown types too. */
    public static Stream<TypeMirror> inSignature(ExecutableElement method) {
        return inSignature(method, method.getParameters());
    }

    /** Returns the same, with only these of the parameters. */
    static Stream<TypeMirror> inSignature(ExecutableElement method, Collection<? extends VariableElement> parameters) {
        return Stream.of(
                        Stream.of(method.getReturnType()),
                        parameters.stream().map(Element::asType),
                        method.getThrownTypes().stream(),
                        bounds(method),
                        bounds(typeOf(method)))
                .flatMap(types -> types)
                .flatMap(TypeMirrors::parts);
    }

    /** Returns the type around an inner class's. For static classes too compilers may name one, which has no meaning. */
    public static Optional<DeclaredType> outerOf(DeclaredType type) {
        Element element = type.asElement();
        return element.getKind() == ElementKind.CLASS
                        && !element.getModifiers().contains(Modifier.STATIC)
                        && type.getEnclosingType() instanceof DeclaredType outer
                ? Optional.of(outer)
                : Optional.empty();
    }

    /** Returns the type and what it is made of. Bounds of type variables belong to their declarations. */
    public static Stream<TypeMirror> parts(TypeMirror type) {
        Stream<TypeMirror> inner = switch (type.getKind()) {
            case ARRAY -> parts(((ArrayType) type).getComponentType());
            case WILDCARD ->
                Stream.of(
                                Optional.ofNullable(((WildcardType) type).getExtendsBound()),
                                Optional.ofNullable(((WildcardType) type).getSuperBound()))
                        .flatMap(Optional::stream)
                        .flatMap(TypeMirrors::parts);
            case DECLARED, ERROR ->
                Stream.concat(
                        outerOf((DeclaredType) type).stream().flatMap(TypeMirrors::parts),
                        ((DeclaredType) type).getTypeArguments().stream().flatMap(TypeMirrors::parts));
            default -> Stream.empty();
        };
        return Stream.concat(Stream.of(type), inner);
    }

    /** Returns what an array consists of, or a type variable stands for. */
    public static TypeMirror bare(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return bare(array.getComponentType());
        }
        return type instanceof TypeVariable variable ? bare(variable.getUpperBound()) : type;
    }

    /** Returns whether a parameter is annotated as nullable. Annotations that say so go by one name, but come from many places. */
    public static boolean isNullable(VariableElement parameter) {
        return Stream.of(parameter, parameter.asType())
                .flatMap(annotated -> annotated.getAnnotationMirrors().stream())
                .anyMatch(annotation -> annotation
                        .getAnnotationType()
                        .asElement()
                        .getSimpleName()
                        .contentEquals("Nullable"));
    }

    /** Returns whether the type itself does not exist. ECJ says so also of types whose arguments do not. */
    public static boolean isMissing(TypeMirror type) {
        boolean isError = type.getKind() == TypeKind.ERROR
                && ((DeclaredType) type).asElement().asType().getKind() == TypeKind.ERROR;
        return isError || erasedName(type).equals(MISSING_IN_KAPT);
    }

    private static Stream<TypeMirror> bounds(Parameterizable declaration) {
        return declaration.getTypeParameters().stream().flatMap(parameter -> parameter.getBounds().stream());
    }

    private static String simpleName(Element type) {
        return type.getEnclosingElement() instanceof TypeElement outer
                ? simpleName(outer) + "." + type.getSimpleName()
                : type.getSimpleName().toString();
    }

    /** The type of a generic class's own declaration, as opposed to a use of the class. */
    private static boolean isDeclaration(DeclaredType type) {
        return List.copyOf(type.getTypeArguments())
                .equals(((TypeElement) type.asElement())
                        .getTypeParameters().stream().map(Element::asType).toList());
    }

    private static String plain(TypeMirror type) {
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() != null
                    ? "? extends " + simpleName(wildcard.getExtendsBound())
                    : wildcard.getSuperBound() != null ? "? super " + simpleName(wildcard.getSuperBound()) : "?";
        }
        return type.getKind() == TypeKind.TYPEVAR
                ? ((TypeVariable) type).asElement().getSimpleName().toString()
                : type.toString();
    }
}
