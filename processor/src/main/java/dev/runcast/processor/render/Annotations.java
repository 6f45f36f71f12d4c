package dev.runcast.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import dev.runcast.processor.discovery.TypeMirrors;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The annotations of the source that generated declarations repeat. All others stay where they are. */
final class Annotations {
    private static final List<String> NULL_SCOPES =
            List.of("org.jspecify.annotations.NullMarked", "org.jspecify.annotations.NullUnmarked");

    private Annotations() {}

    /** Copies the deprecation of a method. */
    static Optional<AnnotationSpec> deprecation(ExecutableElement method) {
        return Optional.ofNullable(method.getAnnotation(Deprecated.class)).map(AnnotationSpec::get);
    }

    /** Copies the deprecation of a type, or of a type around it, since what is generated is not nested. */
    static Optional<AnnotationSpec> deprecation(TypeElement type) {
        return TypeMirrors.deprecationOf(type).map(AnnotationSpec::get);
    }

    /** Copies JSpecify's {@code @NullMarked} or {@code @NullUnmarked} of a method. */
    static Optional<AnnotationSpec> nullScope(ExecutableElement method) {
        return nullScopeOf(method);
    }

    /** Copies that of a type, or of a type around it. That of a package holds for what is generated anyway. */
    static Optional<AnnotationSpec> nullScope(TypeElement type) {
        Element outer = type.getEnclosingElement();
        return nullScopeOf(type)
                .or(() -> outer instanceof TypeElement enclosing ? nullScope(enclosing) : Optional.empty());
    }

    private static Optional<AnnotationSpec> nullScopeOf(Element element) {
        return element.getAnnotationMirrors().stream()
                .filter(annotation -> NULL_SCOPES.contains(
                        annotation.getAnnotationType().asElement().toString()))
                .findFirst()
                .map(AnnotationSpec::get);
    }

    static Optional<AnnotationSpec> safeVarargs(Element element) {
        return Optional.ofNullable(element.getAnnotation(SafeVarargs.class)).map(AnnotationSpec::get);
    }
}
