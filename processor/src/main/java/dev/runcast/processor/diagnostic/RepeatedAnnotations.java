package dev.runcast.processor.diagnostic;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Finds repeated annotations in the source. The compiler wraps them in a container that is not written there, and javac then
 * points at the declaration instead.
 */
final class RepeatedAnnotations {
    private RepeatedAnnotations() {}

    /** Returns the place of an annotation of the declaration at {@code path}, or of its value, if it is a repeated one. */
    static Optional<Position.OfTree> find(Position.OfElement position, TreePath path) {
        AnnotationMirror annotation = position.annotation();
        if (annotation == null) {
            return Optional.empty();
        }
        int index = indexInContainer(annotation, position.element());
        List<? extends AnnotationTree> alike = annotations(path.getLeaf()).stream()
                .filter(tree -> isNamed(tree, annotation))
                .toList();
        if (index < 0 || index >= alike.size()) {
            return Optional.empty();
        }
        AnnotationTree tree = alike.get(index);
        Tree place = member(annotation, position.value())
                .flatMap(member -> value(tree, member))
                .<Tree>map(value -> value)
                .orElse(tree);
        return Optional.of(new Position.OfTree(place, path.getCompilationUnit()));
    }

    private static int indexInContainer(AnnotationMirror annotation, Element element) {
        for (AnnotationMirror container : element.getAnnotationMirrors()) {
            for (AnnotationValue value : container.getElementValues().values()) {
                if (value.getValue() instanceof List<?> repeated) {
                    List<?> mirrors = repeated.stream()
                            .map(one -> ((AnnotationValue) one).getValue())
                            .toList();
                    if (mirrors.contains(annotation)) {
                        return mirrors.indexOf(annotation);
                    }
                }
            }
        }
        return -1;
    }

    private static List<? extends AnnotationTree> annotations(Tree declaration) {
        if (declaration instanceof MethodTree method) {
            return method.getModifiers().getAnnotations();
        }
        return declaration instanceof ClassTree type ? type.getModifiers().getAnnotations() : List.of();
    }

    private static boolean isNamed(AnnotationTree tree, AnnotationMirror annotation) {
        String written = tree.getAnnotationType().toString();
        return written.substring(written.lastIndexOf('.') + 1)
                .contentEquals(annotation.getAnnotationType().asElement().getSimpleName());
    }

    private static Optional<String> member(AnnotationMirror annotation, @Nullable AnnotationValue value) {
        return annotation.getElementValues().entrySet().stream()
                .filter(entry -> entry.getValue() == value)
                .map(Map.Entry::getKey)
                .map(member -> member.getSimpleName().toString())
                .findFirst();
    }

    private static Optional<ExpressionTree> value(AnnotationTree annotation, String member) {
        return annotation.getArguments().stream()
                .filter(AssignmentTree.class::isInstance)
                .map(AssignmentTree.class::cast)
                .filter(assignment -> assignment.getVariable().toString().equals(member))
                .map(AssignmentTree::getExpression)
                .findFirst();
    }
}
