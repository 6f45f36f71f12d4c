package dev.runcast.contract.types;

import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What JSpecify's annotations say about {@code null}. Code that says nothing may use it everywhere.
 *
 * <p>javac before 22 hides the annotations of types in class files, so that a {@code @Nullable} there would be missed: such code
 * counts as saying nothing. For equal contracts from equal JDKs other compilers do alike.
 */
final class Nullness {
    private static final String MARKED = "org.jspecify.annotations.NullMarked";
    private static final String UNMARKED = "org.jspecify.annotations.NullUnmarked";
    private static final int FIRST_TO_SHOW_CLASS_FILES = 22;

    private final Predicate<Element> isInSource;

    Nullness(Predicate<Element> isInSource) {
        this.isInSource = isInSource;
    }

    /** Returns whether class files tell as much as sources do. */
    static boolean isInClassFiles() {
        return Runtime.version().feature() >= FIRST_TO_SHOW_CLASS_FILES;
    }

    /** Returns whether the code of a type or of a member of it says what may be {@code null}. */
    boolean isMarked(Element element) {
        return (isInClassFiles() || isInSource.test(element)) && isAnnotated(element);
    }

    /** Returns whether a type may be {@code null} where it stands. */
    static boolean isNullable(TypeMirror type, boolean isMarked) {
        return !type.getKind().isPrimitive() && (has(type, "Nullable") || !(isMarked || has(type, "NonNull")));
    }

    private static boolean isAnnotated(@Nullable Element element) {
        if (element == null || JacksonAnnotation.isPresent(element, UNMARKED)) {
            return false;
        }
        return JacksonAnnotation.isPresent(element, MARKED) || isAnnotated(element.getEnclosingElement());
    }

    private static boolean has(TypeMirror type, String annotation) {
        return type.getAnnotationMirrors().stream()
                .anyMatch(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().contentEquals(annotation));
    }
}
