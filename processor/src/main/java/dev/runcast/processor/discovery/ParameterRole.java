package dev.runcast.processor.discovery;

import java.util.regex.Pattern;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** What a parameter of a runnable method is for, which its type alone decides. */
public enum ParameterRole {
    /** Given by the caller. */
    INPUT,
    /** The config of the run, injected. */
    CONFIG,
    /** The emitter of the type's own events, injected. */
    EVENTS,
    /** The sink for the chunks of the output, injected. */
    CHUNKS,
    /** What a suspend function of Kotlin goes on with, which Kotlin adds as the last parameter. */
    COMPLETION,
    /** What would be injected, if it were not an array or a type variable. */
    INJECTED_OTHERWISE,
    /** The emitter of another type's events. */
    FOREIGN_EVENTS,
    /** Any other type of Runcast, kept free for what may be injected later. */
    RESERVED;

    private static final String CONFIG_TYPE = "dev.runcast.runtime.RunnableConfig";
    private static final String CHUNK_SINK_TYPE = "dev.runcast.runtime.ChunkSink";
    private static final String COMPLETION_TYPE = "kotlin.coroutines.Continuation";
    private static final String SINK_TYPE = "dev.runcast.runtime.EventSink";
    private static final Pattern RESERVED_TYPES = Pattern.compile("dev\\.runcast\\.(runtime|annotations)\\..*");

    /** Tells the role of {@code parameter} in a type whose generated classes have these names. */
    public static ParameterRole of(VariableElement parameter, GeneratedNames names) {
        TypeMirror type = parameter.asType();
        TypeMirror bare = TypeMirrors.bare(type);
        ParameterRole role = of(bare, names);
        return role.isInjected() && bare != type ? INJECTED_OTHERWISE : role;
    }

    /** Returns whether the wrapper gives the parameter, and not its caller. */
    public boolean isInjected() {
        return this == CONFIG || this == EVENTS || this == CHUNKS || this == COMPLETION;
    }

    private static ParameterRole of(TypeMirror type, GeneratedNames names) {
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return INPUT;
        }
        if (element.getQualifiedName().contentEquals(CONFIG_TYPE)) {
            return CONFIG;
        }
        if (element.getQualifiedName().contentEquals(CHUNK_SINK_TYPE)) {
            return CHUNKS;
        }
        if (element.getQualifiedName().contentEquals(COMPLETION_TYPE)) {
            return COMPLETION;
        }
        if (isOwnEmitter(type, element, names)) {
            return EVENTS;
        }
        if (isEmitter(element)) {
            return FOREIGN_EVENTS;
        }
        return isReserved(type) ? RESERVED : INPUT;
    }

    /** Until it is generated, the emitter is an error type, of which compilers know little more than the simple name. */
    private static boolean isOwnEmitter(TypeMirror type, TypeElement element, GeneratedNames names) {
        return type.getKind() == TypeKind.ERROR
                ? element.getSimpleName().contentEquals(names.events())
                : element.getQualifiedName().contentEquals(names.qualified(names.events()));
    }

    /** An emitter is known by its shape, since {@code @Generated} is gone from class files. */
    private static boolean isEmitter(TypeElement type) {
        return type.getKind() == ElementKind.CLASS
                && type.getSimpleName().toString().endsWith(GeneratedNames.EVENTS_SUFFIX)
                && ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                        .anyMatch(ParameterRole::takesOnlySink);
    }

    private static boolean takesOnlySink(ExecutableElement constructor) {
        return constructor.getParameters().size() == 1
                && constructor.getParameters().get(0).asType().toString().equals(SINK_TYPE);
    }

    private static boolean isReserved(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && RESERVED_TYPES.matcher(element.getQualifiedName()).matches();
    }
}
