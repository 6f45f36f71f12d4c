package dev.runcast.processor.discovery;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * What {@code -Adev.runcast.wrapperAnnotations} puts on every wrapper, such as an annotation by which a framework finds its
 * components.
 *
 * @param found the annotation types that exist
 * @param missing the names in the option that no annotation type has
 */
public record WrapperAnnotations(List<TypeElement> found, List<String> missing) {
    /** Reads the option. */
    public static WrapperAnnotations of(Options options, Elements elements) {
        List<TypeElement> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : options.names(Options.WRAPPER_ANNOTATIONS)) {
            TypeElement type = elements.getTypeElement(name);
            if (type != null && type.getKind() == ElementKind.ANNOTATION_TYPE) {
                found.add(type);
            } else {
                missing.add(name);
            }
        }
        return new WrapperAnnotations(List.copyOf(found), List.copyOf(missing));
    }
}
