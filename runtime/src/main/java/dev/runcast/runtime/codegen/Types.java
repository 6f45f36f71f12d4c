package dev.runcast.runtime.codegen;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes generic types as values, such as {@code List<String>} as {@code Types.parameterized(List.class, String.class)}.
 *
 * @since 0.1
 */
public final class Types {
    private static final Type[] NO_TYPES = {};

    private Types() {}

    /** Returns {@code raw<arguments…>}. */
    public static Type parameterized(Class<?> raw, Type... arguments) {
        return new Parameterized(raw, List.of(arguments));
    }

    /** Returns {@code component[]}. */
    public static Type array(Type component) {
        return component instanceof Class<?> type ? Array.newInstance(type, 0).getClass() : new GenericArray(component);
    }

    /** Returns {@code ? extends bound}. */
    public static Type extending(Type bound) {
        return new Wildcard(bound, null);
    }

    /** Returns {@code ? super bound}. */
    public static Type superOf(Type bound) {
        return new Wildcard(Object.class, bound);
    }

    /** Returns {@code ?}. */
    public static Type anything() {
        return new Wildcard(Object.class, null);
    }

    // equals and hashCode agree with those of the JDK's own types, as the interfaces' contracts ask.

    private record Parameterized(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(NO_TYPES);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ParameterizedType that
                    && raw.equals(that.getRawType())
                    && Arrays.equals(getActualTypeArguments(), that.getActualTypeArguments());
        }

        @Override
        public int hashCode() {
            Class<?> owner = raw.getDeclaringClass();
            return Arrays.hashCode(getActualTypeArguments()) ^ (owner == null ? 0 : owner.hashCode()) ^ raw.hashCode();
        }

        @Override
        public String toString() {
            return raw.getTypeName()
                    + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
        }
    }

    private record GenericArray(Type component) implements GenericArrayType {
        @Override
        public Type getGenericComponentType() {
            return component;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof GenericArrayType that && component.equals(that.getGenericComponentType());
        }

        @Override
        public int hashCode() {
            return component.hashCode();
        }

        @Override
        public String toString() {
            return component.getTypeName() + "[]";
        }
    }

    private record Wildcard(Type upper, @Nullable Type lower) implements WildcardType {
        @Override
        public Type[] getUpperBounds() {
            return new Type[] {upper};
        }

        @Override
        public Type[] getLowerBounds() {
            return lower == null ? NO_TYPES : new Type[] {lower};
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof WildcardType that
                    && Arrays.equals(getUpperBounds(), that.getUpperBounds())
                    && Arrays.equals(getLowerBounds(), that.getLowerBounds());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(getLowerBounds()) ^ Arrays.hashCode(getUpperBounds());
        }

        @Override
        public String toString() {
            if (lower != null) {
                return "? super " + lower.getTypeName();
            }
            return upper == Object.class ? "?" : "? extends " + upper.getTypeName();
        }
    }
}
