package dev.runcast.processor;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Writes a class of runnables whose types have random annotations. What generated code is not to repeat has {@code Hidden} in its name,
 * be it an annotation or what a value names.
 */
final class RandomAnnotations {
    private static final List<String> TARGETS = List.of(
            "TYPE_USE", "TYPE_USE, METHOD", "TYPE_USE, TYPE_PARAMETER", "TYPE_USE, PARAMETER, FIELD", "TYPE_PARAMETER");
    private static final List<String> TYPES = List.of(
            "boolean",
            "byte",
            "short",
            "int",
            "long",
            "char",
            "float",
            "double",
            "String",
            "Class<?>",
            "Level",
            "Nested");

    private final Random random;
    private final List<Declaration> declarations = new ArrayList<>();

    RandomAnnotations(long seed) {
        this.random = new Random(seed);
    }

    List<Source> sources(int annotations, int methods) {
        String declared =
                IntStream.range(0, annotations).mapToObj(this::declaration).collect(joining());
        String body = IntStream.range(0, methods).mapToObj(this::method).collect(joining());
        return List.of(Source.of("""
                        package com.example;

                        import static java.lang.annotation.ElementType.*;

                        import dev.runcast.annotations.EmitsEvent;
                        import dev.runcast.annotations.Runnable;
                        import java.lang.annotation.*;
                        import java.util.*;

                        @SuppressWarnings({"deprecation", "removal", "unused", "runcast"})
                        @EmitsEvent(name = "payload", payload = com.other.Payload.class)
                        public class Subject {
                          public enum Level { LOW, @Deprecated HiddenOLD, HIGH { @Override public String toString() { return "high"; } } }
                          private enum HiddenLevel { LOW }
                          private interface HiddenType {}
                          @Deprecated(forRemoval = true) public interface HiddenOldType {}
                          private static final int SECRET = 5;
                          @Retention(RetentionPolicy.RUNTIME)
                          public @interface Nested { String value() default "x"; Level[] levels() default {}; Class<?> type() default Object.class; }

                        %s
                        %s
                        }
                        """.formatted(declared, body)), Source.of("""
                        package com.other;

                        public record Payload(@Hidden String text, java.util.List<@Hidden String> texts) {}
                        """), Source.of("""
                        package com.other;

                        import java.lang.annotation.*;

                        @Target(ElementType.TYPE_USE)
                        @interface Hidden {}
                        """));
    }

    private String declaration(int number) {
        boolean isHidden = random.nextInt(4) == 0;
        boolean isDeprecated = isHidden && random.nextBoolean();
        boolean isPackagePrivate = !isHidden && random.nextBoolean();
        String name = (isHidden ? "Hidden" : "Mark") + number;
        String target = pick(TARGETS);
        List<String> members = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> pick(TYPES) + (random.nextInt(3) == 0 ? "[]" : ""))
                .toList();
        declarations.add(new Declaration(name, target, members));
        String modifiers = isDeprecated
                ? "@Deprecated" + (random.nextBoolean() ? "(forRemoval = true)" : "") + " public"
                : isHidden ? "private" : isPackagePrivate ? "" : "public";
        return "  @Retention(RetentionPolicy.RUNTIME) @Target({%s}) %s @interface %s { %s}\n"
                .formatted(
                        target,
                        modifiers,
                        name,
                        IntStream.range(0, members.size())
                                .mapToObj(i -> members.get(i) + " m" + i + "(); ")
                                .collect(joining()));
    }

    private String method(int number) {
        return "  @Runnable %s<%s T> %sList<%s? extends %sT> method%d(%s first, %sint %s[] last) throws %sException { return null; }\n"
                .formatted(
                        random.nextBoolean() ? "public " : "",
                        uses(true),
                        uses(false),
                        uses(false),
                        uses(false),
                        number,
                        type(3),
                        uses(false),
                        uses(false),
                        uses(false));
    }

    private String type(int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 5)) {
            case 0 -> uses(false) + "String";
            case 1 -> "java.util." + uses(false) + "Locale";
            case 2 -> uses(false) + "List<" + type(depth - 1) + ">";
            case 3 -> uses(false) + "Map<" + type(depth - 1) + ", " + type(depth - 1) + ">";
            default -> "Map." + uses(false) + "Entry<" + type(depth - 1) + ", T>";
        };
    }

    private String uses(boolean isTypeParameter) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> pick(declarations))
                .filter(annotation -> isTypeParameter || annotation.target().contains("TYPE_USE"))
                .distinct()
                .map(annotation -> use(annotation) + " ")
                .collect(joining());
    }

    private String use(Declaration annotation) {
        return "@" + annotation.name()
                + IntStream.range(0, annotation.members().size())
                        .mapToObj(i ->
                                "m" + i + " = " + value(annotation.members().get(i)))
                        .collect(joining(", ", "(", ")"));
    }

    private String value(String type) {
        if (type.endsWith("[]")) {
            String element = type.substring(0, type.length() - 2);
            return IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> value(element))
                    .collect(joining(", ", "{", "}"));
        }
        return switch (type) {
            case "boolean" -> pick(List.of("true", "false"));
            case "byte" -> pick(List.of("-128", "127", "(byte) 200"));
            case "short" -> pick(List.of("-32768", "7", "(short) 'x'"));
            case "int" -> pick(List.of("SECRET", "Integer.MIN_VALUE", "1 << 4"));
            case "long" -> pick(List.of("Long.MIN_VALUE", "Long.MAX_VALUE", "0"));
            case "char" ->
                pick(List.of("'\\''", "'\"'", "'\\\\'", "'\\n'", "'\\u2028'", "'\\ud800'", "'\u00e4'", "'\\0'"));
            case "float" -> pick(List.of("Float.NaN", "1 / 0f", "-1 / 0f", "-0f", "Float.MIN_VALUE", "1e10f"));
            case "double" -> pick(List.of("0d / 0", "Double.POSITIVE_INFINITY", "-1 / 0d", "-0d", "Double.MAX_VALUE"));
            case "String" ->
                pick(List.of("\"\"", "\"$L \\u2028 \\u8fdb \\ud83d \\\\u0041 \\\" \\n\"", "\"a\" + SECRET"));
            case "Class<?>" ->
                pick(List.of(
                        "int.class",
                        "void.class",
                        "List.class",
                        "Map.Entry[].class",
                        "long[][].class",
                        "HiddenType.class",
                        "HiddenOldType[].class"));
            case "Level" -> pick(List.of("Level.LOW", "Level.HIGH", "Level.HiddenOLD"));
            default ->
                pick(List.of(
                        "@Nested",
                        "@Nested(value = \"y\", levels = {Level.LOW, Level.LOW})",
                        "@Nested(levels = {})",
                        "@Nested(levels = Level.HiddenOLD)",
                        "@Nested(type = HiddenType.class)"));
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** An annotation type with the types of its members. */
    private record Declaration(String name, String target, List<String> members) {}
}
