package dev.runcast.processor.javac;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The wrappers in local variables of a method, less those that are made with its config. */
final class LocalWrappers extends TreeScanner<Void, Void> {
    private final Wrappers wrappers;
    private final CompilationUnitTree unit;
    private final Name config;
    private final List<Local> found = new ArrayList<>();

    private LocalWrappers(Wrappers wrappers, CompilationUnitTree unit, Name config) {
        this.wrappers = wrappers;
        this.unit = unit;
        this.config = config;
    }

    /** Finds them in {@code method}, whose parameter {@code config} is. */
    static List<Local> in(Tree method, Name config, Wrappers wrappers, CompilationUnitTree unit) {
        LocalWrappers scanner = new LocalWrappers(wrappers, unit, config);
        scanner.scan(method, null);
        return scanner.found;
    }

    @Override
    public Void visitBlock(BlockTree block, Void unused) {
        find(block.getStatements());
        return super.visitBlock(block, null);
    }

    @Override
    public Void visitCase(CaseTree branch, Void unused) {
        if (branch.getStatements() != null) {
            find(branch.getStatements());
        }
        return super.visitCase(branch, null);
    }

    @Override
    public Void visitEnhancedForLoop(EnhancedForLoopTree loop, Void unused) {
        find(loop.getVariable(), loop.getExpression(), List.of(loop.getStatement()));
        return super.visitEnhancedForLoop(loop, null);
    }

    private void find(List<? extends StatementTree> statements) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof VariableTree variable && variable.getInitializer() != null) {
                find(variable, variable.getInitializer(), statements.subList(i + 1, statements.size()));
            }
        }
    }

    private void find(VariableTree variable, ExpressionTree value, List<? extends Tree> scope) {
        type(variable, value)
                .filter(wrapper -> !isConfigured(value))
                .ifPresent(wrapper -> found.add(new Local(variable.getName(), wrapper, scope)));
    }

    private Optional<TypeElement> type(VariableTree variable, ExpressionTree value) {
        @Nullable Tree written = variable.getType();
        if (written != null) {
            return wrappers.named(written, unit);
        }
        return value instanceof NewClassTree creation
                ? wrappers.named(creation.getIdentifier(), unit)
                : Optional.empty();
    }

    /** Whether a value is made by {@code withConfig}, or of the config in another way. */
    private boolean isConfigured(ExpressionTree value) {
        boolean[] isConfigured = new boolean[1];
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree identifier, Void unused) {
                isConfigured[0] |= identifier.getName().equals(config);
                return null;
            }

            @Override
            public Void visitMemberSelect(MemberSelectTree select, Void unused) {
                isConfigured[0] |= select.getIdentifier().contentEquals("withConfig");
                return super.visitMemberSelect(select, null);
            }
        }.scan(value, null);
        return isConfigured[0];
    }

    /**
     * A local variable.
     *
     * @param scope the trees that see it
     */
    record Local(Name name, TypeElement wrapper, List<? extends Tree> scope) {}
}
