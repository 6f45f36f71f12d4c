package dev.runcast.contract.render;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.model.Disjoint;
import dev.runcast.contract.model.Schema;
import dev.runcast.contract.model.Schema.ArrayOf;
import dev.runcast.contract.model.Schema.Constants;
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

/** Renders {@code events.json}, which is a document of JSON Schema 2020-12 with the events beside the definitions. */
public final class ContractJson {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Contract contract;

    private ContractJson(Contract contract) {
        this.contract = contract;
    }

    /** Returns the text of the file. */
    public static String of(Contract contract) {
        return JsonText.of(new ContractJson(contract).document()) + "\n";
    }

    private Map<String, Object> document() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        contract.definitions().forEach((name, schema) -> definitions.put(name, json(schema)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", DIALECT);
        document.put("formatVersion", Contract.FORMAT);
        document.put("events", contract.events().stream().map(this::event).toList());
        document.put("$defs", definitions);
        return document;
    }

    private Map<String, Object> event(ContractEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", event.name());
        if (!event.description().isEmpty()) {
            json.put("description", event.description());
        }
        json.put("payload", json(event.payload()));
        json.put("declaredBy", event.declaredBy());
        json.put(
                "runs",
                event.runs().stream()
                        .map(run -> object("name", run.name(), "type", run.type()))
                        .toList());
        return json;
    }

    private Map<String, Object> json(Schema schema) {
        if (schema instanceof Scalar scalar) {
            return scalar(scalar);
        }
        if (schema instanceof Constants constants) {
            return object("type", "string", "enum", constants.values());
        }
        if (schema instanceof ArrayOf array) {
            return object("type", "array", "items", json(array.items()));
        }
        if (schema instanceof MapOf map) {
            return object("type", "object", "additionalProperties", json(map.values()));
        }
        if (schema instanceof ObjectOf object) {
            return object(object);
        }
        if (schema instanceof OneOf oneOf) {
            String keyword = Disjoint.are(oneOf.variants(), contract) ? "oneOf" : "anyOf";
            return object(keyword, oneOf.variants().stream().map(this::json).toList());
        }
        if (schema instanceof OrNull nullable) {
            return orNull(nullable.schema());
        }
        return schema instanceof Ref ref ? object("$ref", "#/$defs/" + ref.name()) : Map.of();
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
        object.properties().forEach(property -> properties.put(property.name(), json(property.schema())));
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
        Map<String, Object> json = json(schema);
        if (schema instanceof Constants || !json.containsKey("type")) {
            return object("anyOf", List.of(json, json(Scalar.NULL)));
        }
        json.put("type", List.of(json.get("type"), "null"));
        return json;
    }

    private static Map<String, Object> object(String key, Object value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(key, value);
        return json;
    }

    private static Map<String, Object> object(String key, Object value, String otherKey, Object otherValue) {
        Map<String, Object> json = object(key, value);
        json.put(otherKey, otherValue);
        return json;
    }
}
