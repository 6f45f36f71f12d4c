package dev.runcast.contract.builder;

import dev.runcast.contract.types.JavaType;
import dev.runcast.contract.types.JavaType.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names definitions after their types, such as {@code Progress} and {@code PageOfProgress}. Where several would have one name, all
 * of them take names of what they are in too, such as {@code Research_Progress}, so that none depends on which came first.
 */
final class DefinitionNames {
    private final Set<String> taken;
    private final Map<String, String> namesByKey = new HashMap<>();

    private DefinitionNames(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** Returns the names of {@code types} by the types' keys. None is in {@code taken}. */
    static Map<String, String> of(Collection<JavaType.Declared> types, Set<String> taken) {
        DefinitionNames names = new DefinitionNames(taken);
        List<JavaType.Declared> unnamed = List.copyOf(types);
        for (int segments = 1; !unnamed.isEmpty(); segments++) {
            unnamed = names.assign(unnamed, segments);
        }
        return names.namesByKey;
    }

    /** Assigns the names of so many segments that are unique, and returns the types that need more. */
    private List<JavaType.Declared> assign(List<JavaType.Declared> types, int segments) {
        Map<String, List<JavaType.Declared>> alike = types.stream()
                .collect(Collectors.groupingBy(type -> name(type, segments), TreeMap::new, Collectors.toList()));
        List<JavaType.Declared> unnamed = new ArrayList<>();
        alike.forEach((name, named) -> {
            if (named.size() == 1 && taken.add(name)) {
                namesByKey.put(named.get(0).key(), name);
            } else if (named.stream().allMatch(type -> name(type, segments + 1).equals(name))) {
                named.stream().map(JavaType.Declared::key).sorted().forEach(key -> namesByKey.put(key, numbered(name)));
            } else {
                unnamed.addAll(named);
            }
        });
        return unnamed;
    }

    /** Names that differ in the case of letters only, or are none but ours, have no more segments to take. */
    private String numbered(String name) {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? name : name + "_" + number)
                .filter(taken::add)
                .findFirst()
                .orElseThrow();
    }

    private static String name(JavaType.Declared type, int segments) {
        String[] path = type.element().getQualifiedName().toString().split("\\.");
        String name = Stream.of(path)
                .skip(Math.max(0, path.length - segments))
                .map(DefinitionNames::capitalized)
                .collect(Collectors.joining("_"));
        return type.arguments().isEmpty()
                ? name
                : type.arguments().stream()
                        .map(argument -> name(argument, segments))
                        .collect(Collectors.joining("And", name + "Of", ""));
    }

    private static String name(Use use, int segments) {
        if (use.type() instanceof JavaType.Array array) {
            return nullable(use) + "ArrayOf" + name(array.component(), segments);
        }
        if (use.type() instanceof JavaType.Primitive primitive) {
            return capitalized(primitive.kind().name().toLowerCase(Locale.ROOT));
        }
        return use.type() instanceof JavaType.Declared declared ? nullable(use) + name(declared, segments) : "Anything";
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String nullable(Use use) {
        return use.isNullable() ? "Nullable" : "";
    }
}
