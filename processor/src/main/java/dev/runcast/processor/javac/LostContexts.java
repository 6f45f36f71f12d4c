package dev.runcast.processor.javac;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CONTEXT_LOST;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.ParameterRole;
import dev.runcast.processor.model.ReturnShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * Finds calls of wrappers that may run on another thread, where the current run is not known, though the config that carries it is at
 * hand. Wrappers are looked for in parameters, in local variables and in the fields of the class; of all else nothing is said.
 */
public final class LostContexts {
    private static final Set<String> NO_RUNS =
            Set.of("equals", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait", "withConfig");

    private final SourceTrees trees;

    public LostContexts(SourceTrees trees) {
        this.trees = trees;
    }

    /** Checks the calls in the runnable methods of {@code type}. */
    public List<Diagnostic> check(AnnotatedType type) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Map<Element, TreePath> members = trees.membersOf(type.element());
        for (AnnotatedMethod method : type.runnables()) {
            List<VariableElement> configs = method.parameters(ParameterRole.CONFIG);
            TreePath path = members.get(method.element());
            if (!configs.isEmpty() && path != null) {
                diagnostics.addAll(check(method, configs.get(0), path));
            }
        }
        return diagnostics;
    }

    private List<Diagnostic> check(AnnotatedMethod method, VariableElement config, TreePath path) {
        return variables(method, config, path)
                .flatMap(variable -> lost(variable, method, config, path))
                .toList();
    }

    private Stream<Variable> variables(AnnotatedMethod method, VariableElement config, TreePath path) {
        TypeElement type = method.type().element();
        Tree body = path.getLeaf();
        Stream<Variable> fields =
                wrappersAmong(ElementFilter.fieldsIn(type.getEnclosedElements()), name -> Calls.onField(name, body));
        Stream<Variable> parameters =
                wrappersAmong(method.element().getParameters(), name -> Calls.onParameter(name, body));
        Wrappers wrappers = new Wrappers(trees, type);
        Stream<Variable> locals =
                LocalWrappers.in(body, config.getSimpleName(), wrappers, path.getCompilationUnit()).stream()
                        .map(local -> new Variable(
                                local.name(), local.wrapper(), Calls.onLocal(local.name(), local.scope())));
        return Stream.of(fields, parameters, locals).flatMap(found -> found);
    }

    private static Stream<Variable> wrappersAmong(
            List<? extends VariableElement> variables, Function<Name, List<Calls.Call>> calls) {
        return variables.stream()
                .flatMap(variable -> Wrappers.of(variable.asType()).stream()
                        .map(wrapper -> new Variable(
                                variable.getSimpleName(), wrapper, calls.apply(variable.getSimpleName()))));
    }

    private static Stream<Diagnostic> lost(
            Variable variable, AnnotatedMethod method, VariableElement config, TreePath path) {
        return variable.calls().stream()
                .filter(Calls.Call::isDeferred)
                .filter(call -> !NO_RUNS.contains(call.method()) && !isAccessor(call.method()))
                .filter(call -> !isCarriedByReactor(call.method(), variable.wrapper(), method))
                .map(call -> Diagnostic.of(
                        RUNNABLE_CONTEXT_LOST,
                        new Position.OfTree(call.place(), path.getCompilationUnit()),
                        variable.name() + "." + call.method(),
                        method.displayName(),
                        variable.name() + ".withConfig(" + config.getSimpleName() + ")." + call.method()));
    }

    /** What a method of Reactor subscribes to finds the run in the subscriber's context, on whatever thread. */
    private static boolean isCarriedByReactor(String called, TypeElement wrapper, AnnotatedMethod method) {
        return isOfReactor(method.element())
                && ElementFilter.methodsIn(wrapper.getEnclosedElements()).stream()
                        .anyMatch(
                                candidate -> candidate.getSimpleName().contentEquals(called) && isOfReactor(candidate));
    }

    private static boolean isOfReactor(ExecutableElement method) {
        return ReturnShape.of(method.getReturnType()).isOfReactor();
    }

    private static boolean isAccessor(String method) {
        return method.endsWith("Runnable");
    }

    /** A variable that holds a wrapper, and the calls on it. */
    private record Variable(Name name, TypeElement wrapper, List<Calls.Call> calls) {}
}
