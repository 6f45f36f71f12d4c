package dev.runcast.processor.validation;

import static dev.runcast.processor.diagnostic.DiagnosticId.KOTLIN_MISSING;
import static dev.runcast.processor.diagnostic.DiagnosticId.REACTOR_MISSING;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_ANNOTATION_MEMBER;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CHUNK_RESULT;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_CHUNK_TYPE;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_FILE_CLASH;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_GENERIC_OUTER;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_HIDDEN_TYPE;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_LAZY_RESULT;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_NAME_REPEATED;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_OBJECT_METHOD;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_PRIVATE;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_PRIVATE_TYPE;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_SIGNATURE_CLASH;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_SUSPEND_CHUNKS;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_SUSPEND_RESULT;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_THROWS;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_TWO_CHUNK_SINKS;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.DiagnosticId;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.ParameterRole;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.model.ChunkType;
import dev.runcast.processor.model.ObjectMethods;
import dev.runcast.processor.model.ReturnShape;
import dev.runcast.processor.model.RunNames;
import dev.runcast.processor.model.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Checks the runnable methods of a type. Their signatures must be resolved. */
public final class RunnablesValidator {
    private static final List<String> LAZY_TYPES = List.of(
            "java.util.Iterator",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Flow.Publisher",
            "java.util.concurrent.Future",
            "java.util.stream.BaseStream",
            "kotlinx.coroutines.Job",
            "kotlinx.coroutines.flow.Flow",
            "org.reactivestreams.Publisher");

    private final Elements elements;
    private final Types types;

    public RunnablesValidator(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /** Checks every runnable method of {@code type}. */
    public Checked<AnnotatedMethod> check(AnnotatedType type) {
        List<Diagnostic> diagnostics = new ArrayList<>(typeFaults(type));
        List<AnnotatedMethod> sound = new ArrayList<>();
        if (diagnostics.isEmpty()) {
            Taken taken = new Taken(type);
            for (AnnotatedMethod method : type.runnables()) {
                List<Diagnostic> found = methodFaults(method);
                if (found.stream().noneMatch(Diagnostic::isError)) {
                    taken.claim(method).ifPresent(found::add);
                }
                diagnostics.addAll(found);
                if (found.stream().noneMatch(Diagnostic::isError)) {
                    sound.add(method);
                }
            }
        }
        return new Checked<>(sound, diagnostics);
    }

    /** Returns whether a wrapper can refer to {@code type} at all. */
    public boolean isWrappable(AnnotatedType type) {
        return typeFaults(type).isEmpty();
    }

    private static List<Diagnostic> typeFaults(AnnotatedType type) {
        Position position = Position.of(type.element());
        if (Visibility.of(type.element()) == Visibility.PRIVATE) {
            return List.of(Diagnostic.of(RUNNABLE_PRIVATE_TYPE, position, type.displayName()));
        }
        return isInGenericOuter(type.element())
                ? List.of(Diagnostic.of(RUNNABLE_GENERIC_OUTER, position, type.displayName()))
                : List.of();
    }

    private static boolean isInGenericOuter(TypeElement type) {
        return !type.getModifiers().contains(Modifier.STATIC)
                && type.getEnclosingElement() instanceof TypeElement outer
                && (!outer.getTypeParameters().isEmpty() || isInGenericOuter(outer));
    }

    private List<Diagnostic> methodFaults(AnnotatedMethod method) {
        List<Diagnostic> faults = new ArrayList<>();
        method.runnable().ifPresent(annotation -> faults.addAll(RunnableAnnotations.faults(annotation, method)));
        if (method.type().element().getKind() == ElementKind.ANNOTATION_TYPE) {
            faults.add(Diagnostic.of(RUNNABLE_ANNOTATION_MEMBER, Position.of(method.element()), method.displayName()));
            return faults;
        }
        if (method.element().getModifiers().contains(Modifier.PRIVATE)) {
            faults.add(Diagnostic.of(
                    RUNNABLE_PRIVATE,
                    Position.of(method.element()),
                    method.type().displayName() + "." + method.displaySignature(),
                    method.type().names().runnables()));
            return faults;
        }
        faults.addAll(InjectedParameters.faults(method));
        faults.addAll(chunkFaults(method));
        hiddenType(method)
                .ifPresent(type -> faults.add(Diagnostic.of(
                        RUNNABLE_HIDDEN_TYPE,
                        Position.of(method.element()),
                        method.displayName(),
                        TypeMirrors.simpleName(type),
                        method.type().names().runnables())));
        method.element().getThrownTypes().stream()
                .filter(thrown -> !isThrowable(thrown))
                .forEach(thrown -> faults.add(Diagnostic.of(
                        RUNNABLE_THROWS,
                        Position.of(method.element()),
                        method.displayName(),
                        "throws " + TypeMirrors.simpleName(thrown))));
        ReturnShape shape = ReturnShape.of(method);
        if (shape.isOfKotlin() && !hasOpening(method, shape)) {
            faults.add(Diagnostic.of(
                    KOTLIN_MISSING,
                    Position.of(method.element()),
                    method.displayName(),
                    shape == ReturnShape.SUSPEND ? "is a suspend function" : "returns a Flow"));
        }
        if (shape.isOfReactor() && !hasOpening(method, shape)) {
            faults.add(Diagnostic.of(
                    REACTOR_MISSING,
                    Position.of(method.element()),
                    method.displayName(),
                    TypeMirrors.simpleName(types.erasure(method.element().getReturnType()))));
        }
        completed(method)
                .filter(result -> ReturnShape.of(result) != ReturnShape.VALUE || isLazy(result))
                .ifPresent(result -> faults.add(Diagnostic.of(
                        RUNNABLE_SUSPEND_RESULT,
                        Position.of(method.element()),
                        method.displayName(),
                        TypeMirrors.simpleName(types.erasure(result)))));
        if (isLazy(method.element().getReturnType())) {
            faults.add(Diagnostic.of(
                    RUNNABLE_LAZY_RESULT,
                    Position.of(method.element()),
                    method.displayName(),
                    TypeMirrors.simpleName(types.erasure(method.element().getReturnType()))));
        }
        return faults;
    }

    /** Returns what a suspend function returns in Kotlin. */
    private static Optional<TypeMirror> completed(AnnotatedMethod method) {
        return method.parameters(ParameterRole.COMPLETION).stream()
                .flatMap(completion -> ChunkType.of(completion.asType()).stream())
                .findFirst();
    }

    private List<Diagnostic> chunkFaults(AnnotatedMethod method) {
        List<VariableElement> sinks = method.parameters(ParameterRole.CHUNKS);
        if (sinks.isEmpty()) {
            return List.of();
        }
        List<Diagnostic> faults = new ArrayList<>();
        if (sinks.size() > 1) {
            faults.add(at(sinks.get(1), RUNNABLE_TWO_CHUNK_SINKS, method.displayName(), sinks.get(0), sinks.get(1)));
        }
        if (ChunkType.of(sinks.get(0).asType()).isEmpty()) {
            faults.add(at(
                    sinks.get(0),
                    RUNNABLE_CHUNK_TYPE,
                    TypeMirrors.simpleName(sinks.get(0).asType())));
        }
        TypeMirror result = method.element().getReturnType();
        if (ReturnShape.of(method) == ReturnShape.SUSPEND) {
            faults.add(at(sinks.get(0), RUNNABLE_SUSPEND_CHUNKS, method.displayName()));
        } else if (!isVoid(result)) {
            faults.add(Diagnostic.of(
                    RUNNABLE_CHUNK_RESULT,
                    Position.of(method.element()),
                    method.displayName(),
                    TypeMirrors.simpleName(result)));
        }
        return faults;
    }

    /** Whether the result is nothing, or a stage of nothing. */
    private boolean isVoid(TypeMirror result) {
        return switch (ReturnShape.of(result)) {
            case VOID -> true;
            case ASYNC ->
                ((DeclaredType) result)
                        .getTypeArguments().stream().anyMatch(argument -> isSubtype(argument, "java.lang.Void"));
            default -> false;
        };
    }

    private static Diagnostic at(VariableElement parameter, DiagnosticId id, Object... arguments) {
        return Diagnostic.of(id, Position.of(parameter), arguments);
    }

    private static Optional<TypeMirror> hiddenType(AnnotatedMethod method) {
        return TypeMirrors.inSignature(method.element())
                .filter(type -> Visibility.of(type) == Visibility.PRIVATE)
                .findFirst();
    }

    /** Whether a lambda of the runtime, which declares {@code Exception}, may throw it. */
    private boolean isThrowable(TypeMirror thrown) {
        return isSubtype(thrown, "java.lang.Exception") || isSubtype(thrown, "java.lang.Error");
    }

    private boolean isLazy(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && ReturnShape.of(type) == ReturnShape.VALUE
                && LAZY_TYPES.stream().anyMatch(lazy -> isSubtype(type, lazy));
    }

    /** Whether it is a type that is below {@code supertype}, which need not be on the class path. */
    private boolean isSubtype(TypeMirror type, String supertype) {
        TypeElement element = elements.getTypeElement(supertype);
        return element != null && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
    }

    /** Whether generated code can name the class that opens runs of this shape, which may be in another artifact than the runtime. */
    private boolean hasOpening(AnnotatedMethod method, ReturnShape shape) {
        return elements.getTypeElement(
                        elements.getModuleOf(method.element()), shape.opening().type())
                != null;
    }

    /** The methods that the wrapper has so far, by erased signature. */
    private final class Taken {
        private final AnnotatedType type;
        private final Map<ExecutableElement, RunNames> names;
        private final Map<String, AnnotatedMethod> accessors = new HashMap<>();
        private final Map<String, AnnotatedMethod> inputRecords = new HashMap<>();
        private final Map<String, String> origins = new HashMap<>();

        Taken(AnnotatedType type) {
            this.type = type;
            this.names = RunNames.in(type);
            origins.put("withConfig(dev.runcast.runtime.RunnableConfig)", "withConfig(RunnableConfig)");
        }

        /** Adds the methods that {@code method} becomes, or says why they cannot be added. */
        Optional<Diagnostic> claim(AnnotatedMethod method) {
            String accessor = names(method).accessor();
            AnnotatedMethod namesake = accessors.putIfAbsent(accessor, method);
            if (namesake != null) {
                return Optional.of(Diagnostic.of(
                        RUNNABLE_NAME_REPEATED,
                        positionOfName(method),
                        namesake.displaySignature(),
                        method.displaySignature(),
                        accessor));
            }
            return claim(method, wrapperSignature(method))
                    .or(() -> claim(method, accessor + "()"))
                    .or(() -> claimInputRecord(method));
        }

        /** The files of nested classes lie in one folder, and some file systems do not tell capital letters from small ones. */
        private Optional<Diagnostic> claimInputRecord(AnnotatedMethod method) {
            if (method.parameters(ParameterRole.INPUT).size() < 2) {
                return Optional.empty();
            }
            AnnotatedMethod namesake =
                    inputRecords.putIfAbsent(inputRecord(method).toLowerCase(Locale.ROOT), method);
            return namesake == null
                    ? Optional.empty()
                    : Optional.of(Diagnostic.of(
                            RUNNABLE_FILE_CLASH,
                            positionOfName(method),
                            namesake.displaySignature(),
                            method.displaySignature(),
                            inputRecord(namesake),
                            inputRecord(method)));
        }

        private RunNames names(AnnotatedMethod method) {
            return Objects.requireNonNull(names.get(method.element()));
        }

        private String inputRecord(AnnotatedMethod method) {
            return type.names().runnables() + "." + names(method).inputRecord();
        }

        /** Returns where the run has its name from. */
        private static Position positionOfName(AnnotatedMethod method) {
            return method.runnable()
                    .filter(annotation -> annotation.value("name").isPresent())
                    .map(annotation -> annotation.position("name"))
                    .orElse(Position.of(method.element()));
        }

        private Optional<Diagnostic> claim(AnnotatedMethod method, String signature) {
            if (ObjectMethods.contains(signature)) {
                return Optional.of(Diagnostic.of(
                        RUNNABLE_OBJECT_METHOD,
                        Position.of(method.element()),
                        method.displaySignature(),
                        signature,
                        type.names().runnables()));
            }
            String origin = origins.putIfAbsent(signature, method.displaySignature());
            return origin == null
                    ? Optional.empty()
                    : Optional.of(Diagnostic.of(
                            RUNNABLE_SIGNATURE_CLASH,
                            Position.of(method.element()),
                            origin,
                            method.displaySignature(),
                            signature.replaceAll("\\w+\\.", ""),
                            type.names().runnables()));
        }

        private String wrapperSignature(AnnotatedMethod method) {
            return ObjectMethods.signature(
                    method.element().getSimpleName().toString(),
                    method.element().getParameters().stream()
                            .flatMap(parameter -> typeInWrapper(parameter, method).stream())
                            .map(types::erasure)
                            .toList());
        }

        private Optional<TypeMirror> typeInWrapper(VariableElement parameter, AnnotatedMethod method) {
            return switch (ParameterRole.of(parameter, method.type().names())) {
                case INPUT -> Optional.of(parameter.asType());
                case CHUNKS ->
                    Optional.of(elements.getTypeElement("java.util.function.Consumer")
                            .asType());
                default -> Optional.empty();
            };
        }
    }
}
