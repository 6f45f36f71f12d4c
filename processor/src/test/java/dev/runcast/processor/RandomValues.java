package dev.runcast.processor;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes values of a type, with what JSON is hard on: nulls, numbers that are none, characters to escape, halves of pairs. */
final class RandomValues {
    private static final String[] TEXTS = {
        "",
        "plain",
        "\"quoted\"",
        "back\\slash",
        "a/b",
        "\u0000\u001f\t\n\r\b\f",
        "\u007f\u0080\u2028\u2029",
        "\u00e4\u4e2d",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00x",
        "</script>",
        "x".repeat(300),
        "\u00e9\"".repeat(200)
    };
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        0.1,
        1e21,
        1e-7,
        123456789.125,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final float[] FLOATS = {
        0,
        -0.0f,
        0.1f,
        1e10f,
        1e-10f,
        Float.MAX_VALUE,
        Float.MIN_VALUE,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY
    };
    private static final String[] DECIMALS = {"0", "1E+30", "1E-30", "0.10", "-123456789012345678901234567890.5", "1e5"
    };

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    /** Returns a value, which is null only in others. */
    Object of(Type type) throws ReflectiveOperationException {
        return of(type, 3);
    }

    private Object orNull(Type type, int depth) throws ReflectiveOperationException {
        boolean isPrimitive = type instanceof Class<?> known && known.isPrimitive();
        return !isPrimitive && (random.nextInt(6) == 0 || depth < -2) ? null : of(type, depth);
    }

    private Object of(Type type, int depth) throws ReflectiveOperationException {
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], depth);
        } else if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class
                    ? map(generic.getActualTypeArguments()[1], depth)
                    : list((Class<?>) generic.getRawType(), generic.getActualTypeArguments()[0], depth);
        }
        Class<?> known = (Class<?>) type;
        if (known.isEnum()) {
            return known.getEnumConstants()[random.nextInt(known.getEnumConstants().length)];
        }
        return known.isRecord() ? record(known, depth) : scalar(known);
    }

    private Object record(Class<?> type, int depth) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : components) {
            arguments.add(orNull(component.getGenericType(), depth - 1));
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(arguments.toArray());
    }

    private Object list(Class<?> type, Type element, int depth) throws ReflectiveOperationException {
        Collection<Object> list = type == Set.class
                ? new LinkedHashSet<>()
                : random.nextBoolean() ? new ArrayList<>() : new LinkedList<>();
        for (int i = depth < 0 ? 0 : random.nextInt(4); i > 0; i--) {
            list.add(orNull(element, depth - 1));
        }
        boolean isShown = type == List.class && random.nextBoolean();
        return isShown ? Collections.unmodifiableList((List<?>) list) : list;
    }

    private Object map(Type value, int depth) throws ReflectiveOperationException {
        Map<String, Object> map = random.nextBoolean() ? new LinkedHashMap<>() : new TreeMap<>();
        for (int i = depth < 0 ? 0 : random.nextInt(4); i > 0; i--) {
            map.put(TEXTS[random.nextInt(TEXTS.length)], orNull(value, depth - 1));
        }
        return map;
    }

    private Object scalar(Class<?> type) {
        return Stream.<Object>of(
                        TEXTS[random.nextInt(TEXTS.length)],
                        random.nextBoolean(),
                        (byte) random.nextInt(),
                        (short) random.nextInt(),
                        random.nextInt(5) == 0 ? Integer.MIN_VALUE : random.nextInt(),
                        random.nextInt(5) == 0 ? Long.MIN_VALUE : random.nextLong(),
                        random.nextBoolean() ? random.nextFloat() : FLOATS[random.nextInt(FLOATS.length)],
                        random.nextBoolean() ? random.nextGaussian() : DOUBLES[random.nextInt(DOUBLES.length)],
                        (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000),
                        new BigDecimal(DECIMALS[random.nextInt(DECIMALS.length)]),
                        new BigInteger(random.nextInt(200) + 1, random).negate(),
                        new UUID(random.nextLong(), random.nextLong()),
                        Instant.ofEpochSecond(random.nextLong() >> 20, random.nextInt(4) * 1_000_500L))
                .filter(value -> type.isInstance(value) || isBoxOf(type, value))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isBoxOf(Class<?> primitive, Object value) {
        return primitive.isPrimitive()
                && java.lang.invoke.MethodType.methodType(primitive)
                        .wrap()
                        .returnType()
                        .isInstance(value);
    }
}
