package dev.runcast.processor.discovery;

import dev.runcast.processor.diagnostic.Position;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** An annotation by which a framework caches the results of a method, under a key that is all arguments. */
public final class CacheAnnotation {
    private final AnnotatedMethod method;
    private final AnnotationUse use;
    private final Framework framework;

    private CacheAnnotation(AnnotatedMethod method, AnnotationUse use, Framework framework) {
        this.method = method;
        this.use = use;
        this.framework = framework;
    }

    /** Returns the first one of {@code method}, or of all methods of its type. One that names the key does not count. */
    public static Optional<CacheAnnotation> on(AnnotatedMethod method) {
        return Framework.ALL.stream()
                .filter(framework -> !framework.namesKeyElsewhere(method))
                .flatMap(framework -> framework.usesFor(method).stream()
                        .filter(use -> !framework.namesKey(use))
                        .map(use -> new CacheAnnotation(method, use, framework)))
                .findFirst();
    }

    /** Returns the simple name of the annotation. */
    public String name() {
        return use.mirror().getAnnotationType().asElement().getSimpleName().toString();
    }

    /** Returns the place of the annotation, or that of the method if it stands on the type. */
    public Position position() {
        return use.element().equals(method.element()) ? use.position() : Position.of(method.element());
    }

    /** Returns how to make the input of the method the key, without a full stop. What comes in chunks is not cached at all. */
    public String remedy() {
        if (!method.parameters(ParameterRole.CHUNKS).isEmpty()) {
            return "Remove @" + name() + ": a run that finds an entry would have no chunks";
        }
        List<String> inputs = method.parameters(ParameterRole.INPUT).stream()
                .map(input -> input.getSimpleName().toString())
                .toList();
        return framework.remedy().apply(inputs, name());
    }

    /**
     * What a framework has for caches.
     *
     * @param packageName the package of its annotations
     * @param names the annotations, which may stand in others of the package
     * @param keyMembers the members by which they name the key, or say that there is none
     * @param defaults the annotation by which a type names it for all its methods
     * @param remedy how to make parameters the key, given their names and that of the annotation
     */
    private record Framework(
            String packageName,
            Set<String> names,
            Set<String> keyMembers,
            String defaults,
            BiFunction<List<String>, String, String> remedy) {
        /** Stands on the parameters that are the key, in the frameworks that have it. */
        private static final String CACHE_KEY = "CacheKey";

        private static final List<Framework> ALL = List.of(
                new Framework(
                        "org.springframework.cache.annotation",
                        Set.of("CacheEvict", "CachePut", "Cacheable"),
                        Set.of("allEntries", "key", "keyGenerator"),
                        "CacheConfig",
                        (inputs, annotation) -> "Add key = \"" + expression(inputs) + "\" to @" + annotation),
                new Framework(
                        "javax.cache.annotation",
                        Set.of("CachePut", "CacheRemove", "CacheResult"),
                        Set.of("cacheKeyGenerator"),
                        "CacheDefaults",
                        (inputs, annotation) -> cacheKeys(inputs, "cacheKeyGenerator", annotation)),
                new Framework(
                        "io.micronaut.cache.annotation",
                        Set.of("CacheInvalidate", "CachePut", "Cacheable"),
                        Set.of("all", "keyGenerator", "parameters"),
                        "CacheConfig",
                        (inputs, annotation) -> inputs.isEmpty()
                                ? "Add a keyGenerator to @" + annotation
                                : "Add parameters = " + array(inputs) + " to @" + annotation),
                new Framework(
                        "io.quarkus.cache",
                        Set.of("CacheInvalidate", "CacheResult"),
                        Set.of("keyGenerator"),
                        "CacheConfig",
                        (inputs, annotation) -> cacheKeys(inputs, "keyGenerator", annotation)));

        boolean namesKey(AnnotationUse use) {
            return keyMembers.stream().anyMatch(member -> use.value(member).isPresent());
        }

        boolean namesKeyElsewhere(AnnotatedMethod method) {
            return find(method.type().element(), defaults)
                            .filter(this::namesKey)
                            .isPresent()
                    || method.element().getParameters().stream()
                            .anyMatch(parameter -> find(parameter, CACHE_KEY).isPresent());
        }

        List<AnnotationUse> usesFor(AnnotatedMethod method) {
            List<AnnotationUse> uses = usesOn(method.element());
            return uses.isEmpty() ? usesOn(method.type().element()) : uses;
        }

        private List<AnnotationUse> usesOn(Element element) {
            return element.getAnnotationMirrors().stream()
                    .flatMap(annotation -> usesIn(annotation, element))
                    .toList();
        }

        private Stream<AnnotationUse> usesIn(AnnotationMirror annotation, Element element) {
            TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
            if (names.contains(type.getSimpleName().toString()) && isIn(packageName, type)) {
                return Stream.of(new AnnotationUse(element, annotation));
            }
            return type.getQualifiedName().toString().startsWith(packageName + ".")
                    ? annotation.getElementValues().values().stream()
                            .flatMap(Framework::annotationsIn)
                            .flatMap(inner -> usesIn(inner, element))
                    : Stream.empty();
        }

        private static Stream<AnnotationMirror> annotationsIn(AnnotationValue value) {
            if (value.getValue() instanceof Collection<?> values) {
                return values.stream().flatMap(member -> annotationsIn((AnnotationValue) member));
            }
            return value.getValue() instanceof AnnotationMirror annotation ? Stream.of(annotation) : Stream.empty();
        }

        private Optional<AnnotationUse> find(Element element, String name) {
            return AnnotationUse.find(element, packageName + "." + name);
        }

        private static boolean isIn(String packageName, TypeElement type) {
            return type.getQualifiedName().contentEquals(packageName + "." + type.getSimpleName());
        }

        /** In the language of Spring, where {@code {#a, #b}} is a list. */
        private static String expression(List<String> inputs) {
            String names = inputs.stream().map(input -> "#" + input).collect(Collectors.joining(", "));
            return switch (inputs.size()) {
                case 0 -> "'all'";
                case 1 -> names;
                default -> "{" + names + "}";
            };
        }

        private static String array(List<String> inputs) {
            String names = inputs.stream().map(input -> '"' + input + '"').collect(Collectors.joining(", "));
            return inputs.size() == 1 ? names : "{" + names + "}";
        }

        private static String cacheKeys(List<String> inputs, String generator, String annotation) {
            return inputs.isEmpty()
                    ? "Add a " + generator + " to @" + annotation
                    : "Put @" + CACHE_KEY + " on " + String.join(" and ", inputs);
        }
    }
}
