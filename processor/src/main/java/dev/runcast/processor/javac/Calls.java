package dev.runcast.processor.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Name;

/** The calls of methods of one variable. */
final class Calls extends TreeScanner<Void, Void> {
    private final Name variable;
    private final List<Call> calls = new ArrayList<>();

    private Calls(Name variable) {
        this.variable = variable;
    }

    /** Returns the calls on {@code variable} in {@code tree}, in order. */
    static List<Call> on(Name variable, Tree tree) {
        Calls scanner = new Calls(variable);
        scanner.scan(tree, null);
        return scanner.calls;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree invocation, Void unused) {
        if (invocation.getMethodSelect() instanceof MemberSelectTree select) {
            add(select.getExpression(), select.getIdentifier(), select);
        }
        return super.visitMethodInvocation(invocation, null);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void unused) {
        add(reference.getQualifierExpression(), reference.getName(), reference);
        return super.visitMemberReference(reference, null);
    }

    /** Only classes inside the body can declare the name anew, and then it is no more ours. */
    @Override
    public Void visitClass(ClassTree type, Void unused) {
        return declaresVariable(type) ? null : super.visitClass(type, null);
    }

    private void add(ExpressionTree receiver, Name method, Tree place) {
        if (receiver instanceof IdentifierTree identifier
                && identifier.getName().equals(variable)) {
            calls.add(new Call(method.toString(), place));
        }
    }

    private boolean declaresVariable(ClassTree type) {
        List<Name> declared = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree tree, Void unused) {
                declared.add(tree.getName());
                return super.visitVariable(tree, null);
            }
        }.scan(type, null);
        return declared.contains(variable);
    }

    /** A call and the place to point at. */
    record Call(String method, Tree place) {}
}
