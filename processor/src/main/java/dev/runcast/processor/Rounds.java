package dev.runcast.processor;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.DiagnosticReporter;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.Options;
import dev.runcast.processor.discovery.ResolvedTypes;
import dev.runcast.processor.validation.CompilationValidator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Elements;

/**
 * Takes types through the rounds: classes are written in each, messages in the last one. An error before it would end the rounds at
 * once, and leave wrappers of other types unwritten and their users with symbols that cannot be found.
 */
final class Rounds {
    private final Elements elements;
    private final CompilationValidator compilation;
    private final TypeGenerator generator;
    private final TypeChecker checker;
    private final DiagnosticReporter reporter;
    private final Map<String, TypeProgress> progress = new LinkedHashMap<>();

    Rounds(ProcessingEnvironment environment, Options options) {
        InternalFailures internalFailures = new InternalFailures(options);
        this.elements = environment.getElementUtils();
        this.compilation = new CompilationValidator(environment, options);
        this.generator = new TypeGenerator(environment, options, internalFailures);
        this.checker = new TypeChecker(environment, internalFailures);
        this.reporter = new DiagnosticReporter(environment);
    }

    /** Adds the types of these qualified names to those that came in earlier rounds. */
    void add(Collection<String> typeNames) {
        typeNames.forEach(name -> progress.computeIfAbsent(name, TypeProgress::new));
    }

    /** Writes what can be written by now. */
    void generate() {
        List<AnnotatedType> types = unfinished();
        if (compilation.fault(types).isPresent()) {
            return;
        }
        ResolvedTypes resolved = ResolvedTypes.among(types);
        types.forEach(type -> generator.generate(type, progressOf(type), resolved.contains(type)));
    }

    /** Prints what is wrong with all of the types. */
    void report(boolean errorRaised) {
        List<AnnotatedType> types = AnnotatedType.find(progress.keySet(), elements);
        Optional<Diagnostic> fault = compilation.fault(types);
        if (fault.isPresent()) {
            reporter.report(List.of(fault.get()));
            return;
        }
        List<Diagnostic> diagnostics = new ArrayList<>(compilation.optionFaults(types));
        types.forEach(type -> diagnostics.addAll(checker.check(type, progressOf(type))));
        if (!errorRaised && diagnostics.stream().noneMatch(Diagnostic::isError)) {
            diagnostics.addAll(checker.unresolved(unfinished()));
        }
        reporter.report(diagnostics);
    }

    private List<AnnotatedType> unfinished() {
        List<String> names = progress.values().stream()
                .filter(type -> !type.isFinished())
                .map(TypeProgress::name)
                .toList();
        return AnnotatedType.find(names, elements);
    }

    private TypeProgress progressOf(AnnotatedType type) {
        return Objects.requireNonNull(
                progress.get(type.element().getQualifiedName().toString()));
    }
}
