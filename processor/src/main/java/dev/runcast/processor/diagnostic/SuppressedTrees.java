package dev.runcast.processor.diagnostic;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.Optional;

/** The part of {@link SuppressedWarnings} that javac's tree API is needed for. */
final class SuppressedTrees {
    private SuppressedTrees() {}

    static boolean contain(Position.OfTree place) {
        TreePath path = TreePath.getPath(place.unit(), place.tree());
        while (path != null) {
            if (modifiers(path.getLeaf()).filter(SuppressedTrees::suppress).isPresent()) {
                return true;
            }
            path = path.getParentPath();
        }
        return false;
    }

    private static Optional<ModifiersTree> modifiers(Tree tree) {
        if (tree instanceof MethodTree method) {
            return Optional.of(method.getModifiers());
        }
        if (tree instanceof ClassTree type) {
            return Optional.of(type.getModifiers());
        }
        return tree instanceof VariableTree variable ? Optional.of(variable.getModifiers()) : Optional.empty();
    }

    private static boolean suppress(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream().anyMatch(SuppressedTrees::suppresses);
    }

    private static boolean suppresses(AnnotationTree annotation) {
        boolean[] isNamed = new boolean[1];
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void unused) {
                isNamed[0] |= SuppressedWarnings.NAME.equals(literal.getValue());
                return null;
            }
        }.scan(annotation.getArguments(), null);
        return isNamed[0] && annotation.getAnnotationType().toString().endsWith("SuppressWarnings");
    }
}
