package dev.runcast.processor.javac;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Name;

/** The calls on one variable that are made later, maybe on another thread: in lambdas, method references and anonymous classes. */
final class DeferredCalls extends TreeScanner<Void, Void> {
    private final Name variable;
    private final List<Call> calls = new ArrayList<>();
    private int depth;

    private DeferredCalls(Name variable) {
        this.variable = variable;
    }

    /** Returns the calls in the body of a method, in order. */
    static List<Call> on(Name variable, Tree body) {
        DeferredCalls scanner = new DeferredCalls(variable);
        scanner.scan(body, null);
        return scanner.calls;
    }

    /** Returns whether something in the body of a method is called like a variable of the class. */
    static boolean isHidden(Name variable, Tree body) {
        List<Name> declared = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree tree, Void unused) {
                declared.add(tree.getName());
                return super.visitVariable(tree, null);
            }
        }.scan(body, null);
        return declared.contains(variable);
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void unused) {
        depth++;
        super.visitLambdaExpression(lambda, null);
        depth--;
        return null;
    }

    @Override
    public Void visitNewClass(NewClassTree creation, Void unused) {
        depth += creation.getClassBody() == null ? 0 : 1;
        super.visitNewClass(creation, null);
        depth -= creation.getClassBody() == null ? 0 : 1;
        return null;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree invocation, Void unused) {
        if (depth > 0
                && invocation.getMethodSelect() instanceof MemberSelectTree select
                && isVariable(select.getExpression())) {
            calls.add(new Call(select.getIdentifier().toString(), select));
        }
        return super.visitMethodInvocation(invocation, null);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void unused) {
        if (isVariable(reference.getQualifierExpression())) {
            calls.add(new Call(reference.getName().toString(), reference));
        }
        return super.visitMemberReference(reference, null);
    }

    private boolean isVariable(ExpressionTree receiver) {
        if (receiver instanceof MemberSelectTree select
                && select.getExpression() instanceof IdentifierTree owner
                && owner.getName().contentEquals("this")) {
            return select.getIdentifier().equals(variable);
        }
        return receiver instanceof IdentifierTree identifier
                && identifier.getName().equals(variable);
    }

    /** A call and the place to point at. */
    record Call(String method, Tree place) {}
}
