package dev.runcast.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.runcast.processor.discovery.TypeMirrors;
import java.util.List;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Types as JavaPoet writes them. JavaPoet's own conversion loses the annotations of types, such as {@code @Nullable}. */
final class TypeNames {
    private final TypeAnnotations annotations;

    /** Names types in what is generated for {@code origin}. */
    TypeNames(TypeElement origin) {
        this.annotations = new TypeAnnotations(origin);
    }

    TypeName of(TypeMirror type) {
        return annotated(unannotated(type), type);
    }

    TypeName boxed(TypeMirror type) {
        return type.getKind().isPrimitive() ? unannotated(type).box() : of(type);
    }

    /** Returns the type with its own parameters as arguments, such as {@code Box<T>}. */
    static TypeName withParameters(ClassName name, List<TypeVariableName> parameters) {
        TypeName[] arguments = parameters.stream()
                .map(parameter -> TypeVariableName.get(parameter.name()))
                .toArray(TypeName[]::new);
        return parameters.isEmpty() ? name : ParameterizedTypeName.get(name, arguments);
    }

    /** Returns the erasure of the type, of a type variable that of its first bound. */
    static TypeName erased(TypeMirror type) {
        return switch (type.getKind()) {
            case ARRAY -> ArrayTypeName.of(erased(((ArrayType) type).getComponentType()));
            case TYPEVAR -> erased(((TypeVariable) type).getUpperBound());
            case INTERSECTION -> erased(((IntersectionType) type).getBounds().get(0));
            case DECLARED, ERROR -> className((DeclaredType) type);
            default -> named(type);
        };
    }

    /** Returns the type as it stands after {@code new}. */
    static CodeBlock diamond(TypeName type) {
        return type instanceof ParameterizedTypeName parameterized
                ? CodeBlock.of("$T<>", parameterized.rawType())
                : CodeBlock.of("$T", type);
    }

    /** Returns the type parameters of a class or method with their bounds. */
    List<TypeVariableName> parametersOf(Parameterizable declaration) {
        return declaration.getTypeParameters().stream().map(this::parameter).toList();
    }

    TypeVariableName parameter(TypeParameterElement parameter) {
        TypeVariableName name = TypeVariableName.get(
                parameter.getSimpleName().toString(),
                parameter.getBounds().stream().map(this::of).toArray(TypeName[]::new));
        return name.annotated(annotations.of(parameter));
    }

    private TypeName unannotated(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED -> declared((DeclaredType) type);
            case ARRAY -> ArrayTypeName.of(of(((ArrayType) type).getComponentType()));
            case ERROR -> error((DeclaredType) type);
            case TYPEVAR ->
                TypeVariableName.get(
                        ((TypeVariable) type).asElement().getSimpleName().toString());
            case WILDCARD -> wildcard((WildcardType) type);
            default -> named(type);
        };
    }

    /** Returns a type that has nothing in it. */
    private static TypeName named(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN -> TypeName.BOOLEAN;
            case BYTE -> TypeName.BYTE;
            case SHORT -> TypeName.SHORT;
            case INT -> TypeName.INT;
            case LONG -> TypeName.LONG;
            case CHAR -> TypeName.CHAR;
            case FLOAT -> TypeName.FLOAT;
            case DOUBLE -> TypeName.DOUBLE;
            case VOID -> TypeName.VOID;
            default -> throw new IllegalArgumentException("No name for the type " + type);
        };
    }

    /** Returns the name of a class that is not nested. Which part of a name is the package is not guessed by capital letters. */
    static ClassName topLevel(String qualifiedName) {
        int dot = qualifiedName.lastIndexOf('.');
        return ClassName.get(qualifiedName.substring(0, Math.max(dot, 0)), qualifiedName.substring(dot + 1));
    }

    /** A wrapper that is still to be generated, or a type that has one as an argument. */
    private TypeName error(DeclaredType type) {
        return TypeMirrors.isMissing(type) ? className(type) : declared(type);
    }

    private static ClassName className(DeclaredType type) {
        return TypeMirrors.isMissing(type)
                ? topLevel(type.asElement().toString())
                : ClassName.get((TypeElement) type.asElement());
    }

    private TypeName declared(DeclaredType type) {
        TypeElement element = (TypeElement) type.asElement();
        List<TypeName> arguments =
                type.getTypeArguments().stream().map(this::of).toList();
        if (TypeMirrors.outerOf(type).map(this::of).orElse(null) instanceof ParameterizedTypeName outer) {
            return outer.nestedClass(element.getSimpleName().toString(), arguments);
        }
        ClassName name = ClassName.get(element);
        return arguments.isEmpty() ? name : ParameterizedTypeName.get(name, arguments.toArray(new TypeName[0]));
    }

    private TypeName wildcard(WildcardType type) {
        if (type.getSuperBound() != null) {
            return WildcardTypeName.supertypeOf(of(type.getSuperBound()));
        }
        return WildcardTypeName.subtypeOf(
                type.getExtendsBound() == null ? ClassName.get(Object.class) : of(type.getExtendsBound()));
    }

    private TypeName annotated(TypeName name, TypeMirror type) {
        List<AnnotationSpec> copies = annotations.of(type);
        return copies.isEmpty() ? name : name.annotated(copies);
    }
}
