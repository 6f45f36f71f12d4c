package dev.runcast.processor.validation;

import static dev.runcast.processor.diagnostic.DiagnosticId.JAVA_VERSION;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNTIME_MISSING;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNTIME_MODULE;
import static dev.runcast.processor.diagnostic.DiagnosticId.WRAPPER_ANNOTATION;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.Options;
import dev.runcast.processor.discovery.WrapperAnnotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.Elements;

/** Checks what all types of a compilation share: its options, its Java version, and the runtime that generated code needs. */
public final class CompilationValidator {
    private static final String RUNTIME_MODULE_NAME = "dev.runcast.runtime";
    private static final String RUNTIME = "dev.runcast.runtime.codegen.RunScope";

    private final Elements elements;
    private final SourceVersion version;
    private final Options options;

    public CompilationValidator(ProcessingEnvironment environment, Options options) {
        this.elements = environment.getElementUtils();
        this.version = environment.getSourceVersion();
        this.options = options;
    }

    /** Returns why nothing can be generated for {@code types}, if there are any. */
    public Optional<Diagnostic> fault(List<AnnotatedType> types) {
        return types.stream().findFirst().flatMap(type -> versionFault().or(() -> runtimeFault(type)));
    }

    private Optional<Diagnostic> versionFault() {
        return version.compareTo(SourceVersion.RELEASE_17) < 0
                ? Optional.of(Diagnostic.of(
                        JAVA_VERSION, new Position.Nowhere(), version.name().replace("RELEASE_", "")))
                : Optional.empty();
    }

    /** A module has to read the runtime, which may be there all the same. */
    private Optional<Diagnostic> runtimeFault(AnnotatedType type) {
        Position position = Position.of(type.element());
        ModuleElement module = elements.getModuleOf(type.element());
        if (elements.getTypeElement(module, RUNTIME) != null) {
            return Optional.empty();
        }
        return Optional.of(
                module.isUnnamed()
                        ? Diagnostic.of(RUNTIME_MISSING, position, RUNTIME)
                        : Diagnostic.of(
                                RUNTIME_MODULE,
                                position,
                                module.getQualifiedName(),
                                RUNTIME_MODULE_NAME,
                                RUNTIME_MODULE_NAME));
    }

    /** Returns what is wrong with the options. What they say of all {@code types} is told of the first. */
    public List<Diagnostic> optionFaults(List<AnnotatedType> types) {
        List<Diagnostic> diagnostics = new ArrayList<>(OptionsValidator.check(options));
        List<String> missing = WrapperAnnotations.of(options, elements).missing();
        types.stream()
                .limit(1)
                .flatMap(type -> missing.stream()
                        .map(name -> Diagnostic.of(
                                WRAPPER_ANNOTATION, Position.of(type.element()), name, Options.WRAPPER_ANNOTATIONS)))
                .forEach(diagnostics::add);
        return diagnostics;
    }
}
