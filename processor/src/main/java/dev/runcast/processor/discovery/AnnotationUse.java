package dev.runcast.processor.discovery;

import dev.runcast.processor.diagnostic.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** An annotation where it stands: what it says, and the place to point at. A member that is left out reads as empty. */
public record AnnotationUse(Element element, AnnotationMirror mirror) {
    /** What compilers give in the place of a value that they cannot evaluate. */
    private static final String MISSING_VALUE = "<error>";

    /** Finds the annotations of this qualified name on {@code element}. */
    public static Optional<AnnotationUse> find(Element element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> ((TypeElement) mirror.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(annotation))
                .findFirst()
                .map(mirror -> new AnnotationUse(element, mirror));
    }

    /** Returns the value that the source gives {@code member}, if any. */
    public Optional<AnnotationValue> value(String member) {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .<AnnotationValue>map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the string value of {@code member}, empty by default. */
    public String text(String member) {
        return value(member).map(value -> value.getValue().toString()).orElse("");
    }

    /** Returns the elements of the array that {@code member} is, in source order. */
    public List<AnnotationValue> values(String member) {
        return value(member)
                .map(AnnotationValue::getValue)
                .filter(List.class::isInstance)
                .map(values -> ((List<?>) values)
                        .stream().map(AnnotationValue.class::cast).toList())
                .orElse(List.of());
    }

    /** Returns the first member whose value names what does not exist, or not yet, such as a constant that another processor writes. */
    public Optional<String> missingValue() {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> isMissing(entry.getValue()))
                .map(entry -> entry.getKey().getSimpleName().toString())
                .findFirst();
    }

    private static boolean isMissing(AnnotationValue value) {
        return value.getValue() instanceof List<?> values
                ? values.stream().anyMatch(each -> isMissing((AnnotationValue) each))
                : MISSING_VALUE.equals(value.getValue());
    }

    /** Returns the name for messages, such as {@code @Runnable}. */
    public String displayName() {
        return "@" + mirror.getAnnotationType().asElement().getSimpleName();
    }

    /** Returns the place of this annotation. */
    public Position position() {
        return Position.of(element, mirror, null);
    }

    /** Returns the place of the value of {@code member}, or that of the annotation if it gives none. */
    public Position position(String member) {
        return Position.of(element, mirror, value(member).orElse(null));
    }

    /** Returns the place of one of the {@link #values}. */
    public Position position(AnnotationValue value) {
        return Position.of(element, mirror, value);
    }
}
