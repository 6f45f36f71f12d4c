package dev.runcast.processor.javac;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CONTEXT_LOST;

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
    private final Wrappers wrappers;

    public LostContexts(SourceTrees trees) {
        this.trees = trees;
        this.wrappers = new Wrappers(trees);
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
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (VariableElement field :
                ElementFilter.fieldsIn(method.type().element().getEnclosedElements())) {
            Wrappers.of(field.asType()).ifPresent(wrapper -> {
                List<Calls.Call> calls = Calls.onField(field.getSimpleName(), path.getLeaf());
                lost(calls, field.getSimpleName(), wrapper, method, config, path)
                        .forEach(diagnostics::add);
            });
        }
        for (VariableElement parameter : method.element().getParameters()) {
            Wrappers.of(parameter.asType()).ifPresent(wrapper -> {
                List<Calls.Call> calls = Calls.onParameter(parameter.getSimpleName(), path.getLeaf());
                lost(calls, parameter.getSimpleName(), wrapper, method, config, path)
                        .forEach(diagnostics::add);
            });
        }
        for (LocalWrappers.Local local :
                LocalWrappers.in(path.getLeaf(), config.getSimpleName(), wrappers, path.getCompilationUnit())) {
            List<Calls.Call> calls = Calls.onLocal(local.name(), local.scope());
            lost(calls, local.name(), local.wrapper(), method, config, path).forEach(diagnostics::add);
        }
        return diagnostics;
    }

    private static Stream<Diagnostic> lost(
            List<Calls.Call> calls,
            Name variable,
            TypeElement wrapper,
            AnnotatedMethod method,
            VariableElement config,
            TreePath path) {
        return calls.stream()
                .filter(Calls.Call::isDeferred)
                .filter(call -> !NO_RUNS.contains(call.method()) && !isAccessor(call.method()))
                .filter(call -> !isCarriedByReactor(call.method(), wrapper, method))
                .map(call -> Diagnostic.of(
                        RUNNABLE_CONTEXT_LOST,
                        new Position.OfTree(call.place(), path.getCompilationUnit()),
                        variable + "." + call.method(),
                        method.displayName(),
                        variable + ".withConfig(" + config.getSimpleName() + ")." + call.method()));
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
}
