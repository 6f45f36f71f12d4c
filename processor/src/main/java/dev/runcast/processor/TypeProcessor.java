package dev.runcast.processor;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CLASS_EXISTS;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_GENERATED_CLASH;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_UNRESOLVED;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNTIME_MISSING;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNTIME_MODULE;
import static dev.runcast.processor.diagnostic.DiagnosticId.WRAPPER_ANNOTATION;
import static dev.runcast.processor.diagnostic.DiagnosticId.WRITE_FAILED;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.DiagnosticId;
import dev.runcast.processor.diagnostic.DiagnosticReporter;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.EventDeclaration;
import dev.runcast.processor.discovery.Options;
import dev.runcast.processor.discovery.ResolvedTypes;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.discovery.WrapperAnnotations;
import dev.runcast.processor.javac.DocTreeParameters;
import dev.runcast.processor.javac.EmitterCalls;
import dev.runcast.processor.javac.LostContexts;
import dev.runcast.processor.javac.SelfCalls;
import dev.runcast.processor.model.CommentParameters;
import dev.runcast.processor.model.EventsClass;
import dev.runcast.processor.model.ModelBuilder;
import dev.runcast.processor.model.ParameterDocs;
import dev.runcast.processor.render.EventsRenderer;
import dev.runcast.processor.render.GeneratedFiles;
import dev.runcast.processor.render.JavaFiles;
import dev.runcast.processor.render.RunnablesRenderer;
import dev.runcast.processor.validation.Checked;
import dev.runcast.processor.validation.EventsValidator;
import dev.runcast.processor.validation.OptionsValidator;
import dev.runcast.processor.validation.RunnablesValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Takes types through the rounds.
 *
 * <p>Methods name the emitter in their signatures, so that it is written when a type is first seen, from the annotations alone.
 * The wrapper is written as soon as every other type in those signatures exists, which may take until other processors are done.
 * Mostly that is at once, too, and saves javac a round, in which it would take in all sources anew.
 */
final class TypeProcessor {
    private static final String RUNTIME_MODULE_NAME = "dev.runcast.runtime";
    private static final String RUNTIME = "dev.runcast.runtime.codegen.RunScope";

    private final Elements elements;
    private final DiagnosticReporter reporter;
    private final EventsValidator eventsValidator;
    private final RunnablesValidator runnablesValidator;
    private final Optional<EmitterCalls> emitterCalls;
    private final Optional<LostContexts> lostContexts;
    private final Optional<SelfCalls> selfCalls;
    private final ModelBuilder modelBuilder;
    private final EventsRenderer eventsRenderer;
    private final RunnablesRenderer runnablesRenderer;
    private final WrapperAnnotations wrapperAnnotations;
    private final Options options;
    private final InternalFailures internalFailures;

    /** The qualified names of generated classes that need no more work, also of those that failed, with whose they are. */
    private final Map<String, String> done = new HashMap<>();

    /** The qualified names of types whose wrapper, which is the last, was written or could not be. */
    private final Set<String> finished = new HashSet<>();

    /**
     * Types whose events, whose payloads exist, are without fault, and are not checked again. Methods are: what a missing type in a
     * signature is taken for may turn out to be another.
     */
    private final Set<String> withFaultlessEvents = new HashSet<>();

    /** What went wrong while a type's classes were generated, to be told in the last round. */
    private final Map<String, Function<AnnotatedType, Diagnostic>> failures = new HashMap<>();

    TypeProcessor(ProcessingEnvironment environment, Options options) {
        Types types = environment.getTypeUtils();
        this.elements = environment.getElementUtils();
        this.reporter = new DiagnosticReporter(environment);
        this.eventsValidator = new EventsValidator(types);
        this.runnablesValidator = new RunnablesValidator(elements, types);
        ParameterDocs docs = DocTreeParameters.of(environment).orElseGet(() -> new CommentParameters(elements));
        this.modelBuilder = new ModelBuilder(elements, types, docs);
        JavaFiles files =
                new JavaFiles(new GeneratedFiles(environment.getFiler()), elements, RunnableProcessor.class.getName());
        this.eventsRenderer = new EventsRenderer(files);
        this.wrapperAnnotations = WrapperAnnotations.of(options, elements);
        this.runnablesRenderer = new RunnablesRenderer(files, types, wrapperAnnotations.found());
        this.emitterCalls = SourceTrees.of(environment).map(EmitterCalls::new);
        this.lostContexts = SourceTrees.of(environment).map(LostContexts::new);
        this.selfCalls = SourceTrees.of(environment).map(SelfCalls::new);
        this.options = options;
        this.internalFailures = new InternalFailures(options);
    }

    /** Writes what can be written by now. */
    void generate(Collection<String> typeNames) {
        List<String> unfinished =
                typeNames.stream().filter(name -> !finished.contains(name)).toList();
        List<AnnotatedType> types = AnnotatedType.find(unfinished, elements);
        if (runtimeFault(types).isPresent()) {
            return;
        }
        ResolvedTypes resolved = ResolvedTypes.among(types);
        for (AnnotatedType type : types) {
            try {
                generate(type, resolved);
            } catch (RuntimeException error) {
                failures.put(key(type), failed -> internal(failed, error));
            }
        }
    }

    /** Prints what is wrong with all of the types. */
    void report(Collection<String> typeNames, boolean errorRaised) {
        List<AnnotatedType> types = AnnotatedType.find(typeNames, elements);
        Optional<Diagnostic> runtimeFault = runtimeFault(types);
        if (runtimeFault.isPresent()) {
            reporter.report(List.of(runtimeFault.get()));
            return;
        }
        List<Diagnostic> diagnostics = new ArrayList<>(OptionsValidator.check(options));
        types.stream()
                .limit(1)
                .flatMap(type -> wrapperAnnotations.missing().stream()
                        .map(name -> at(type, WRAPPER_ANNOTATION, name, Options.WRAPPER_ANNOTATIONS)))
                .forEach(diagnostics::add);
        for (AnnotatedType type : types) {
            diagnostics.addAll(check(type));
        }
        if (!errorRaised && diagnostics.stream().noneMatch(Diagnostic::isError)) {
            List<AnnotatedType> unfinished =
                    types.stream().filter(type -> !finished.contains(key(type))).toList();
            ResolvedTypes resolved = ResolvedTypes.among(unfinished);
            unfinished.stream()
                    .flatMap(type -> unresolved(type, resolved).stream())
                    .forEach(diagnostics::add);
        }
        reporter.report(diagnostics);
    }

    /** A module has to read the runtime, which may be there all the same. */
    private Optional<Diagnostic> runtimeFault(List<AnnotatedType> types) {
        if (types.isEmpty()) {
            return Optional.empty();
        }
        AnnotatedType type = types.get(0);
        ModuleElement module = elements.getModuleOf(type.element());
        if (elements.getTypeElement(module, RUNTIME) != null) {
            return Optional.empty();
        }
        return Optional.of(
                module.isUnnamed()
                        ? at(type, RUNTIME_MISSING, RUNTIME)
                        : at(
                                type,
                                RUNTIME_MODULE,
                                module.getQualifiedName(),
                                RUNTIME_MODULE_NAME,
                                RUNTIME_MODULE_NAME));
    }

    private void generate(AnnotatedType type, ResolvedTypes resolved) {
        if (type.events().stream().anyMatch(EventDeclaration::isPayloadMissing)) {
            return;
        }
        Checked<EventDeclaration> declarations = eventsValidator.check(type);
        if (declarations.diagnostics().isEmpty()) {
            withFaultlessEvents.add(key(type));
        }
        EventsClass events = modelBuilder.eventsClass(type, declarations.sound());
        if (!type.events().isEmpty()) {
            write(type, type.names().events(), () -> eventsRenderer.write(events));
        }
        if (!type.runnables().isEmpty() && resolved.contains(type) && runnablesValidator.isWrappable(type)) {
            List<AnnotatedMethod> methods = runnablesValidator.check(type).sound();
            write(
                    type,
                    type.names().runnables(),
                    () -> runnablesRenderer.write(modelBuilder.runnablesClass(type, methods, events)));
            finished.add(key(type));
        }
    }

    private void write(AnnotatedType type, String simpleName, Writing writing) {
        String name = type.names().qualified(simpleName);
        String owner = done.putIfAbsent(name, key(type));
        if (owner != null) {
            if (!owner.equals(key(type))) {
                clash(owner, key(type), name);
            }
            return;
        }
        try {
            writing.run();
        } catch (FilerException exists) {
            failures.put(key(type), failed -> at(failed, RUNNABLE_CLASS_EXISTS, name));
        } catch (IOException error) {
            failures.put(key(type), failed -> at(failed, WRITE_FAILED, name, String.valueOf(error.getMessage())));
        }
    }

    /** Of two types that would become one, the later one by name is to blame, whichever came first. */
    private void clash(String one, String other, String name) {
        String first = one.compareTo(other) < 0 ? one : other;
        failures.put(
                first.equals(one) ? other : one,
                failed -> at(failed, RUNNABLE_GENERATED_CLASH, displayName(first), failed.displayName(), name));
    }

    private List<Diagnostic> check(AnnotatedType type) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Function<AnnotatedType, Diagnostic> failure = failures.get(key(type));
        if (failure != null) {
            diagnostics.add(failure.apply(type));
            return diagnostics;
        }
        try {
            if (!withFaultlessEvents.contains(key(type))) {
                diagnostics.addAll(eventsValidator.check(type).diagnostics());
            }
            diagnostics.addAll(runnablesValidator.check(type).diagnostics());
            emitterCalls.ifPresent(calls -> diagnostics.addAll(calls.check(type)));
            lostContexts.ifPresent(calls -> diagnostics.addAll(calls.check(type)));
            selfCalls.ifPresent(calls -> diagnostics.addAll(calls.check(type)));
        } catch (RuntimeException error) {
            diagnostics.add(internal(type, error));
        }
        return diagnostics;
    }

    private static Optional<Diagnostic> unresolved(AnnotatedType type, ResolvedTypes resolved) {
        for (AnnotatedMethod method : type.runnables()) {
            Optional<TypeMirror> missing = resolved.missingIn(method);
            if (missing.isPresent()) {
                return Optional.of(Diagnostic.of(
                        RUNNABLE_UNRESOLVED,
                        Position.of(method.element()),
                        type.names().runnables(),
                        TypeMirrors.simpleName(missing.get()),
                        method.displaySignature()));
            }
        }
        return Optional.empty();
    }

    private String displayName(String typeName) {
        return TypeMirrors.simpleName(
                Objects.requireNonNull(elements.getTypeElement(typeName)).asType());
    }

    private Diagnostic internal(AnnotatedType type, RuntimeException error) {
        return internalFailures.of(error, Position.of(type.element()), type.displayName());
    }

    private static Diagnostic at(AnnotatedType type, DiagnosticId id, Object... arguments) {
        return Diagnostic.of(id, Position.of(type.element()), arguments);
    }

    private static String key(AnnotatedType type) {
        return type.element().getQualifiedName().toString();
    }

    /** The writing of a file. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
