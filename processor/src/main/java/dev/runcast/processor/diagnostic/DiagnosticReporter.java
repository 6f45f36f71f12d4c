package dev.runcast.processor.diagnostic;

import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;

/** Prints diagnostics. Nothing else does. */
public final class DiagnosticReporter {
    private final Messager messager;
    private final Optional<SourceTrees> trees;

    public DiagnosticReporter(ProcessingEnvironment environment) {
        this.messager = environment.getMessager();
        this.trees = SourceTrees.of(environment);
    }

    /** Prints all of {@code diagnostics}, in order. */
    public void report(List<Diagnostic> diagnostics) {
        diagnostics.forEach(this::report);
    }

    private void report(Diagnostic diagnostic) {
        if (!diagnostic.isError() && SuppressedWarnings.contain(diagnostic.position())) {
            return;
        }
        if (diagnostic.position() instanceof Position.OfElement position) {
            trees.flatMap(source -> source.find(position))
                    .ifPresentOrElse(place -> report(diagnostic, place), () -> report(diagnostic, position));
        } else if (diagnostic.position() instanceof Position.OfTree position) {
            report(diagnostic, position);
        } else {
            messager.printMessage(diagnostic.id().kind(), diagnostic.message());
        }
    }

    private void report(Diagnostic diagnostic, Position.OfElement position) {
        messager.printMessage(
                diagnostic.id().kind(),
                diagnostic.message(),
                position.element(),
                position.annotation(),
                position.value());
    }

    private void report(Diagnostic diagnostic, Position.OfTree position) {
        trees.orElseThrow().print(diagnostic.id().kind(), diagnostic.message(), position);
    }
}
