package dev.runcast.examples.readme;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Collects what sources say to their users: texts that begin like a sentence and are thrown or logged as a warning, or are whole
 * sentences anywhere else. What a text is composed of is {@code …} in it.
 *
 * <p>An {@code AssertionError} tells of a fault of the library itself, which is not for its users, and is left out.
 */
final class MessageCollector extends TreePathScanner<@Nullable Void, @Nullable Void> {
    /** Stands for what is not in quotes, unlike an ellipsis, which may be. */
    private static final String VARIABLE = "\uFFFC";

    private static final Pattern SENTENCE_START = Pattern.compile("(\\p{Lu}|…|\"[^ ]).*\\p{Ll}.*", Pattern.DOTALL);
    private static final Pattern SENTENCE = Pattern.compile("[^ ]+ .* .*[.…]", Pattern.DOTALL);
    private static final Pattern NOT_FOR_USERS = Pattern.compile("(?i)log(ger)?\\.(trace|debug|info)");
    private static final Pattern REPORT = Pattern.compile(
            "(?i)log(ger)?\\.(warn|error)|((HandlerFailures|Delivery)\\.)?(log|logOrSetAside|logFailure)|super|.*\\.orElseThrow");

    private final Set<String> messages = new LinkedHashSet<>();
    private final boolean withAssertionErrors;

    private MessageCollector(boolean withAssertionErrors) {
        this.withAssertionErrors = withAssertionErrors;
    }

    /** Returns the messages of all sources below a folder. */
    static Set<String> collect(Path sources, boolean withAssertionErrors) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        MessageCollector collector = new MessageCollector(withAssertionErrors);
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask)
                    javac.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(classes));
            for (CompilationUnitTree unit : task.parse()) {
                collector.scan(unit, null);
            }
        }
        return collector.messages;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void nothing) {
        return isNamed(tree, "AssertionError") && !withAssertionErrors ? null : super.visitNewClass(tree, nothing);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void nothing) {
        boolean isForUsers =
                !NOT_FOR_USERS.matcher(tree.getMethodSelect().toString()).matches();
        return isForUsers ? super.visitMethodInvocation(tree, nothing) : null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree tree, @Nullable Void nothing) {
        if (tree.getValue() instanceof String text) {
            add(text);
        }
        return nothing;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void nothing) {
        if (!isText(tree)) {
            return super.visitBinary(tree, nothing);
        }
        add(text(tree));
        scanOperands(tree);
        return nothing;
    }

    /** Looks for messages in what a text is composed of. */
    private void scanOperands(ExpressionTree tree) {
        if (tree instanceof BinaryTree sum && isText(sum)) {
            scanOperands(sum.getLeftOperand());
            scanOperands(sum.getRightOperand());
        } else if (!(tree instanceof LiteralTree)) {
            scan(tree, null);
        }
    }

    private void add(String text) {
        boolean isWhole =
                isReported() ? text.contains(" ") : SENTENCE.matcher(text).matches();
        String message = text.replaceAll("\\{}|%[sd]|\n|" + VARIABLE, "…")
                .replaceAll("…+", "…")
                .replaceFirst("^[.,;:]? ", "")
                .strip();
        if (SENTENCE_START.matcher(message).matches() && isWhole) {
            messages.add(message);
        }
    }

    /** Returns whether the expression at hand is thrown or logged where it stands. */
    private boolean isReported() {
        for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
            Tree tree = path.getLeaf();
            if (reports(tree)) {
                return true;
            }
            if (tree instanceof StatementTree) {
                return false;
            }
        }
        return false;
    }

    private static boolean reports(Tree tree) {
        return tree instanceof ThrowTree
                || tree instanceof NewClassTree created && (isNamed(created, "Exception") || isNamed(created, "Error"))
                || tree instanceof MethodInvocationTree call
                        && REPORT.matcher(call.getMethodSelect().toString()).matches();
    }

    private static boolean isNamed(NewClassTree tree, String suffix) {
        return tree.getIdentifier().toString().endsWith(suffix);
    }

    /** Returns whether an expression is a text in quotes, or a sum with one. */
    private static boolean isText(ExpressionTree tree) {
        return tree instanceof BinaryTree sum
                ? sum.getKind() == Tree.Kind.PLUS && (isText(sum.getLeftOperand()) || isText(sum.getRightOperand()))
                : tree instanceof LiteralTree literal && literal.getValue() instanceof String;
    }

    private static String text(ExpressionTree tree) {
        if (tree instanceof BinaryTree sum && isText(sum)) {
            return text(sum.getLeftOperand()) + text(sum.getRightOperand());
        }
        return tree instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : VARIABLE;
    }
}
