package dev.runcast.processor;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.DiagnosticReporter;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.Options;
import dev.runcast.processor.discovery.ResolvedTypes;
import dev.runcast.processor.discovery.TypeName;
import dev.runcast.processor.javac.UnnamedClasses;
import dev.runcast.processor.validation.CompilationValidator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
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
    private final Optional<UnnamedClasses> unnamedClasses;
    private final Map<TypeName, TypeProgress> progress = new LinkedHashMap<>();
    private final List<Diagnostic> unnamed = new ArrayList<>();

    Rounds(ProcessingEnvironment environment, Options options) {
        InternalFailures internalFailures = new InternalFailures(options);
        this.elements = environment.getElementUtils();
        this.compilation = new CompilationValidator(environment, options);
        this.generator = new TypeGenerator(environment, options, internalFailures);
        this.checker = new TypeChecker(environment, internalFailures);
        this.reporter = new DiagnosticReporter(environment);
        this.unnamedClasses = SourceTrees.of(environment).map(trees -> new UnnamedClasses(trees, elements));
    }

    /** Adds the types that have {@code annotations} in {@code round} to those of earlier rounds. */
    void add(RoundEnvironment round, Set<? extends TypeElement> annotations) {
        AnnotatedType.namesIn(round, annotations).forEach(name -> progress.computeIfAbsent(name, TypeProgress::new));
        unnamedClasses.ifPresent(classes -> ElementFilter.typesIn(round.getRootElements()).stream()
                .flatMap(type -> classes.check(type).stream())
                .forEach(unnamed::add));
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
        diagnostics.addAll(unnamed);
        types.forEach(type -> diagnostics.addAll(checker.check(type, progressOf(type))));
        if (!errorRaised && diagnostics.stream().noneMatch(Diagnostic::isError)) {
            diagnostics.addAll(checker.unresolved(unfinished()));
        }
        reporter.report(diagnostics);
    }

    private List<AnnotatedType> unfinished() {
        List<TypeName> names = progress.values().stream()
                .filter(type -> !type.isFinished())
                .map(TypeProgress::name)
                .toList();
        return AnnotatedType.find(names, elements);
    }

    private TypeProgress progressOf(AnnotatedType type) {
        return Objects.requireNonNull(progress.get(TypeName.of(type.element())));
    }
}
