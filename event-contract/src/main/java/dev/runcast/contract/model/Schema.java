package dev.runcast.contract.model;

import java.util.List;
import java.util.function.UnaryOperator;

/** The JSON that a value becomes. */
public sealed interface Schema {
    /** Any JSON. */
    record Anything() implements Schema {}

    /**
     * A value without parts.
     *
     * @param type a type of JSON Schema: {@code "string"}, {@code "integer"}, {@code "number"}, {@code "boolean"} or {@code "null"}
     * @param format a format of JSON Schema, {@code "base64"}, or empty
     */
    record Scalar(String type, String format) implements Schema {
        /** JSON's {@code null}. */
        public static final Scalar NULL = new Scalar("null", "");
    }

    /** A {@code float} or {@code double}: a number, or one of the texts that stand for what is no number in JSON. */
    record FloatingPoint() implements Schema {
        /** What readers turn back by {@code Number(…)} in JavaScript and {@code float(…)} in Python. */
        public static final List<String> NOT_NUMBERS = List.of("NaN", "Infinity", "-Infinity");
    }

    /** One of these strings. */
    record Constants(List<String> values) implements Schema {}

    /** An array. */
    record ArrayOf(Schema items) implements Schema {}

    /** An object whose keys are data. */
    record MapOf(Schema values) implements Schema {}

    /** An object with fields, which may have others too unless it is closed. */
    record ObjectOf(List<Property> properties, boolean isClosed) implements Schema {}

    /** A value of one of these. */
    record OneOf(List<Schema> variants) implements Schema {}

    /** A value, or {@code null}. */
    record OrNull(Schema schema) implements Schema {}

    /** What the contract defines under a name. */
    record Ref(String name) implements Schema {}

    /** A field of an object. */
    record Property(String name, Schema schema, boolean isRequired) {}

    /** Returns this, or {@code null}. */
    default Schema orNull() {
        return this instanceof Anything || this instanceof OrNull || equals(Scalar.NULL) ? this : new OrNull(this);
    }

    /** Returns the schema with other names in its references. */
    default Schema renamed(UnaryOperator<String> names) {
        if (this instanceof Ref ref) {
            return new Ref(names.apply(ref.name()));
        }
        if (this instanceof ArrayOf array) {
            return new ArrayOf(array.items().renamed(names));
        }
        if (this instanceof MapOf map) {
            return new MapOf(map.values().renamed(names));
        }
        if (this instanceof OrNull nullable) {
            return new OrNull(nullable.schema().renamed(names));
        }
        if (this instanceof OneOf oneOf) {
            return new OneOf(oneOf.variants().stream()
                    .map(variant -> variant.renamed(names))
                    .toList());
        }
        return this instanceof ObjectOf object
                ? new ObjectOf(
                        object.properties().stream()
                                .map(property -> new Property(
                                        property.name(), property.schema().renamed(names), property.isRequired()))
                                .toList(),
                        object.isClosed())
                : this;
    }
}
