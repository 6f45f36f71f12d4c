package dev.runcast.processor.diagnostic;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;

/**
 * javac's view of the source. Users of this class meet types of the tree API only when there is one: other compilers may run
 * where the classes are missing.
 */
public final class SourceTrees {
    private final Trees trees;
    private final Elements elements;

    private SourceTrees(Trees trees, Elements elements) {
        this.trees = trees;
        this.elements = elements;
    }

    /** Returns the trees, or nothing in other compilers and in tools that wrap javac. */
    public static Optional<SourceTrees> of(ProcessingEnvironment environment) {
        try {
            return Optional.of(new SourceTrees(Trees.instance(environment), environment.getElementUtils()));
        } catch (IllegalArgumentException | LinkageError notJavac) {
            return Optional.empty();
        }
    }

    /** Returns where {@code element} stands, or nothing if it comes from a class file. */
    public Optional<TreePath> pathOf(Element element) {
        return Optional.ofNullable(trees.getPath(element));
    }

    /** Returns where the members of {@code type} stand. javac would look through the whole file for each of them. */
    public Map<Element, TreePath> membersOf(TypeElement type) {
        Map<Element, TreePath> members = new HashMap<>();
        pathOf(type).ifPresent(path -> {
            for (Tree tree : ((ClassTree) path.getLeaf()).getMembers()) {
                TreePath member = new TreePath(path, tree);
                Optional.ofNullable(trees.getElement(member)).ifPresent(element -> members.put(element, member));
            }
        });
        return members;
    }

    /** Returns the type of a qualified name that {@code user} sees. */
    public Optional<TypeElement> typeNamed(String name, TypeElement user) {
        return Optional.ofNullable(elements.getTypeElement(elements.getModuleOf(user), name));
    }

    /** Returns the place of an annotation, or of its value, if javac itself would miss it. */
    Optional<Position.OfTree> find(Position.OfElement position) {
        return pathOf(position.element()).flatMap(path -> RepeatedAnnotations.find(position, path));
    }

    void print(Kind kind, String message, Position.OfTree position) {
        trees.printMessage(kind, message, position.tree(), position.unit());
    }
}
