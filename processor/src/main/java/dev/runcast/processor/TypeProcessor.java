package dev.runcast.processor;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CLASS_EXISTS;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_INTERNAL;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_UNRESOLVED;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNTIME_MISSING;
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
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.discovery.WrapperAnnotations;
import dev.runcast.processor.javac.EmitterCalls;
import dev.runcast.processor.javac.LostContexts;
import dev.runcast.processor.javac.SelfCalls;
import dev.runcast.processor.model.EventsClass;
import dev.runcast.processor.model.ModelBuilder;
import dev.runcast.processor.render.EventsRenderer;
import dev.runcast.processor.render.JavaFiles;
import dev.runcast.processor.render.RunnablesRenderer;
import dev.runcast.processor.validation.Checked;
import dev.runcast.processor.validation.EventsValidator;
import dev.runcast.processor.validation.RunnablesValidator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
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
    private final boolean isVerbose;

    /** The qualified names of generated classes that need no more work, also of those that failed. */
    private final Set<String> done = new HashSet<>();

    /** What went wrong while a type's classes were generated, to be told in the last round. */
    private final Map<String, Function<AnnotatedType, Diagnostic>> failures = new HashMap<>();

    TypeProcessor(ProcessingEnvironment environment, boolean isVerbose) {
        Types types = environment.getTypeUtils();
        this.elements = environment.getElementUtils();
        this.reporter = new DiagnosticReporter(environment);
        this.eventsValidator = new EventsValidator(types);
        this.runnablesValidator = new RunnablesValidator(elements, types);
        this.modelBuilder = new ModelBuilder(elements, types);
        JavaFiles files = new JavaFiles(environment.getFiler(), elements, RunnableProcessor.class.getName());
        this.eventsRenderer = new EventsRenderer(files, types);
        this.wrapperAnnotations = WrapperAnnotations.of(environment.getOptions(), elements);
        this.runnablesRenderer = new RunnablesRenderer(files, types, wrapperAnnotations.found());
        this.emitterCalls = SourceTrees.of(environment).map(EmitterCalls::new);
        this.lostContexts = SourceTrees.of(environment).map(LostContexts::new);
        this.selfCalls = SourceTrees.of(environment).map(SelfCalls::new);
        this.isVerbose = isVerbose;
    }

    /** Writes what can be written by now. */
    void generate(Collection<String> typeNames) {
        if (isRuntimeMissing()) {
            return;
        }
        for (AnnotatedType type : find(typeNames)) {
            try {
                generate(type);
            } catch (RuntimeException error) {
                failures.put(key(type), failed -> internal(failed, error));
            }
        }
    }

    /** Prints what is wrong with all of the types. */
    void report(Collection<String> typeNames, boolean errorRaised) {
        List<AnnotatedType> types = find(typeNames);
        if (isRuntimeMissing()) {
            types.stream()
                    .limit(1)
                    .forEach(type -> reporter.report(
                            List.of(Diagnostic.of(RUNTIME_MISSING, Position.of(type.element()), RUNTIME))));
            return;
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        types.stream()
                .limit(1)
                .flatMap(type -> wrapperAnnotations.missing().stream()
                        .map(name -> at(type, WRAPPER_ANNOTATION, name, WrapperAnnotations.OPTION)))
                .forEach(diagnostics::add);
        for (AnnotatedType type : types) {
            diagnostics.addAll(check(type));
        }
        if (!errorRaised && diagnostics.stream().noneMatch(Diagnostic::isError)) {
            types.stream()
                    .map(TypeProcessor::unresolved)
                    .flatMap(Optional::stream)
                    .forEach(diagnostics::add);
        }
        reporter.report(diagnostics);
    }

    private boolean isRuntimeMissing() {
        return elements.getTypeElement(RUNTIME) == null;
    }

    private List<AnnotatedType> find(Collection<String> typeNames) {
        List<AnnotatedType> types = new ArrayList<>();
        for (String name : typeNames) {
            TypeElement element = elements.getTypeElement(name);
            if (element != null) {
                types.add(AnnotatedType.of(element));
            }
        }
        return types;
    }

    private void generate(AnnotatedType type) {
        if (isDone(type) || type.events().stream().anyMatch(EventDeclaration::isPayloadMissing)) {
            return;
        }
        Checked<EventDeclaration> declarations = eventsValidator.check(type);
        EventsClass events = modelBuilder.eventsClass(type, declarations.sound());
        if (!type.events().isEmpty()) {
            write(type, type.names().events(), () -> eventsRenderer.write(events));
        }
        if (!type.runnables().isEmpty() && unresolved(type).isEmpty() && runnablesValidator.isWrappable(type)) {
            List<AnnotatedMethod> methods = runnablesValidator.check(type).sound();
            write(
                    type,
                    type.names().runnables(),
                    () -> runnablesRenderer.write(modelBuilder.runnablesClass(type, methods, events)));
        }
    }

    /** The wrapper is the last to be written. */
    private boolean isDone(AnnotatedType type) {
        return done.contains(type.names().qualified(type.names().runnables()));
    }

    private void write(AnnotatedType type, String simpleName, Writing writing) {
        String name = type.names().qualified(simpleName);
        if (!done.add(name)) {
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

    private List<Diagnostic> check(AnnotatedType type) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Function<AnnotatedType, Diagnostic> failure = failures.get(key(type));
        if (failure != null) {
            diagnostics.add(failure.apply(type));
            return diagnostics;
        }
        try {
            diagnostics.addAll(eventsValidator.check(type).diagnostics());
            diagnostics.addAll(runnablesValidator.check(type).diagnostics());
            emitterCalls.ifPresent(calls -> diagnostics.addAll(calls.check(type)));
            lostContexts.ifPresent(calls -> diagnostics.addAll(calls.check(type)));
            selfCalls.ifPresent(calls -> diagnostics.addAll(calls.check(type)));
        } catch (RuntimeException error) {
            diagnostics.add(internal(type, error));
        }
        return diagnostics;
    }

    private static Optional<Diagnostic> unresolved(AnnotatedType type) {
        return type.runnables().stream()
                .flatMap(method -> method.missingType().stream()
                        .map(missing -> Diagnostic.of(
                                RUNNABLE_UNRESOLVED,
                                Position.of(method.element()),
                                type.names().runnables(),
                                TypeMirrors.simpleName(missing),
                                method.displaySignature())))
                .findFirst();
    }

    private Diagnostic internal(AnnotatedType type, RuntimeException error) {
        return at(type, RUNNABLE_INTERNAL, type.displayName(), isVerbose ? stackTrace(error) : error.toString());
    }

    private static Diagnostic at(AnnotatedType type, DiagnosticId id, Object... arguments) {
        return Diagnostic.of(id, Position.of(type.element()), arguments);
    }

    private static String stackTrace(RuntimeException error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
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
