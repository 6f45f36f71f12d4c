package dev.runcast.processor.discovery;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.util.Elements;

/**
 * What {@code -Adev.runcast.wrapperAnnotations} puts on every wrapper, such as an annotation by which a framework finds its
 * components.
 *
 * @param found the annotation types that exist
 * @param missing the names in the option that no annotation type has
 */
public record WrapperAnnotations(List<String> found, List<String> missing) {
    /** Reads the option. */
    public static WrapperAnnotations of(Options options, Elements elements) {
        Map<Boolean, List<String>> names = options.names(Options.WRAPPER_ANNOTATIONS).stream()
                .collect(Collectors.partitioningBy(name -> isAnnotation(name, elements)));
        return new WrapperAnnotations(names.getOrDefault(true, List.of()), names.getOrDefault(false, List.of()));
    }

    private static boolean isAnnotation(String name, Elements elements) {
        return elements.getTypeElement(name) != null
                && elements.getTypeElement(name).getKind() == ElementKind.ANNOTATION_TYPE;
    }
}
