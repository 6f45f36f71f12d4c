package dev.runcast.runtime;

import dev.runcast.runtime.codegen.Types;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names a type with its arguments, which a class literal cannot. It is made where the type is needed, or by a class that names it:
 *
 * <pre>{@code
 * EventType<List<Hit>> hits = EventType.of("hits", new TypeRef<List<Hit>>() {});
 *
 * final class Hits extends TypeRef<List<Hit>> {}
 * }</pre>
 *
 * <p>Two are equal when their types are. Instances are immutable.
 *
 * @param <T> the type
 * @since 0.1
 */
public abstract class TypeRef<T> {
    private final Type type;

    /**
     * Reads which type the subclass names.
     *
     * @throws IllegalArgumentException if it names none, since it is raw, or one with type variables
     */
    protected TypeRef() {
        this.type = argument(getClass());
        if (isOpen(type)) {
            throw new IllegalArgumentException(
                    getClass().getTypeName()
                            + " does not say which type it names. Name it in full, as class Hits extends TypeRef<List<Hit>> does.");
        }
    }

    /** Returns the type that this names. */
    public final Type type() {
        return type;
    }

    /** Returns the class of the values of this type. */
    final Class<?> rawClass() {
        return rawClass(type);
    }

    private static Class<?> rawClass(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        }
        return type instanceof GenericArrayType array
                ? rawClass(array.getGenericComponentType()).arrayType()
                : (Class<?>) type;
    }

    /** Returns what a class below this one names as the argument, by itself or by what it extends. */
    private static Type argument(Class<?> subclass) {
        Class<?> extended = Objects.requireNonNull(subclass.getSuperclass());
        TypeVariable<?>[] variables = extended.getTypeParameters();
        Type argument = extended == TypeRef.class ? variables[0] : argument(extended);
        return subclass.getGenericSuperclass() instanceof ParameterizedType named
                ? filledIn(
                        argument,
                        variable -> named.getActualTypeArguments()[
                                Arrays.asList(variables).indexOf(variable)])
                : argument;
    }

    private static Type filledIn(Type type, UnaryOperator<Type> values) {
        if (type instanceof TypeVariable<?>) {
            return values.apply(type);
        }
        if (type instanceof ParameterizedType parameterized) {
            return Types.parameterized(
                    rawClass(parameterized),
                    Stream.of(parameterized.getActualTypeArguments())
                            .map(argument -> filledIn(argument, values))
                            .toArray(Type[]::new));
        }
        if (type instanceof GenericArrayType array) {
            return Types.array(filledIn(array.getGenericComponentType(), values));
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getLowerBounds().length == 0
                    ? Types.extending(filledIn(wildcard.getUpperBounds()[0], values))
                    : Types.superOf(filledIn(wildcard.getLowerBounds()[0], values));
        }
        return type;
    }

    private static boolean isOpen(Type type) {
        return type instanceof TypeVariable<?> || parts(type).anyMatch(TypeRef::isOpen);
    }

    private static Stream<Type> parts(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return Stream.of(parameterized.getActualTypeArguments());
        }
        if (type instanceof GenericArrayType array) {
            return Stream.of(array.getGenericComponentType());
        }
        return type instanceof WildcardType wildcard
                ? Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
                        .flatMap(Stream::of)
                : Stream.empty();
    }

    /** Returns the type as it is written under imports. */
    static String simpleName(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return Stream.of(parameterized.getActualTypeArguments())
                    .map(TypeRef::simpleName)
                    .collect(Collectors.joining(", ", rawClass(type).getSimpleName() + "<", ">"));
        }
        if (type instanceof GenericArrayType array) {
            return simpleName(array.getGenericComponentType()) + "[]";
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getLowerBounds().length > 0
                    ? "? super " + simpleName(wildcard.getLowerBounds()[0])
                    : wildcard.getUpperBounds()[0] == Object.class
                            ? "?"
                            : "? extends " + simpleName(wildcard.getUpperBounds()[0]);
        }
        return ((Class<?>) type).getSimpleName();
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TypeRef<?> that && type.equals(that.type);
    }

    @Override
    public final int hashCode() {
        return type.hashCode();
    }

    /** Returns the type in simple names, as in {@code List<Hit>}. */
    @Override
    public final String toString() {
        return simpleName(type);
    }
}
