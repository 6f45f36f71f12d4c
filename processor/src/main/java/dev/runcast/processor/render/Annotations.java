package dev.runcast.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import dev.runcast.processor.discovery.TypeMirrors;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The annotations of the source that generated declarations repeat. All others stay where they are. */
final class Annotations {
    private Annotations() {}

    /** Copies the deprecation of a method. */
    static Optional<AnnotationSpec> deprecation(ExecutableElement method) {
        return Optional.ofNullable(method.getAnnotation(Deprecated.class)).map(AnnotationSpec::get);
    }

    /** Copies the deprecation of a type, or of a type around it, since what is generated is not nested. */
    static Optional<AnnotationSpec> deprecation(TypeElement type) {
        return TypeMirrors.deprecationOf(type).map(AnnotationSpec::get);
    }

    static Optional<AnnotationSpec> safeVarargs(Element element) {
        return Optional.ofNullable(element.getAnnotation(SafeVarargs.class)).map(AnnotationSpec::get);
    }
}
