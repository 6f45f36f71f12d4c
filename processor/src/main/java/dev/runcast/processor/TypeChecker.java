package dev.runcast.processor;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_UNRESOLVED;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.ResolvedTypes;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.javac.BodyChecks;
import dev.runcast.processor.validation.EventsValidator;
import dev.runcast.processor.validation.RunnablesValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Types;

/** Finds what is wrong with types, when all types exist that ever will. */
final class TypeChecker {
    private final EventsValidator eventsValidator;
    private final RunnablesValidator runnablesValidator;
    private final BodyChecks bodyChecks;
    private final InternalFailures internalFailures;

    TypeChecker(ProcessingEnvironment environment, InternalFailures internalFailures) {
        Types types = environment.getTypeUtils();
        this.eventsValidator = new EventsValidator(types);
        this.runnablesValidator = new RunnablesValidator(environment.getElementUtils(), types);
        this.bodyChecks = BodyChecks.of(environment);
        this.internalFailures = internalFailures;
    }

    /** Returns what is wrong with {@code type}: what made the writing of its classes fail, or all its mistakes. */
    List<Diagnostic> check(AnnotatedType type, TypeProgress progress) {
        return progress.failure(type).map(List::of).orElseGet(() -> mistakes(type, progress));
    }

    private List<Diagnostic> mistakes(AnnotatedType type, TypeProgress progress) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        try {
            if (!progress.hasFaultlessEvents()) {
                diagnostics.addAll(eventsValidator.check(type).diagnostics());
            }
            if (!progress.hasFaultlessRunnables()) {
                diagnostics.addAll(runnablesValidator.check(type).diagnostics());
            }
            diagnostics.addAll(bodyChecks.check(type));
        } catch (RuntimeException error) {
            diagnostics.add(internalFailures.of(error, type));
        }
        return diagnostics;
    }

    /** Returns why the wrappers of these types were not written, one reason a type. */
    List<Diagnostic> unresolved(List<AnnotatedType> types) {
        ResolvedTypes resolved = ResolvedTypes.among(types);
        return types.stream()
                .flatMap(type -> type.runnables().stream()
                        .flatMap(method -> unresolved(method, resolved).stream())
                        .limit(1))
                .toList();
    }

    private static Optional<Diagnostic> unresolved(AnnotatedMethod method, ResolvedTypes resolved) {
        return resolved.missingIn(method)
                .map(missing -> Diagnostic.of(
                        RUNNABLE_UNRESOLVED,
                        Position.of(method.element()),
                        method.type().names().runnables(),
                        TypeMirrors.simpleName(missing),
                        method.displaySignature()));
    }
}
