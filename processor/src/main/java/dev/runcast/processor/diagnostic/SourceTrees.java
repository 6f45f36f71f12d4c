package dev.runcast.processor.diagnostic;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/**
 * javac's view of the source. Users of this class meet types of the tree API only when there is one: other compilers may run
 * where the classes are missing.
 */
public final class SourceTrees {
    private final Trees trees;

    private SourceTrees(Trees trees) {
        this.trees = trees;
    }

    /** Returns the trees, or nothing in other compilers and in tools that wrap javac. */
    public static Optional<SourceTrees> of(ProcessingEnvironment environment) {
        try {
            return Optional.of(new SourceTrees(Trees.instance(environment)));
        } catch (IllegalArgumentException | LinkageError notJavac) {
            return Optional.empty();
        }
    }

    /** Returns where {@code element} stands, or nothing if it comes from a class file. */
    public Optional<TreePath> pathOf(Element element) {
        return Optional.ofNullable(trees.getPath(element));
    }

    /** Returns the place of an annotation, or of its value, if javac itself would miss it. */
    Optional<Position.OfTree> find(Position.OfElement position) {
        return pathOf(position.element()).flatMap(path -> RepeatedAnnotations.find(position, path));
    }

    void print(Kind kind, String message, Position.OfTree position) {
        trees.printMessage(kind, message, position.tree(), position.unit());
    }
}
