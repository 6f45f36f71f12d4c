package dev.runcast.processor.diagnostic;

import java.util.Arrays;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Whether warnings at a place are suppressed by {@code @SuppressWarnings("runcast")} on it or on something around it. */
final class SuppressedWarnings {
    static final String NAME = "runcast";

    private SuppressedWarnings() {}

    static boolean contain(Position position) {
        if (position instanceof Position.OfElement place) {
            return isSuppressed(place.element());
        }
        return position instanceof Position.OfTree place && SuppressedTrees.contain(place);
    }

    private static boolean isSuppressed(@Nullable Element element) {
        if (element == null) {
            return false;
        }
        SuppressWarnings annotation = element.getAnnotation(SuppressWarnings.class);
        boolean isNamed =
                annotation != null && Arrays.asList(annotation.value()).contains(NAME);
        return isNamed || isSuppressed(element.getEnclosingElement());
    }
}
