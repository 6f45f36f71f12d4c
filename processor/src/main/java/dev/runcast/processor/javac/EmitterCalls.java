package dev.runcast.processor.javac;

import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_UNDECLARED;

import com.sun.source.util.TreePath;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.diagnostic.Spelling;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.EventDeclaration;
import dev.runcast.processor.discovery.ParameterRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/** Finds calls of emitter methods that no event declares, so that a misspelt event gives more than a missing symbol. */
public final class EmitterCalls {
    private static final Set<String> OBJECT_METHODS =
            Set.of("equals", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    private final SourceTrees trees;

    public EmitterCalls(SourceTrees trees) {
        this.trees = trees;
    }

    /** Checks the calls in the runnable methods of {@code type}. */
    public List<Diagnostic> check(AnnotatedType type) {
        if (type.events().isEmpty()) {
            return List.of();
        }
        Set<String> declared =
                type.events().stream().map(EventDeclaration::methodName).collect(Collectors.toSet());
        Map<Element, TreePath> members = trees.membersOf(type.element());
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (AnnotatedMethod method : type.runnables()) {
            Optional.ofNullable(members.get(method.element())).ifPresent(path -> {
                for (VariableElement emitter : method.parameters(ParameterRole.EVENTS)) {
                    Calls.onParameter(emitter.getSimpleName(), path.getLeaf()).stream()
                            .filter(call ->
                                    !declared.contains(call.method()) && !OBJECT_METHODS.contains(call.method()))
                            .forEach(call -> diagnostics.add(undeclared(call, path, type, declared)));
                }
            });
        }
        return diagnostics;
    }

    private static Diagnostic undeclared(Calls.Call call, TreePath path, AnnotatedType type, Set<String> declared) {
        return Diagnostic.of(
                EMITS_EVENT_UNDECLARED,
                new Position.OfTree(call.place(), path.getCompilationUnit()),
                type.names().events(),
                call.method(),
                Spelling.hint(call.method(), declared),
                call.method());
    }
}
