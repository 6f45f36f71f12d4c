package dev.runcast.processor.discovery;

import java.util.Arrays;
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
    /** The name of the option. Its value is qualified names of annotations without required members, with commas between them. */
    public static final String OPTION = "dev.runcast.wrapperAnnotations";

    /** Reads the option. */
    public static WrapperAnnotations of(Map<String, String> options, Elements elements) {
        Map<Boolean, List<String>> names = Arrays.stream(
                        options.getOrDefault(OPTION, "").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.partitioningBy(name -> isAnnotation(name, elements)));
        return new WrapperAnnotations(names.getOrDefault(true, List.of()), names.getOrDefault(false, List.of()));
    }

    private static boolean isAnnotation(String name, Elements elements) {
        return elements.getTypeElement(name) != null
                && elements.getTypeElement(name).getKind() == ElementKind.ANNOTATION_TYPE;
    }
}
