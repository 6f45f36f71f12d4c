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
import javax.lang.model.AnnotatedConstruct;
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
    private TypeNames() {}

    static TypeName of(TypeMirror type) {
        return annotated(unannotated(type), type);
    }

    static TypeName boxed(TypeMirror type) {
        return type.getKind().isPrimitive() ? unannotated(type).box() : of(type);
    }

    /** Returns the type with its own parameters as arguments, such as {@code Box<T>}. */
    static TypeName withParameters(ClassName name, List<TypeVariableName> parameters) {
        return parameters.isEmpty() ? name : ParameterizedTypeName.get(name, parameters.toArray(new TypeName[0]));
    }

    /** Returns the erasure of the type, of a type variable that of its first bound. */
    static TypeName erased(TypeMirror type) {
        return switch (type.getKind()) {
            case ARRAY -> ArrayTypeName.of(erased(((ArrayType) type).getComponentType()));
            case TYPEVAR -> erased(((TypeVariable) type).getUpperBound());
            case INTERSECTION -> erased(((IntersectionType) type).getBounds().get(0));
            case DECLARED -> ClassName.get((TypeElement) ((DeclaredType) type).asElement());
            default -> unannotated(type);
        };
    }

    /** Returns the type as it stands after {@code new}. */
    static CodeBlock diamond(TypeName type) {
        return type instanceof ParameterizedTypeName parameterized
                ? CodeBlock.of("$T<>", parameterized.rawType())
                : CodeBlock.of("$T", type);
    }

    /** Returns the type parameters of a class or method with their bounds. */
    static List<TypeVariableName> parametersOf(Parameterizable declaration) {
        return declaration.getTypeParameters().stream()
                .map(TypeNames::parameter)
                .toList();
    }

    static TypeVariableName parameter(TypeParameterElement parameter) {
        TypeVariableName name = TypeVariableName.get(
                parameter.getSimpleName().toString(),
                parameter.getBounds().stream().map(TypeNames::of).toArray(TypeName[]::new));
        return parameter.getAnnotationMirrors().isEmpty() ? name : name.annotated(annotations(parameter));
    }

    private static TypeName unannotated(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED -> declared((DeclaredType) type);
            case ARRAY -> ArrayTypeName.of(of(((ArrayType) type).getComponentType()));
            case ERROR -> error((DeclaredType) type);
            case TYPEVAR ->
                TypeVariableName.get(
                        ((TypeVariable) type).asElement().getSimpleName().toString());
            case WILDCARD -> wildcard((WildcardType) type);
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
    private static TypeName error(DeclaredType type) {
        return TypeMirrors.isMissing(type) ? topLevel(type.asElement().toString()) : declared(type);
    }

    private static TypeName declared(DeclaredType type) {
        TypeElement element = (TypeElement) type.asElement();
        List<TypeName> arguments =
                type.getTypeArguments().stream().map(TypeNames::of).toList();
        if (TypeMirrors.outerOf(type).map(TypeNames::of).orElse(null) instanceof ParameterizedTypeName outer) {
            return outer.nestedClass(element.getSimpleName().toString(), arguments);
        }
        ClassName name = ClassName.get(element);
        return arguments.isEmpty() ? name : ParameterizedTypeName.get(name, arguments.toArray(new TypeName[0]));
    }

    private static TypeName wildcard(WildcardType type) {
        if (type.getSuperBound() != null) {
            return WildcardTypeName.supertypeOf(of(type.getSuperBound()));
        }
        return WildcardTypeName.subtypeOf(
                type.getExtendsBound() == null ? ClassName.get(Object.class) : of(type.getExtendsBound()));
    }

    private static TypeName annotated(TypeName name, TypeMirror type) {
        return type.getAnnotationMirrors().isEmpty() ? name : name.annotated(annotations(type));
    }

    private static List<AnnotationSpec> annotations(AnnotatedConstruct construct) {
        return construct.getAnnotationMirrors().stream()
                .map(AnnotationSpec::get)
                .toList();
    }
}
