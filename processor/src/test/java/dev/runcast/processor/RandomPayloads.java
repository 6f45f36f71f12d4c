package dev.runcast.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Makes a source with payloads of random types and a value for each. Later payloads hold earlier ones. */
final class RandomPayloads {
    private static final List<Part> SIMPLE = List.of(
            new Part("String", "\"text\""),
            new Part("Integer", "7"),
            new Part("Boolean", "true"),
            new Part("Double", "2.5"),
            new Part("java.util.UUID", "new java.util.UUID(1, 2)"),
            new Part("java.time.Instant", "java.time.Instant.EPOCH"),
            new Part("java.time.LocalDate", "java.time.LocalDate.EPOCH"),
            new Part("java.math.BigDecimal", "java.math.BigDecimal.TEN"),
            new Part("byte[]", "new byte[] {1, 2}"),
            new Part("Mode", "Mode.ON"));

    private static final List<UnaryOperator<Part>> AROUND = List.of(
            part -> part.within("java.util.List<%s>", "java.util.List.of(%s)"),
            part -> part.within("java.util.Set<%s>", "java.util.Set.of(%s)"),
            part -> part.within("java.util.Map<String, %s>", "java.util.Map.of(\"key\", %s)"),
            part -> part.within("java.util.Optional<%s>", "java.util.Optional.of(%s)"),
            part -> part.within("Box<%s>", "new Box<>(%s)"));

    /** What payloads consist of whose JSON is generated. */
    private static final List<Part> WRITTEN = List.of(
            new Part("String", "\"text\""),
            new Part("Boolean", "true"),
            new Part("Byte", "(byte) 1"),
            new Part("Short", "(short) 1"),
            new Part("Integer", "7"),
            new Part("Long", "7L"),
            new Part("Float", "2.5f"),
            new Part("Double", "2.5"),
            new Part("Character", "'c'"),
            new Part("java.math.BigDecimal", "java.math.BigDecimal.TEN"),
            new Part("java.math.BigInteger", "java.math.BigInteger.TEN"),
            new Part("java.util.UUID", "new java.util.UUID(1, 2)"),
            new Part("java.time.Instant", "java.time.Instant.EPOCH"),
            new Part("Mode", "Mode.ON"));

    private final List<Part> simple;
    private final List<UnaryOperator<Part>> around;
    private final Random random;
    private final List<Part> records = new ArrayList<>();
    private final StringBuilder declarations = new StringBuilder();
    private final StringBuilder events = new StringBuilder();
    private final StringBuilder samples = new StringBuilder();

    RandomPayloads(Random random, int count) {
        this(random, count, SIMPLE, AROUND);
    }

    private RandomPayloads(Random random, int count, List<Part> simple, List<UnaryOperator<Part>> around) {
        this.random = random;
        this.simple = simple;
        this.around = around;
        for (int i = 0; i < count; i++) {
            add("Payload" + i);
        }
    }

    /** Makes payloads whose JSON is generated. */
    static RandomPayloads written(Random random, int count) {
        return new RandomPayloads(random, count, WRITTEN, AROUND.subList(0, 3));
    }

    String source() {
        return """
                package com.example;

                import dev.runcast.annotations.EmitsEvent;
                import dev.runcast.annotations.Runnable;
                import java.util.List;
                import java.util.Map;
                import org.jspecify.annotations.NullMarked;

                @NullMarked
                public class Random {
                  public enum Mode { ON, OFF }

                  public record Box<T>(T content) {}

                %s
                  @Runnable
                %s  public void run() {}

                  public static Map<String, List<Object>> samples() {
                    Map<String, List<Object>> samples = new java.util.LinkedHashMap<>();
                %s    return samples;
                  }
                }
                """.formatted(declarations, events, samples);
    }

    private void add(String name) {
        List<Part> components = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            components.add(part(3));
        }
        String value = components.stream().map(Part::value).collect(Collectors.joining(", "));
        List<String> declared = new ArrayList<>();
        for (Part component : components) {
            declared.add(component.type() + " field" + declared.size());
        }
        declarations.append("  public record %s(%s) {}\n\n".formatted(name, String.join(", ", declared)));
        events.append("  @EmitsEvent(name = \"%s\", payload = %s.class)\n".formatted(name, name));
        Part part = new Part(name, "new " + name + "(" + value + ")");
        samples.append("    samples.put(\"%s\", List.of((Object) %s));\n".formatted(name, part.value()));
        records.add(part);
    }

    private Part part(int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            return around.get(random.nextInt(around.size())).apply(part(depth - 1));
        }
        return !records.isEmpty() && random.nextInt(3) == 0
                ? records.get(random.nextInt(Math.min(records.size(), 5)))
                : simple.get(random.nextInt(simple.size()));
    }

    /** A type and a value of it. */
    private record Part(String type, String value) {
        Part within(String outerType, String outerValue) {
            return new Part(outerType.formatted(type), outerValue.formatted(value));
        }
    }
}
