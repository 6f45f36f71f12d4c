package dev.runcast.contract.parser;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a JSON document that knows where it stands. Its methods fail where it is not what they ask for. */
record JsonNode(@Nullable Object value, String pointer) {
    JsonNode get(String key) throws InvalidContractException {
        if (!has(key)) {
            throw new InvalidContractException(place() + " has no \"" + key + "\"");
        }
        return child(key, object().get(key));
    }

    boolean has(String key) throws InvalidContractException {
        return object().containsKey(key);
    }

    boolean is(Object expected) {
        return expected.equals(value);
    }

    Set<String> keys() throws InvalidContractException {
        Set<String> keys = new LinkedHashSet<>();
        object().keySet().forEach(key -> keys.add((String) key));
        return keys;
    }

    List<JsonNode> elements() throws InvalidContractException {
        if (!(value instanceof List<?> list)) {
            throw new InvalidContractException(place() + " is no array");
        }
        List<JsonNode> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(child(String.valueOf(elements.size()), element));
        }
        return elements;
    }

    List<String> texts() throws InvalidContractException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements()) {
            texts.add(element.text());
        }
        return texts;
    }

    String text() throws InvalidContractException {
        if (!(value instanceof String text)) {
            throw new InvalidContractException(place() + " is no string");
        }
        return text;
    }

    InvalidContractException unknown(String what) {
        return new InvalidContractException(place() + " has " + what + ", which no contract has");
    }

    private Map<?, ?> object() throws InvalidContractException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidContractException(place() + " is no object");
        }
        return map;
    }

    private String place() {
        return pointer.isEmpty() ? "the document" : pointer;
    }

    private JsonNode child(String key, @Nullable Object child) {
        return new JsonNode(child, pointer + "/" + key.replace("~", "~0").replace("/", "~1"));
    }
}
