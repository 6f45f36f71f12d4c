package dev.runcast.processor.javac;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_SELF_CALL;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.util.ElementFilter;

/**
 * Finds calls of runnable methods by their own class, such as {@code search(query)} and {@code this.search(query)}, which are plain
 * calls and no runs. Names that also another method has are left alone.
 */
public final class SelfCalls {
    private final SourceTrees trees;

    public SelfCalls(SourceTrees trees) {
        this.trees = trees;
    }

    /** Checks the calls in all of {@code type}. */
    public List<Diagnostic> check(AnnotatedType type) {
        Set<String> names = names(type);
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (!names.isEmpty()) {
            trees.pathOf(type.element())
                    .ifPresent(path -> new Scanner(names, type, path, diagnostics).scan(path.getLeaf(), null));
        }
        return diagnostics;
    }

    /** Returns the names that runnables have, and no other method. */
    private static Set<String> names(AnnotatedType type) {
        Set<Element> runnables =
                type.runnables().stream().map(AnnotatedMethod::element).collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        runnables.forEach(method -> names.add(method.getSimpleName().toString()));
        ElementFilter.methodsIn(type.element().getEnclosedElements()).stream()
                .filter(method -> !runnables.contains(method))
                .forEach(method -> names.remove(method.getSimpleName().toString()));
        return names;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {
        private final Set<String> names;
        private final AnnotatedType type;
        private final TreePath path;
        private final List<Diagnostic> diagnostics;

        Scanner(Set<String> names, AnnotatedType type, TreePath path, List<Diagnostic> diagnostics) {
            this.names = names;
            this.type = type;
            this.path = path;
            this.diagnostics = diagnostics;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            called(call.getMethodSelect())
                    .filter(names::contains)
                    .ifPresent(name -> diagnostics.add(Diagnostic.of(
                            RUNNABLE_SELF_CALL,
                            new Position.OfTree(call.getMethodSelect(), path.getCompilationUnit()),
                            name,
                            type.names().runnables())));
            return super.visitMethodInvocation(call, null);
        }

        private static Optional<String> called(ExpressionTree method) {
            if (method instanceof IdentifierTree identifier) {
                return Optional.of(identifier.getName().toString());
            }
            return method instanceof MemberSelectTree select
                            && select.getExpression() instanceof IdentifierTree owner
                            && owner.getName().contentEquals("this")
                    ? Optional.of(select.getIdentifier().toString())
                    : Optional.empty();
        }

        /** A class inside may have methods of its own by these names, or inherit them. */
        @Override
        public Void visitClass(ClassTree inner, Void unused) {
            boolean isOther = inner != path.getLeaf()
                    && (inner.getExtendsClause() != null
                            || !inner.getImplementsClause().isEmpty()
                            || inner.getMembers().stream()
                                    .anyMatch(member -> member instanceof MethodTree method
                                            && names.contains(method.getName().toString())));
            return isOther ? null : super.visitClass(inner, null);
        }
    }
}
