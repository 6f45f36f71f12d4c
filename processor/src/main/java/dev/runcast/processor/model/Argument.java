package dev.runcast.processor.model;

import dev.runcast.processor.discovery.TypeMirrors;
import javax.lang.model.element.VariableElement;

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

    /** The config of the run. */
    record Config() implements Argument {}

    /** An emitter bound to the run. */
    record Events() implements Argument {}
}
