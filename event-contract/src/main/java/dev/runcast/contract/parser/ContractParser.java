package dev.runcast.contract.parser;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.model.ContractEvent.Run;
import dev.runcast.contract.model.Schema;
import dev.runcast.contract.model.Schema.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code events.json}. What it does not know is an error, so that no promise is passed over. */
public final class ContractParser {
    private static final String DEFINITIONS = "#/$defs/";
    private static final Set<String> SCALARS = Set.of("string", "integer", "number", "boolean", "null");

    private ContractParser() {}

    /** Returns the contract in a text. */
    public static Contract parse(String text) throws InvalidContractException, UnknownFormatException {
        JsonNode document = new JsonNode(JsonReader.object(text), "");
        String format = String.valueOf(document.get("formatVersion").value());
        if (!format.equals(String.valueOf(Contract.FORMAT))) {
            throw new UnknownFormatException(format);
        }
        return contract(document);
    }

    private static Contract contract(JsonNode document) throws InvalidContractException {
        checkKeys(document, Set.of("$schema", "formatVersion", "events", "$defs"));
        SortedMap<String, Schema> definitions = new TreeMap<>();
        JsonNode schemas = document.get("$defs");
        for (String name : schemas.keys()) {
            definitions.put(name, schema(schemas.get(name), schemas));
        }
        List<ContractEvent> events = new ArrayList<>();
        for (JsonNode event : document.get("events").elements()) {
            events.add(event(event, schemas));
        }
        return new Contract(events, definitions);
    }

    private static ContractEvent event(JsonNode event, JsonNode definitions) throws InvalidContractException {
        checkKeys(event, Set.of("name", "description", "payload", "declaredBy", "runs"));
        List<Run> runs = new ArrayList<>();
        for (JsonNode run : event.get("runs").elements()) {
            checkKeys(run, Set.of("name", "type"));
            runs.add(new Run(run.get("name").text(), run.get("type").text()));
        }
        return new ContractEvent(
                event.get("name").text(),
                event.has("description") ? event.get("description").text() : "",
                schema(event.get("payload"), definitions),
                event.get("declaredBy").text(),
                runs);
    }

    private static Schema schema(JsonNode json, JsonNode definitions) throws InvalidContractException {
        if (json.keys().isEmpty()) {
            return new Schema.Anything();
        }
        if (json.has("$ref")) {
            checkKeys(json, Set.of("$ref"));
            return ref(json.get("$ref"), definitions);
        }
        if (json.has("oneOf") || json.has("anyOf")) {
            checkKeys(json, Set.of(json.has("oneOf") ? "oneOf" : "anyOf"));
            return oneOf(json.get(json.has("oneOf") ? "oneOf" : "anyOf"), definitions);
        }
        JsonNode type = json.get("type");
        if (type.value() instanceof String name) {
            return typed(json, name, definitions);
        }
        List<String> types = type.texts();
        if (types.size() != 2 || !types.get(1).equals("null")) {
            throw type.unknown("these types");
        }
        return typed(json, types.get(0), definitions).orNull();
    }

    private static Schema ref(JsonNode ref, JsonNode definitions) throws InvalidContractException {
        String name = ref.text().startsWith(DEFINITIONS) ? ref.text().substring(DEFINITIONS.length()) : "";
        if (!definitions.has(name)) {
            throw new InvalidContractException(ref.pointer() + " names no definition");
        }
        return new Schema.Ref(name);
    }

    private static Schema oneOf(JsonNode json, JsonNode definitions) throws InvalidContractException {
        List<Schema> variants = new ArrayList<>();
        for (JsonNode variant : json.elements()) {
            variants.add(schema(variant, definitions));
        }
        return variants.size() == 2 && variants.get(1).equals(Schema.Scalar.NULL)
                ? variants.get(0).orNull()
                : new Schema.OneOf(variants);
    }

    private static Schema typed(JsonNode json, String type, JsonNode definitions) throws InvalidContractException {
        if (type.equals("array")) {
            checkKeys(json, Set.of("type", "items"));
            return new Schema.ArrayOf(schema(json.get("items"), definitions));
        }
        if (type.equals("object")) {
            return object(json, definitions);
        }
        if (!SCALARS.contains(type)) {
            throw json.unknown("the type \"" + type + "\"");
        }
        if (json.has("enum")) {
            checkKeys(json, Set.of("type", "enum"));
            return new Schema.Constants(json.get("enum").texts());
        }
        if (json.has("contentEncoding")) {
            checkKeys(json, Set.of("type", "contentEncoding"));
            return new Schema.Scalar(type, json.get("contentEncoding").text());
        }
        checkKeys(json, Set.of("type", "format"));
        return new Schema.Scalar(type, json.has("format") ? json.get("format").text() : "");
    }

    private static Schema object(JsonNode json, JsonNode definitions) throws InvalidContractException {
        if (!json.has("properties")) {
            checkKeys(json, Set.of("type", "additionalProperties"));
            return new Schema.MapOf(schema(json.get("additionalProperties"), definitions));
        }
        checkKeys(json, Set.of("type", "properties", "required", "additionalProperties"));
        List<String> required = json.get("required").texts();
        List<Property> properties = new ArrayList<>();
        JsonNode schemas = json.get("properties");
        for (String name : schemas.keys()) {
            properties.add(new Property(name, schema(schemas.get(name), definitions), required.contains(name)));
        }
        boolean isClosed = json.has("additionalProperties");
        if (isClosed && !json.get("additionalProperties").is(false)) {
            throw json.unknown("both \"properties\" and a schema for others");
        }
        return new Schema.ObjectOf(properties, isClosed);
    }

    private static void checkKeys(JsonNode json, Set<String> known) throws InvalidContractException {
        for (String key : json.keys()) {
            if (!known.contains(key)) {
                throw json.unknown("a key \"" + key + "\"");
            }
        }
    }
}
