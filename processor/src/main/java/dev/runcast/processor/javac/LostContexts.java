package dev.runcast.processor.javac;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CONTEXT_LOST;

import com.sun.source.util.TreePath;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.GeneratedNames;
import dev.runcast.processor.discovery.ParameterRole;
import dev.runcast.processor.model.ReturnShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/**
 * Finds calls of wrappers that may run on another thread, where the current run is not known, though the config that carries it is at
 * hand. Wrappers are looked for in parameters and in the fields of the class; of all else nothing is said.
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
        for (AnnotatedMethod method : type.runnables()) {
            List<VariableElement> configs = method.parameters(ParameterRole.CONFIG);
            if (!configs.isEmpty()) {
                trees.pathOf(method.element())
                        .ifPresent(path -> diagnostics.addAll(check(method, configs.get(0), path)));
            }
        }
        return diagnostics;
    }

    private static List<Diagnostic> check(AnnotatedMethod method, VariableElement config, TreePath path) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (VariableElement field :
                ElementFilter.fieldsIn(method.type().element().getEnclosedElements())) {
            if (isWrapper(field)) {
                lost(Calls.onField(field.getSimpleName(), path.getLeaf()), field, method, config, path)
                        .forEach(diagnostics::add);
            }
        }
        for (VariableElement parameter : method.element().getParameters()) {
            if (isWrapper(parameter)) {
                lost(Calls.onParameter(parameter.getSimpleName(), path.getLeaf()), parameter, method, config, path)
                        .forEach(diagnostics::add);
            }
        }
        return diagnostics;
    }

    private static Stream<Diagnostic> lost(
            List<Calls.Call> calls,
            VariableElement wrapper,
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
                        wrapper.getSimpleName() + "." + call.method(),
                        method.displayName(),
                        wrapper.getSimpleName() + ".withConfig(" + config.getSimpleName() + ")." + call.method()));
    }

    /** What a method of Reactor subscribes to finds the run in the subscriber's context, on whatever thread. */
    private static boolean isCarriedByReactor(String called, VariableElement wrapper, AnnotatedMethod method) {
        return isOfReactor(method.element())
                && wrapper.asType() instanceof DeclaredType declared
                && ElementFilter.methodsIn(declared.asElement().getEnclosedElements()).stream()
                        .anyMatch(
                                candidate -> candidate.getSimpleName().contentEquals(called) && isOfReactor(candidate));
    }

    private static boolean isOfReactor(ExecutableElement method) {
        return ReturnShape.of(method.getReturnType()).isOfReactor();
    }

    private static boolean isAccessor(String method) {
        return method.endsWith("Runnable");
    }

    /** A wrapper is known by its shape, since {@code @Generated} is gone from class files. */
    private static boolean isWrapper(VariableElement variable) {
        return variable.asType() instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement type
                && type.getSimpleName().toString().endsWith(GeneratedNames.RUNNABLES_SUFFIX)
                && ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .anyMatch(method -> isWithConfig(method, type));
    }

    private static boolean isWithConfig(ExecutableElement method, TypeElement type) {
        return method.getSimpleName().contentEquals("withConfig")
                && method.getReturnType() instanceof DeclaredType returned
                && returned.asElement().equals(type);
    }
}
