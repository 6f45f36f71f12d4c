package dev.runcast.contract.model;

import dev.runcast.contract.model.Schema.ArrayOf;
import dev.runcast.contract.model.Schema.Constants;
import dev.runcast.contract.model.Schema.FloatingPoint;
import dev.runcast.contract.model.Schema.MapOf;
import dev.runcast.contract.model.Schema.ObjectOf;
import dev.runcast.contract.model.Schema.Property;
import dev.runcast.contract.model.Schema.Scalar;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells whether schemas have no value in common, as far as can be seen without following fields of fields. */
public final class Disjoint {
    private Disjoint() {}

    /** Returns whether each value fits one of {@code variants} at most, so that readers can tell them apart. */
    public static boolean are(List<Schema> variants, Contract contract) {
        List<Schema> resolved = variants.stream().map(contract::resolve).toList();
        for (int i = 0; i < resolved.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!areDisjoint(resolved.get(i), resolved.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean areDisjoint(Schema one, Schema other) {
        if (one instanceof ObjectOf object && other instanceof ObjectOf otherObject) {
            return isDemandedByOne(object, otherObject)
                    || isDemandedByOne(otherObject, object)
                    || haveFieldApart(object, otherObject);
        }
        if (one instanceof Constants constants && other instanceof Constants otherConstants) {
            return Collections.disjoint(constants.values(), otherConstants.values());
        }
        Set<String> types = jsonTypes(one);
        Set<String> otherTypes = jsonTypes(other);
        return !types.isEmpty() && !otherTypes.isEmpty() && Collections.disjoint(types, otherTypes);
    }

    /** One has a field always, and the other, closed, has it never. */
    private static boolean isDemandedByOne(ObjectOf object, ObjectOf closed) {
        return closed.isClosed()
                && object.properties().stream()
                        .anyMatch(property -> property.isRequired()
                                && property(closed, property.name()).isEmpty());
    }

    private static boolean haveFieldApart(ObjectOf object, ObjectOf other) {
        return object.properties().stream()
                .filter(Property::isRequired)
                .anyMatch(property -> property(other, property.name())
                        .filter(Property::isRequired)
                        .filter(same -> areApart(property.schema(), same.schema()))
                        .isPresent());
    }

    private static boolean areApart(Schema one, Schema other) {
        return !(one instanceof ObjectOf) && areDisjoint(one, other);
    }

    private static Optional<Property> property(ObjectOf object, String name) {
        return object.properties().stream()
                .filter(property -> property.name().equals(name))
                .findFirst();
    }

    /** Returns the types of JSON, in which integers are numbers, or nothing if they cannot be told. */
    private static Set<String> jsonTypes(Schema schema) {
        if (schema instanceof Scalar scalar) {
            return Set.of(scalar.type().equals("integer") ? "number" : scalar.type());
        }
        if (schema instanceof FloatingPoint) {
            return Set.of("number", "string");
        }
        if (schema instanceof Constants) {
            return Set.of("string");
        }
        if (schema instanceof ArrayOf) {
            return Set.of("array");
        }
        return schema instanceof MapOf || schema instanceof ObjectOf ? Set.of("object") : Set.of();
    }
}
