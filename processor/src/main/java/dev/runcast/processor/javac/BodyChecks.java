package dev.runcast.processor.javac;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.discovery.AnnotatedType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;

/** All checks of method bodies. There are none in other compilers than javac. */
public final class BodyChecks {
    private final Optional<SourceTrees> trees;

    private BodyChecks(Optional<SourceTrees> trees) {
        this.trees = trees;
    }

    public static BodyChecks of(ProcessingEnvironment environment) {
        return new BodyChecks(SourceTrees.of(environment));
    }

    /** Checks the bodies of all methods of {@code type}. */
    public List<Diagnostic> check(AnnotatedType type) {
        return trees.map(source -> check(type, source)).orElse(List.of());
    }

    private static List<Diagnostic> check(AnnotatedType type, SourceTrees source) {
        return Stream.of(
                        new EmitterCalls(source).check(type),
                        new LostContexts(source).check(type),
                        new SelfCalls(source).check(type),
                        new UnemittedEvents(source).check(type))
                .flatMap(List::stream)
                .toList();
    }
}
