package dev.runcast.contract.comparison;

import static dev.runcast.contract.comparison.Change.Kind.CASE_ADDED;
import static dev.runcast.contract.comparison.Change.Kind.EVENT_REMOVED;
import static dev.runcast.contract.comparison.Change.Kind.FIELD_OPTIONAL;
import static dev.runcast.contract.comparison.Change.Kind.FIELD_REMOVED;
import static dev.runcast.contract.comparison.Change.Kind.NULLABLE;
import static dev.runcast.contract.comparison.Change.Kind.TYPE_CHANGED;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.model.Schema;
import dev.runcast.contract.model.Schema.Anything;
import dev.runcast.contract.model.Schema.ArrayOf;
import dev.runcast.contract.model.Schema.Constants;
import dev.runcast.contract.model.Schema.FloatingPoint;
import dev.runcast.contract.model.Schema.MapOf;
import dev.runcast.contract.model.Schema.ObjectOf;
import dev.runcast.contract.model.Schema.OneOf;
import dev.runcast.contract.model.Schema.OrNull;
import dev.runcast.contract.model.Schema.Property;
import dev.runcast.contract.model.Schema.Ref;
import dev.runcast.contract.model.Schema.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares events with what an earlier contract promised, for those who read them: whatever comes now must be something that they
 * were prepared for, though objects may have more fields.
 */
public final class Comparison {
    private final Contract earlier;
    private final Contract now;
    private final ContractEvent event;

    /** Pairs of definitions that were compared, or that are being compared, since definitions may hold themselves. */
    private final Set<Map.Entry<Ref, Ref>> compared;

    /** Tells of which new definitions it is known what may be {@code null} in them. */
    private final Predicate<String> tellsNullness;

    private final List<Change> changes = new ArrayList<>();

    private Comparison(
            Contract earlier,
            Contract now,
            ContractEvent event,
            Set<Map.Entry<Ref, Ref>> compared,
            Predicate<String> tellsNullness) {
        this.earlier = earlier;
        this.now = now;
        this.event = event;
        this.compared = compared;
        this.tellsNullness = tellsNullness;
    }

    /**
     * Returns the changes that break readers of the earlier contract.
     *
     * @param tellsNullness which new definitions tell what may be {@code null} in them
     */
    public static List<Change> of(Contract earlier, Contract now, Predicate<String> tellsNullness) {
        List<Change> changes = new ArrayList<>();
        Set<String> removed = new HashSet<>();
        for (ContractEvent event : earlier.events()) {
            if (now.events(event.name()).isEmpty() && removed.add(event.name())) {
                String pointer = pointer(earlier, event.name());
                changes.add(new Change(EVENT_REMOVED, event, "", "", pointer, List.of(event.name())));
            }
        }
        Set<Map.Entry<Ref, Ref>> compared = new HashSet<>();
        for (ContractEvent event : now.events()) {
            if (!earlier.events(event.name()).isEmpty()) {
                changes.addAll(ofData(earlier, now, event, compared, tellsNullness));
            }
        }
        return changes;
    }

    /** Returns what changed in the data of {@code event}, other than between the definitions that were {@code compared} already. */
    private static List<Change> ofData(
            Contract earlier,
            Contract now,
            ContractEvent event,
            Set<Map.Entry<Ref, Ref>> compared,
            Predicate<String> tellsNullness) {
        Comparison comparison = new Comparison(earlier, now, event, compared, tellsNullness);
        String pointer = pointer(earlier, event.name()) + "/properties/data";
        Place place = new Place("The data of \"" + event.name() + "\"", "", "", pointer);
        comparison.compare(earlier.data(event.name()), event.payload(), place);
        return comparison.changes;
    }

    /** Returns where a contract defines the events of this name. */
    private static String pointer(Contract contract, String eventName) {
        return "/$defs/" + contract.events(eventName).get(0).definition();
    }

    private void compare(Schema promised, Schema actual, Place place) {
        if (promised instanceof Ref earlierRef && actual instanceof Ref ref) {
            compareDefinitions(earlierRef, ref, place);
        } else {
            compareResolved(promised, actual, place);
        }
    }

    /** A type of another name is either as good as the one before, or another type. */
    private void compareDefinitions(Ref promised, Ref actual, Place place) {
        Map.Entry<Ref, Ref> pair = Map.entry(promised, actual);
        if (compared.contains(pair)) {
            return;
        }
        if (promised.equals(actual)) {
            compared.add(pair);
            compareResolved(promised, actual, Place.of(actual));
            return;
        }
        Comparison trial = trial();
        trial.compared.add(pair);
        trial.compareResolved(promised, actual, place);
        if (!trial.changes.isEmpty()) {
            add(TYPE_CHANGED, place, place.subject(), describe(actual), describe(promised));
        }
    }

    private void compareResolved(Schema promised, Schema actual, Place place) {
        Schema from = earlier.resolve(promised);
        Schema to = now.resolve(actual);
        if (from instanceof Anything || (from instanceof OrNull && to.equals(Scalar.NULL))) {
            return;
        }
        if (from instanceof OrNull nullable) {
            compare(nullable.schema(), to instanceof OrNull same ? same.schema() : actual, place);
        } else if (to instanceof OrNull nullable) {
            if (tellsNullness.test(place.definition())) {
                add(NULLABLE, place, place.subject());
            }
            compare(promised, nullable.schema(), place);
        } else if (from instanceof OneOf || to instanceof OneOf) {
            compareVariants(promised, actual, place);
        } else {
            compareShapes(promised, actual, place);
        }
    }

    private void compareShapes(Schema promised, Schema actual, Place place) {
        Schema from = earlier.resolve(promised);
        Schema to = now.resolve(actual);
        if (from instanceof ObjectOf object && to instanceof ObjectOf newObject) {
            compareFields(object, newObject, place);
        } else if (from instanceof ArrayOf array && to instanceof ArrayOf newArray) {
            compare(array.items(), newArray.items(), place.into("[]", "/items"));
        } else if (from instanceof MapOf map && to instanceof MapOf newMap) {
            compare(map.values(), newMap.values(), place.into("[…]", "/additionalProperties"));
        } else if (from instanceof Constants constants && to instanceof Constants newConstants) {
            newConstants.values().stream()
                    .filter(value -> !constants.values().contains(value))
                    .forEach(value -> add(CASE_ADDED, place.part(value), place.subject(), "\"" + value + "\""));
        } else if (!accepts(from, to)) {
            add(TYPE_CHANGED, place, place.subject(), describe(actual), describe(promised));
        }
    }

    private void compareFields(ObjectOf from, ObjectOf to, Place place) {
        for (Property promised : from.properties()) {
            Optional<Property> field = to.properties().stream()
                    .filter(property -> property.name().equals(promised.name()))
                    .findFirst();
            Place fieldPlace = place.field(promised.name());
            if (field.isEmpty()) {
                add(FIELD_REMOVED, fieldPlace.part(""), place.subject(), promised.name());
                continue;
            }
            if (promised.isRequired() && !field.get().isRequired()) {
                add(FIELD_OPTIONAL, fieldPlace, fieldPlace.subject());
            }
            compare(promised.schema(), field.get().schema(), fieldPlace);
        }
    }

    /** A variant may change as the type of its name may, and a new one must be something that was there under another name. */
    private void compareVariants(Schema promised, Schema actual, Place place) {
        List<Schema> known = earlier.resolve(promised) instanceof OneOf oneOf ? oneOf.variants() : List.of(promised);
        List<Schema> variants = now.resolve(actual) instanceof OneOf oneOf ? oneOf.variants() : List.of(actual);
        for (Schema variant : variants) {
            if (known.contains(variant)) {
                compare(variant, variant, place);
            } else if (known.stream().noneMatch(other -> accepts(other, variant, place))) {
                String name = variant instanceof Ref ref ? ref.name() : "";
                add(CASE_ADDED, place.part(name), place.subject(), describe(variant));
            }
        }
    }

    private boolean accepts(Schema promised, Schema actual, Place place) {
        Comparison trial = trial();
        trial.compare(promised, actual, place);
        return trial.changes.isEmpty();
    }

    private Comparison trial() {
        return new Comparison(earlier, now, event, new HashSet<>(compared), tellsNullness);
    }

    private static boolean accepts(Schema from, Schema to) {
        if (from instanceof FloatingPoint) {
            return to instanceof FloatingPoint || accepts(new Scalar("number", ""), to);
        }
        if (from instanceof Scalar scalar && to instanceof Scalar newScalar) {
            boolean isNarrower =
                    scalar.type().equals("number") && newScalar.type().equals("integer");
            return (scalar.type().equals(newScalar.type()) || isNarrower)
                    && (scalar.format().isEmpty() || scalar.format().equals(newScalar.format()));
        }
        return from.equals(new Scalar("string", "")) && to instanceof Constants;
    }

    private void add(Change.Kind kind, Place place, String... arguments) {
        changes.add(new Change(kind, event, place.definition(), place.part(), place.pointer(), List.of(arguments)));
    }

    private static String describe(Schema schema) {
        if (schema instanceof Scalar scalar) {
            return scalar.format().isEmpty() ? scalar.type() : scalar.type() + " (" + scalar.format() + ")";
        }
        if (schema instanceof FloatingPoint) {
            return "floating-point number";
        }
        if (schema instanceof Constants constants) {
            return "one of \"" + String.join("\", \"", constants.values()) + "\"";
        }
        if (schema instanceof ArrayOf array) {
            return "an array of " + describe(array.items());
        }
        if (schema instanceof MapOf map) {
            return "a map of " + describe(map.values());
        }
        if (schema instanceof Ref ref) {
            return ref.name();
        }
        return schema instanceof OrNull nullable
                ? describe(nullable.schema()) + " or null"
                : schema instanceof Anything ? "anything" : "an object";
    }

    /**
     * Where a comparison has come to.
     *
     * @param subject how a message names it
     * @param definition the definition of the new contract around it
     * @param part the part of the definition
     * @param pointer where it is in the earlier contract
     */
    private record Place(String subject, String definition, String part, String pointer) {
        static Place of(Ref definition) {
            return new Place(definition.name(), definition.name(), "", "/$defs/" + definition.name());
        }

        Place field(String name) {
            return new Place(subject + "." + name, definition, name, pointer + "/properties/" + name);
        }

        Place part(String name) {
            return new Place(subject, definition, name, pointer);
        }

        Place into(String suffix, String key) {
            return new Place(subject + suffix, definition, part, pointer + key);
        }
    }
}
