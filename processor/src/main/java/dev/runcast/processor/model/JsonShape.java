package dev.runcast.processor.model;

import javax.lang.model.element.TypeElement;

/** How values of a type are written as JSON by generated code. */
public sealed interface JsonShape {
    /** What a method of the runtime writes whole. */
    enum Whole implements JsonShape {
        STRING("string"),
        NUMBER("number"),
        BOOLEAN("bool"),
        SCALAR("scalar"),
        CONSTANT("constant");

        private final String method;

        Whole(String method) {
            this.method = method;
        }

        /** Returns the name of the method. */
        public String method() {
            return method;
        }
    }

    /** An array. */
    record ListOf(JsonShape element) implements JsonShape {}

    /** An object whose members are the entries of a map. */
    record MapOf(JsonShape value) implements JsonShape {}

    /** An object whose members are the components of a record. */
    record ObjectOf(TypeElement type) implements JsonShape {}
}
