package dev.runcast.processor.render;

import com.palantir.javapoet.CodeBlock;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/** Expressions whose value is a {@link java.lang.reflect.Type}. A type variable is written as its erasure. */
final class TypeExpressions {
    private final Types types;

    TypeExpressions(Types types) {
        this.types = types;
    }

    CodeBlock of(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED, ERROR -> declared((DeclaredType) type);
            case ARRAY -> array((ArrayType) type);
            case WILDCARD -> wildcard((WildcardType) type);
            default -> classLiteral(type);
        };
    }

    private CodeBlock declared(DeclaredType type) {
        return type.getTypeArguments().isEmpty()
                ? classLiteral(type)
                : CodeBlock.of(
                        "$T.parameterized($L, $L)",
                        RuntimeTypes.TYPES,
                        classLiteral(type),
                        type.getTypeArguments().stream().map(this::of).collect(CodeBlock.joining(", ")));
    }

    private CodeBlock array(ArrayType type) {
        return isGeneric(type.getComponentType())
                ? CodeBlock.of("$T.array($L)", RuntimeTypes.TYPES, of(type.getComponentType()))
                : classLiteral(type);
    }

    private CodeBlock wildcard(WildcardType type) {
        if (type.getSuperBound() != null) {
            return CodeBlock.of("$T.superOf($L)", RuntimeTypes.TYPES, of(type.getSuperBound()));
        }
        return type.getExtendsBound() == null
                ? CodeBlock.of("$T.anything()", RuntimeTypes.TYPES)
                : CodeBlock.of("$T.extending($L)", RuntimeTypes.TYPES, of(type.getExtendsBound()));
    }

    private CodeBlock classLiteral(TypeMirror type) {
        return CodeBlock.of("$T.class", TypeNames.erased(types.erasure(type)));
    }

    private static boolean isGeneric(TypeMirror type) {
        return type instanceof ArrayType array
                ? isGeneric(array.getComponentType())
                : type.getKind() == TypeKind.DECLARED
                        && !((DeclaredType) type).getTypeArguments().isEmpty();
    }
}
