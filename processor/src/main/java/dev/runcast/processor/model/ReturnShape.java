package dev.runcast.processor.model;

import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.ParameterRole;
import java.util.Arrays;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** How a method hands over its result, and all that generated code does differently for that. */
@SuppressWarnings("ImmutableEnumChecker") // All fields are immutable, and ErrorProne cannot tell.
public enum ReturnShape {
    /** Nothing; the run ends on return. */
    VOID(Output.NOTHING, Ending.ON_RETURN, RuntimeMethod.ofScope("open"), RuntimeMethod.ofRunnable("ofConfigured")),
    /** A value; the run ends on return. */
    VALUE(Output.RESULT, Ending.ON_RETURN, RuntimeMethod.ofScope("open"), RuntimeMethod.ofRunnable("ofConfigured")),
    /** A stage; the run ends when the stage does. */
    ASYNC(
            Output.ARGUMENT,
            Ending.WHEN_DONE,
            RuntimeMethod.ofScope("openAsync"),
            RuntimeMethod.ofRunnable("ofAsync"),
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletionStage"),
    /** A stream of chunks; the run ends when that has been read. */
    STREAM(
            Output.ARGUMENT,
            Ending.WHEN_READ,
            RuntimeMethod.ofStreamScope("open"),
            RuntimeMethod.ofRunnable("ofStream"),
            "java.util.stream.Stream"),
    /** A publisher of chunks; each subscription is a run, which ends with it. */
    PUBLISHER(
            Output.ARGUMENT,
            Ending.WITH_SUBSCRIPTION,
            RuntimeMethod.ofStreamScope("publish"),
            RuntimeMethod.ofRunnable("ofPublisher"),
            "java.util.concurrent.Flow.Publisher"),
    /** A {@code Mono} of Reactor; each subscription is a run, which ends with its value. */
    MONO(
            Output.ARGUMENT,
            Ending.WITH_SUBSCRIPTION,
            RuntimeMethod.ofReactor("mono"),
            RuntimeMethod.ofReactor("ofMono"),
            "reactor.core.publisher.Mono"),
    /** A {@code Flux} of Reactor; each subscription is a run of chunks, which ends with it. */
    FLUX(
            Output.ARGUMENT,
            Ending.WITH_SUBSCRIPTION,
            RuntimeMethod.ofReactor("flux"),
            RuntimeMethod.ofReactor("ofFlux"),
            "reactor.core.publisher.Flux"),
    /** A suspend function of Kotlin; each await is a run, which ends with it. */
    SUSPEND(
            Output.COMPLETION,
            Ending.WITH_AWAIT,
            RuntimeMethod.ofKotlin("call"),
            RuntimeMethod.ofKotlin("ofSuspending")),
    /** A {@code Flow} of Kotlin; each collection is a run of chunks, which ends with it. */
    FLOW(
            Output.ARGUMENT,
            Ending.WITH_COLLECTION,
            RuntimeMethod.ofKotlin("flow"),
            RuntimeMethod.ofKotlin("ofFlow"),
            "kotlinx.coroutines.flow.Flow"),
    /** Chunks into a sink; the run ends on return. */
    SINK(Output.CHUNKS, Ending.ON_RETURN, RuntimeMethod.ofStreamScope("open"), RuntimeMethod.ofRunnable("ofChunks")),
    /** Chunks into a sink; the run ends when the stage does that is returned. */
    ASYNC_SINK(
            Output.CHUNKS,
            Ending.WHEN_DONE,
            RuntimeMethod.ofStreamScope("openAsync"),
            RuntimeMethod.ofRunnable("ofAsyncChunks"));

    /** What generated code calls for the types of Reactor. It is in an artifact of its own. */
    public static final String REACTOR_METHOD = "dev.runcast.reactor.codegen.ReactorMethod";

    /** What generated code calls for coroutines of Kotlin. It is in an artifact of its own. */
    public static final String COROUTINE_METHOD = "dev.runcast.kotlin.codegen.CoroutineMethod";

    private final Output output;
    private final Ending ending;
    private final RuntimeMethod opening;
    private final RuntimeMethod factory;
    private final Set<String> resultTypes;

    ReturnShape(Output output, Ending ending, RuntimeMethod opening, RuntimeMethod factory, String... resultTypes) {
        this.output = output;
        this.ending = ending;
        this.opening = opening;
        this.factory = factory;
        this.resultTypes = Set.of(resultTypes);
    }

    /** Tells the shape of a method that was found sound. */
    public static ReturnShape of(AnnotatedMethod method) {
        if (!method.parameters(ParameterRole.COMPLETION).isEmpty()) {
            return SUSPEND;
        }
        ReturnShape result = of(method.element().getReturnType());
        if (method.parameters(ParameterRole.CHUNKS).isEmpty()) {
            return result;
        }
        return result == ASYNC ? ASYNC_SINK : SINK;
    }

    /** Tells the shape from the declared return type. */
    public static ReturnShape of(TypeMirror type) {
        if (type.getKind() == TypeKind.VOID) {
            return VOID;
        }
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return VALUE;
        }
        String name = element.getQualifiedName().toString();
        return Arrays.stream(values())
                .filter(shape -> shape.resultTypes.contains(name))
                .findFirst()
                .orElse(VALUE);
    }

    /** Returns what the run yields. */
    public Output output() {
        return output;
    }

    /** Returns when the run ends. */
    public Ending ending() {
        return ending;
    }

    /** Returns what opens the run in a wrapper. */
    public RuntimeMethod opening() {
        return opening;
    }

    /** Returns what makes a runnable of a lambda that calls the method. */
    public RuntimeMethod factory() {
        return factory;
    }

    /** Returns whether a lambda that has no use for the run may leave it out. */
    public boolean isRunOptional() {
        return ending == Ending.ON_RETURN && output != Output.CHUNKS;
    }

    /** Returns whether the result is of a type of Reactor. */
    public boolean isOfReactor() {
        return opening.type().equals(REACTOR_METHOD);
    }

    /** Returns whether the method is a coroutine of Kotlin, or returns one. */
    public boolean isOfKotlin() {
        return opening.type().equals(COROUTINE_METHOD);
    }

    /** Where the type of what a run yields stands in the signature. */
    public enum Output {
        NOTHING,
        /** In the return type. */
        RESULT,
        /** In the argument of the return type. */
        ARGUMENT,
        /** In the argument of the sink's type. */
        CHUNKS,
        /** In the argument of what a suspend function goes on with. */
        COMPLETION
    }

    /** When a run ends. */
    public enum Ending {
        ON_RETURN("succeed", ""),
        WHEN_DONE("succeedWhenDone", ""),
        WHEN_READ("succeedWhenRead", "The run ends when the stream has been read to its end, or is closed."),
        WITH_SUBSCRIPTION("", "Each subscription is a run."),
        WITH_AWAIT("", "Each await is a run."),
        WITH_COLLECTION("", "Each collection is a run.");

        private final String method;
        private final String description;

        Ending(String method, String description) {
            this.method = method;
            this.description = description;
        }

        /** Returns whether the method is not called before somebody wants its result, and once more for each who does. */
        public boolean isCold() {
            return method.isEmpty();
        }

        /** Returns the method of the scope that is given the result. */
        public String method() {
            return method;
        }

        /** Returns a sentence for Javadoc, which is empty where a reader expects nothing else. */
        public String description() {
            return description;
        }
    }
}
