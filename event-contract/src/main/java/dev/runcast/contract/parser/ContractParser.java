package dev.runcast.contract.parser;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.runcast.contract.model.Contract;
import dev.runcast.contract.model.ContractEvent;
import dev.runcast.contract.model.Schema;
import dev.runcast.contract.model.Schema.Property;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code events.json}. What it does not know is an error, so that no promise is passed over. */
public final class ContractParser {
    private static final String DEFINITIONS = "#/$defs/";
    private static final String FORMAT = "Runcast event contract, format ";
    private static final String DECLARED_BY = "Declared by ";
    private static final Set<String> SCALARS = Set.of("string", "integer", "number", "boolean", "null");

    private static final List<Schema> FLOATING_POINT =
            List.of(new Schema.Scalar("number", ""), new Schema.Constants(Schema.FloatingPoint.NOT_NUMBERS));

    private ContractParser() {}

    /** Returns the contract in a text. Of the events it has what a comparison needs: not the descriptions, nor the runs. */
    public static Contract parse(String text) throws InvalidContractException, UnknownFormatException {
        JsonNode document = new JsonNode(JsonReader.object(text), "");
        String format = after(FORMAT, document.get("$comment"));
        if (!format.equals(String.valueOf(Contract.FORMAT))) {
            throw new UnknownFormatException(format);
        }
        checkKeys(document, Set.of("$schema", "$comment", "title", "oneOf", "not", "$defs"));
        JsonNode definitions = document.get("$defs");
        List<ContractEvent> events = new ArrayList<>();
        Set<String> eventDefinitions = new HashSet<>();
        if (document.has("oneOf")) {
            for (JsonNode event : document.get("oneOf").elements()) {
                String definition = ref(event.get("$ref"), definitions).name();
                eventDefinitions.add(definition);
                events.addAll(events(definition, definitions));
            }
        }
        SortedMap<String, Schema> schemas = new TreeMap<>();
        for (String name : definitions.keys()) {
            if (!eventDefinitions.contains(name)) {
                schemas.put(name, schema(definitions.get(name), definitions));
            }
        }
        return new Contract(events, schemas);
    }

    private static List<ContractEvent> events(String definition, JsonNode definitions) throws InvalidContractException {
        JsonNode json = definitions.get(definition);
        checkKeys(json, Set.of("$comment", "description", "type", "properties", "required"));
        JsonNode properties = json.get("properties");
        checkKeys(properties, Set.of("event", "run_id", "name", "tags", "metadata", "data", "parent_ids"));
        String name = properties.get("name").get("const").text();
        Schema data = schema(properties.get("data"), definitions);
        return Stream.of(after(DECLARED_BY, json.get("$comment")).split(", "))
                .map(type -> new ContractEvent(name, definition, "", data, type, List.of()))
                .toList();
    }

    /** Returns what follows a text that is always there. */
    private static String after(String prefix, JsonNode json) throws InvalidContractException {
        if (!json.text().startsWith(prefix)) {
            throw new InvalidContractException(json.pointer() + " does not begin with \"" + prefix + "\"");
        }
        return json.text().substring(prefix.length());
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

    private static Schema.Ref ref(JsonNode ref, JsonNode definitions) throws InvalidContractException {
        String name = ref.text().startsWith(DEFINITIONS)
                ? URLDecoder.decode(ref.text().substring(DEFINITIONS.length()), UTF_8)
                : "";
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
        if (variants.equals(FLOATING_POINT)) {
            return new Schema.FloatingPoint();
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
