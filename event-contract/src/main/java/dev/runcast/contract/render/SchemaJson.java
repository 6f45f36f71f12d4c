package dev.runcast.contract.render;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.model.Disjoint;
import dev.runcast.contract.model.Schema;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Renders schemas as JSON Schema, by keywords that drafts 7 and 2020-12 share. Keywords of our own would stop validators that are
 * strict.
 */
final class SchemaJson {
    private final Contract contract;
    private final String definitions;

    /**
     * Renders the schemas of a contract.
     *
     * @param definitions what references to definitions begin with
     */
    SchemaJson(Contract contract, String definitions) {
        this.contract = contract;
        this.definitions = definitions;
    }

    /** Returns the definitions of events and then those of their data, by their names. */
    Map<String, Object> definitions() {
        Map<String, Object> json = new LinkedHashMap<>();
        contract.eventNames().forEach(name -> json.put(definition(name), event(name)));
        contract.definitions().forEach((name, schema) -> json.put(name, of(schema)));
        return json;
    }

    /** Returns the name of an event's definition. */
    String definition(String eventName) {
        return contract.events(eventName).get(0).definition();
    }

    /** Returns a reference to a definition. */
    Map<String, Object> ref(String definition) {
        return object("$ref", definitions + JsonText.escaped(definition));
    }

    /** Returns what is said about an event to readers. */
    String description(String eventName) {
        return contract.events(eventName).stream()
                .flatMap(ContractEvent::comments)
                .collect(Collectors.joining("\n"));
    }

    /** An event as it comes on the wire, in the format v2 of LangChain's {@code astream_events}. */
    private Map<String, Object> event(String name) {
        Map<String, Object> id = object("type", "string", "format", "uuid");
        Map<String, Object> properties = object("event", object("const", "on_custom_event"));
        properties.put("run_id", id);
        properties.put("name", object("const", name));
        properties.put("tags", object("type", "array", "items", object("type", "string")));
        properties.put("metadata", object("type", "object", "additionalProperties", Map.of()));
        properties.put("data", of(contract.data(name)));
        properties.put("parent_ids", object("type", "array", "items", id));
        String declaredBy =
                contract.events(name).stream().map(ContractEvent::declaredBy).collect(Collectors.joining(", "));
        Map<String, Object> json = object("$comment", "Declared by " + declaredBy, "description", description(name));
        json.put("type", "object");
        json.put("properties", properties);
        json.put("required", List.copyOf(properties.keySet()));
        return json;
    }

    private Map<String, Object> of(Schema schema) {
        if (schema instanceof Scalar scalar) {
            return scalar(scalar);
        }
        if (schema instanceof FloatingPoint) {
            return object("anyOf", List.of(object("type", "number"), of(new Constants(FloatingPoint.NOT_NUMBERS))));
        }
        if (schema instanceof Constants constants) {
            return object("type", "string", "enum", constants.values());
        }
        if (schema instanceof ArrayOf array) {
            return object("type", "array", "items", of(array.items()));
        }
        if (schema instanceof MapOf map) {
            return object("type", "object", "additionalProperties", of(map.values()));
        }
        if (schema instanceof ObjectOf object) {
            return object(object);
        }
        if (schema instanceof OneOf oneOf) {
            String keyword = Disjoint.are(oneOf.variants(), contract) ? "oneOf" : "anyOf";
            return object(keyword, oneOf.variants().stream().map(this::of).toList());
        }
        if (schema instanceof OrNull nullable) {
            return orNull(nullable.schema());
        }
        return schema instanceof Ref ref ? ref(ref.name()) : Map.of();
    }

    private static Map<String, Object> scalar(Scalar scalar) {
        if (scalar.format().isEmpty()) {
            return object("type", scalar.type());
        }
        return scalar.format().equals("base64")
                ? object("type", scalar.type(), "contentEncoding", "base64")
                : object("type", scalar.type(), "format", scalar.format());
    }

    private Map<String, Object> object(ObjectOf object) {
        Map<String, Object> properties = new LinkedHashMap<>();
        object.properties().forEach(property -> properties.put(property.name(), of(property.schema())));
        Map<String, Object> json = object("type", "object", "properties", properties);
        json.put(
                "required",
                object.properties().stream()
                        .filter(Property::isRequired)
                        .map(Property::name)
                        .toList());
        if (object.isClosed()) {
            json.put("additionalProperties", false);
        }
        return json;
    }

    /** Keywords for one type say nothing of values of another, so that {@code null} can join a type, but not an enum. */
    private Map<String, Object> orNull(Schema schema) {
        Map<String, Object> json = of(schema);
        if (schema instanceof Constants || !json.containsKey("type")) {
            return object("anyOf", List.of(json, of(Scalar.NULL)));
        }
        json.put("type", List.of(json.get("type"), "null"));
        return json;
    }

    /** Returns an object of one member. */
    static Map<String, Object> object(String key, Object value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(key, value);
        return json;
    }

    /** Returns an object of two members. */
    static Map<String, Object> object(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> json = object(key, value);
        json.put(otherKey, otherValue);
        return json;
    }
}
