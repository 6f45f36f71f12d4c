package dev.runcast.processor.javac;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.lang.model.element.Name;

/** The calls of methods of one variable. */
final class Calls extends TreeScanner<Void, Void> {
    private final Name variable;
    private final Predicate<ExpressionTree> receiver;
    private final List<Call> calls = new ArrayList<>();

    /** How many lambdas and classes there are around what is scanned. */
    private int depth;

    private Calls(Name variable, Predicate<ExpressionTree> receiver) {
        this.variable = variable;
        this.receiver = receiver;
    }

    /** Returns the calls on a parameter in the body of its method, in order. */
    static List<Call> onParameter(Name variable, Tree method) {
        return in(method, new Calls(variable, receiver -> isNamed(variable, receiver)));
    }

    /** Returns the calls on a local variable in what follows its declaration, in order. */
    static List<Call> onLocal(Name variable, List<? extends Tree> scope) {
        Calls scanner = new Calls(variable, receiver -> isNamed(variable, receiver));
        scanner.scan(scope, null);
        return scanner.calls;
    }

    /** Returns the calls on a field of the class in the body of a method, in order, unless something there is called alike. */
    static List<Call> onField(Name variable, Tree method) {
        return declares(variable, method)
                ? List.of()
                : in(
                        method,
                        new Calls(variable, receiver -> isNamed(variable, receiver) || isField(variable, receiver)));
    }

    private static List<Call> in(Tree method, Calls scanner) {
        scanner.scan(method, null);
        return scanner.calls;
    }

    /** Returns whether an expression is no more than this name. */
    static boolean isNamed(Name variable, ExpressionTree receiver) {
        return receiver instanceof IdentifierTree identifier
                && identifier.getName().equals(variable);
    }

    private static boolean isField(Name variable, ExpressionTree receiver) {
        return receiver instanceof MemberSelectTree select
                && select.getIdentifier().equals(variable)
                && select.getExpression() instanceof IdentifierTree owner
                && owner.getName().contentEquals("this");
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree invocation, Void unused) {
        if (invocation.getMethodSelect() instanceof MemberSelectTree select && receiver.test(select.getExpression())) {
            calls.add(new Call(select.getIdentifier().toString(), select, depth > 0));
        }
        return super.visitMethodInvocation(invocation, null);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree reference, Void unused) {
        if (receiver.test(reference.getQualifierExpression())) {
            calls.add(new Call(reference.getName().toString(), reference, true));
        }
        return super.visitMemberReference(reference, null);
    }

    @Override
    public Void visitLambdaExpression(LambdaExpressionTree lambda, Void unused) {
        depth++;
        super.visitLambdaExpression(lambda, null);
        depth--;
        return null;
    }

    /** Only classes inside the body can declare the name of a parameter or local variable anew, and then it is no more ours. */
    @Override
    public Void visitClass(ClassTree type, Void unused) {
        if (!declares(variable, type)) {
            depth++;
            super.visitClass(type, null);
            depth--;
        }
        return null;
    }

    private static boolean declares(Name variable, Tree tree) {
        List<Name> declared = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree tree, Void unused) {
                declared.add(tree.getName());
                return super.visitVariable(tree, null);
            }
        }.scan(tree, null);
        return declared.contains(variable);
    }

    /**
     * A call.
     *
     * @param place what to point at
     * @param isDeferred whether it is made later, maybe on another thread: in a lambda, a method reference or a class
     */
    record Call(String method, Tree place, boolean isDeferred) {}
}
