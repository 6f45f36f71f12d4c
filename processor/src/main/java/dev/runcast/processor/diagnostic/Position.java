package dev.runcast.processor.diagnostic;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** A place in the source that a message can point at. */
public sealed interface Position {
    /** A declaration, an annotation of it, or a value of the annotation. */
    record OfElement(
            Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable AnnotationValue value) implements Position {}

    /** A place inside a body, which only javac can tell. */
    record OfTree(Tree tree, CompilationUnitTree unit) implements Position {}

    /** No place in the source, for what options and other files say. */
    record Nowhere() implements Position {}

    /** Points at an element. */
    static Position of(Element element) {
        return new OfElement(element, null, null);
    }

    /** Points at an annotation of an element, or at one of its values. */
    static Position of(Element element, AnnotationMirror annotation, @Nullable AnnotationValue value) {
        return new OfElement(element, annotation, value);
    }
}
