package dev.runcast.contract.types;

import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** A type whose type variables are filled in. */
public sealed interface JavaType {
    /** A primitive type. */
    record Primitive(TypeKind kind) implements JavaType {}

    /** An array. */
    record Array(Use component) implements JavaType {}

    /** A class, with an argument for each of its type parameters. */
    record Declared(TypeElement element, List<Use> arguments) implements JavaType {}

    /** A type variable that stands for itself. */
    record Variable(String name) implements JavaType {}

    /** What the compiler does not tell. */
    record Unknown() implements JavaType {}

    /** A type where it is used: whether {@code null} is a value of it too. */
    record Use(JavaType type, boolean isNullable) {
        /** Returns the use with {@code null} as a value. */
        public Use orNull() {
            return new Use(type, true);
        }

        /** Returns how deep the type arguments are nested. */
        int depth() {
            if (type instanceof Array array) {
                return array.component().depth();
            }
            return type instanceof Declared declared
                    ? 1
                            + declared.arguments().stream()
                                    .mapToInt(Use::depth)
                                    .max()
                                    .orElse(0)
                    : 0;
        }

        private String key() {
            return type.key() + (isNullable ? "?" : "");
        }
    }

    /** Returns a text that is the same for the same type, also in other compilers. */
    default String key() {
        if (this instanceof Array array) {
            return array.component().key() + "[]";
        }
        if (this instanceof Declared declared) {
            String name = declared.element().getQualifiedName().toString();
            return declared.arguments().isEmpty()
                    ? name
                    : declared.arguments().stream().map(Use::key).collect(Collectors.joining(",", name + "<", ">"));
        }
        return this instanceof Primitive primitive ? primitive.kind().name() : "*";
    }
}
