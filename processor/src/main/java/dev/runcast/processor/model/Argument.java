package dev.runcast.processor.model;

import dev.runcast.processor.discovery.TypeMirrors;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** What the wrapper passes to a parameter of the method that it calls. */
public sealed interface Argument {
    /** The caller's value. {@code description} comes from the method's Javadoc and may be empty. */
    record Input(VariableElement parameter, String description) implements Argument {
        /** Returns the name of the parameter. */
        public String name() {
            return parameter.getSimpleName().toString();
        }

        /** Returns whether an annotation {@code Nullable}, of whatever package, says that there need not be a value. */
        public boolean isNullable() {
            return TypeMirrors.isNullable(parameter);
        }
    }

    /** A sink for the chunks of the run, which hands them to the caller's consumer. */
    record Chunks(VariableElement parameter) implements Argument {
        /** Returns the name of the parameter. */
        public String name() {
            return parameter.getSimpleName().toString();
        }
    }

    /**
     * What a suspend function goes on with.
     *
     * @param result what the function returns in Kotlin
     */
    record Completion(TypeMirror result) implements Argument {}

    /** The config of the run. */
    record Config() implements Argument {}

    /** An emitter bound to the run. */
    record Events() implements Argument {}
}
