package dev.runcast.processor;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CLASS_EXISTS;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CLASS_TOO_LARGE;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_FILE_CLASH;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_GENERATED_CLASH;
import static dev.runcast.processor.diagnostic.DiagnosticId.WRITE_FAILED;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.DiagnosticId;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.EventDeclaration;
import dev.runcast.processor.discovery.Options;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.discovery.TypeName;
import dev.runcast.processor.discovery.WrapperAnnotations;
import dev.runcast.processor.javac.DocTreeParameters;
import dev.runcast.processor.model.CommentParameters;
import dev.runcast.processor.model.EventsClass;
import dev.runcast.processor.model.ModelBuilder;
import dev.runcast.processor.model.ParameterDocs;
import dev.runcast.processor.model.RunnablesClass;
import dev.runcast.processor.model.StaticInitializer;
import dev.runcast.processor.render.EventsRenderer;
import dev.runcast.processor.render.GeneratedFiles;
import dev.runcast.processor.render.JavaFiles;
import dev.runcast.processor.render.RunnablesRenderer;
import dev.runcast.processor.validation.Checked;
import dev.runcast.processor.validation.EventsValidator;
import dev.runcast.processor.validation.RunnablesValidator;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Writes the emitter and the wrapper of a type, from those of its members that are sound.
 *
 * <p>Methods name the emitter in their signatures, so that it is written from the annotations alone, as soon as all their values exist.
 * The wrapper is written as soon as every other type in those signatures exists, which may take until other processors are done.
 * Mostly that is at once, too, and saves javac a round, in which it would take in all sources anew.
 */
final class TypeGenerator {
    private final Elements elements;
    private final EventsValidator eventsValidator;
    private final RunnablesValidator runnablesValidator;
    private final ModelBuilder modelBuilder;
    private final EventsRenderer eventsRenderer;
    private final RunnablesRenderer runnablesRenderer;
    private final InternalFailures internalFailures;

    /** The generated classes by their names in small letters, also those that could not be written. */
    private final Map<TypeName, Claim> claims = new HashMap<>();

    TypeGenerator(ProcessingEnvironment environment, Options options, InternalFailures internalFailures) {
        Types types = environment.getTypeUtils();
        this.elements = environment.getElementUtils();
        this.eventsValidator = new EventsValidator(types);
        this.runnablesValidator = new RunnablesValidator(elements, types);
        ParameterDocs docs = DocTreeParameters.of(environment).orElseGet(() -> new CommentParameters(elements));
        this.modelBuilder = new ModelBuilder(elements, types, docs);
        JavaFiles files =
                new JavaFiles(new GeneratedFiles(environment.getFiler()), elements, RunnableProcessor.class.getName());
        this.eventsRenderer = new EventsRenderer(files);
        this.runnablesRenderer = new RunnablesRenderer(
                files, types, WrapperAnnotations.of(options, elements).found());
        this.internalFailures = internalFailures;
    }

    /** Writes what can be written of {@code type}: its wrapper only if its signatures are resolved. */
    void generate(AnnotatedType type, TypeProgress progress, boolean isResolved) {
        try {
            if (type.hasMissingValues()) {
                return;
            }
            EventsClass events = writeEvents(type, progress);
            if (isResolved) {
                writeRunnables(type, progress, events);
            }
        } catch (RuntimeException error) {
            progress.fail(failed -> internalFailures.of(error, failed));
            progress.finish();
        }
    }

    private EventsClass writeEvents(AnnotatedType type, TypeProgress progress) {
        Checked<EventDeclaration> declarations = eventsValidator.check(type);
        if (declarations.diagnostics().isEmpty()) {
            progress.foundFaultlessEvents();
        }
        EventsClass events = modelBuilder.eventsClass(type, declarations.sound());
        if (!type.events().isEmpty()) {
            write(type.names().qualified(type.names().events()), progress, () -> eventsRenderer.write(events));
            if (StaticInitializer.isTooLarge(events)) {
                failByItsSize(type.names().events(), progress);
            }
        }
        return events;
    }

    private void writeRunnables(AnnotatedType type, TypeProgress progress, EventsClass events) {
        if (!runnablesValidator.isWrappable(type)) {
            return;
        }
        Checked<AnnotatedMethod> methods = runnablesValidator.check(type);
        if (methods.diagnostics().isEmpty() && !type.hasMissingTypes()) {
            progress.foundFaultlessRunnables();
        }
        RunnablesClass runnables = modelBuilder.runnablesClass(type, methods.sound(), events);
        write(type.names().qualified(type.names().runnables()), progress, () -> runnablesRenderer.write(runnables));
        if (StaticInitializer.isTooLarge(runnables)) {
            failByItsSize(type.names().runnables(), progress);
        }
        progress.finish();
    }

    /** The class is written all the same: without it each use of it would be a mistake, too. */
    private static void failByItsSize(String className, TypeProgress progress) {
        progress.fail(failed -> at(failed, RUNNABLE_CLASS_TOO_LARGE, className, failed.displayName()));
    }

    private void write(String className, TypeProgress progress, Writing writing) {
        Claim claim = new Claim(className, progress);
        TypeName file =
                new TypeName(className.toLowerCase(Locale.ROOT), progress.name().module());
        Claim earlier = claims.putIfAbsent(file, claim);
        if (earlier != null) {
            if (!earlier.equals(claim)) {
                clash(earlier, claim);
            }
            return;
        }
        try {
            writing.run();
        } catch (FilerException exists) {
            progress.fail(failed -> at(failed, RUNNABLE_CLASS_EXISTS, className));
        } catch (IOException error) {
            progress.fail(failed -> at(failed, WRITE_FAILED, className, String.valueOf(error.getMessage())));
        }
    }

    /** Of two types that would become one, or one file, the later one by name is to blame, whichever came first. */
    private void clash(Claim one, Claim other) {
        boolean isInOrder = one.type().name().compareTo(other.type().name()) < 0;
        Claim first = isInOrder ? one : other;
        Claim second = isInOrder ? other : one;
        TypeName firstType = first.type().name();
        second.type()
                .fail(
                        first.className().equals(second.className())
                                ? failed -> at(
                                        failed,
                                        RUNNABLE_GENERATED_CLASH,
                                        displayName(firstType),
                                        failed.displayName(),
                                        first.className())
                                : failed -> at(
                                        failed,
                                        RUNNABLE_FILE_CLASH,
                                        displayName(firstType),
                                        failed.displayName(),
                                        first.className(),
                                        second.className()));
    }

    private String displayName(TypeName name) {
        return TypeMirrors.simpleName(name.find(elements).orElseThrow().asType());
    }

    private static Diagnostic at(AnnotatedType type, DiagnosticId id, Object... arguments) {
        return Diagnostic.of(id, Position.of(type.element()), arguments);
    }

    /** A class, and the type that it is generated for. */
    private record Claim(String className, TypeProgress type) {}

    /** The writing of a file. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
