package dev.runcast.processor.discovery;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;

/**
 * The annotations that the processors claim. javac warns of annotations that nobody claims, also in generated files, and the warning
 * fails builds with {@code -Xlint:all -Werror}.
 */
public final class ClaimedAnnotations {
    /** The names of all of them. */
    public static final Set<String> NAMES = Stream.concat(
                    AnnotationNames.ALL.stream(), Stream.of(AnnotationNames.GENERATED))
            .collect(Collectors.toUnmodifiableSet());

    private static final String PLATFORM = "java.lang.";

    /** Rounds in which one of two processors was asked. Compilers tell processors nothing of each other. */
    private static final Set<RoundEnvironment> BEGUN =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    private ClaimedAnnotations() {}

    /**
     * Returns whether to claim {@code annotations}: if all are of this class, or of {@code java.lang}. {@code @Generated} is not claimed
     * in a round where it marks files of others than {@code processor}, since others still may ask for it. Nor is a round without
     * annotations, in which javac asks all processors for every class.
     */
    public static boolean areAll(
            Collection<? extends TypeElement> annotations, RoundEnvironment round, String processor) {
        return !annotations.isEmpty()
                && annotations.stream().allMatch(annotation -> {
                    String name = annotation.getQualifiedName().toString();
                    return name.equals(AnnotationNames.GENERATED)
                            ? marksOnlyFilesOf(processor, annotation, round)
                            : name.startsWith(PLATFORM) || NAMES.contains(name);
                });
    }

    /** Returns whether the caller is the second of two processors in a round. javac asks nobody after all annotations are claimed. */
    public static boolean isSecondAsked(RoundEnvironment round) {
        return !BEGUN.add(round);
    }

    private static boolean marksOnlyFilesOf(String processor, TypeElement generated, RoundEnvironment round) {
        return round.getElementsAnnotatedWith(generated).stream()
                .flatMap(element -> AnnotationUse.find(element, AnnotationNames.GENERATED).stream())
                .flatMap(mark -> mark.values("value").stream())
                .allMatch(name -> processor.equals(name.getValue()));
    }
}
