package dev.runcast.server.internal.core;

import dev.runcast.runtime.engine.json.InputFault;
import dev.runcast.runtime.engine.json.InputJson;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object of JSON from a client. Its members are read when they are asked for, each as the type that is asked for; one that does
 * not fit is an {@link HttpError} that names its place. A member that is null counts as one that is missing. Immutable.
 */
public final class JsonObject {
    /** How many entries a member has at most that counts for each event of a run. */
    private static final int MAX_ENTRIES = 1000;

    private final List<String> place;
    private final Map<String, String> members;

    private JsonObject(List<String> place, Map<String, String> members) {
        this.place = place;
        this.members = members;
    }

    /** Reads the body of a request. */
    public static JsonObject ofBody(String json) {
        return of(List.of("body"), json);
    }

    /**
     * Reads the body of a request that is a list of objects.
     *
     * @throws HttpError if it is none (422)
     */
    public static List<JsonObject> listOfBody(String json) {
        List<String> place = List.of("body");
        try {
            return objects(place, InputJson.elements(json));
        } catch (InputFault fault) {
            throw invalidJson(place, fault);
        }
    }

    /**
     * Reads an object.
     *
     * @param place where it is, such as {@code ["body", "config"]}
     * @throws HttpError if it is none (422)
     */
    public static JsonObject of(List<String> place, String json) {
        try {
            return new JsonObject(place, InputJson.members(json));
        } catch (InputFault fault) {
            throw invalidJson(place, fault);
        }
    }

    private static HttpError invalidJson(List<String> place, InputFault fault) {
        return HttpError.invalid(place, "json_invalid", String.valueOf(fault.getMessage()));
    }

    /** Returns the names of the members, in their order. */
    public Set<String> names() {
        return members.keySet();
    }

    /** Returns whether there is a member of this name, null or not. */
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** Returns whether there is a member of this name that is a list. */
    public boolean isList(String name) {
        return json(name).filter(json -> json.startsWith("[")).isPresent();
    }

    /** Returns whether there is a member of this name that is an object. */
    public boolean isObject(String name) {
        return json(name).filter(json -> json.startsWith("{")).isPresent();
    }

    /** Returns a member as JSON without spaces, or nothing. */
    public Optional<String> json(String name) {
        return Optional.ofNullable(members.get(name)).filter(json -> !json.equals("null"));
    }

    /** Returns a member as maps, lists, strings, numbers and booleans, or nothing. */
    public Optional<Object> value(String name) {
        return json(name).map(json -> read(name, Object.class, JsonCodec.defaultCodec()));
    }

    /** Returns a member that is a string, or nothing. */
    public Optional<String> string(String name) {
        return value(name).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw invalid(name, "string_type", "Give a string.");
        });
    }

    /** Returns a member that is a list of strings, or nothing. */
    public Optional<List<String>> strings(String name) {
        return value(name).map(value -> {
            if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return list.stream().map(String.class::cast).toList();
            }
            throw invalid(name, "list_type", "Give a list of strings.");
        });
    }

    /** Returns a member that is true or false, or nothing. */
    public Optional<Boolean> bool(String name) {
        return value(name).map(value -> {
            if (value instanceof Boolean truth) {
                return truth;
            }
            throw invalid(name, "bool_type", "Give true or false.");
        });
    }

    /** Returns a member that is one of several words, or nothing. */
    public Optional<String> choice(String name, List<String> known) {
        Optional<String> value = string(name);
        if (value.isPresent() && !known.contains(value.get())) {
            throw invalid(name, "enum", "Give \"" + String.join("\" or \"", known) + "\", or leave it out.");
        }
        return value;
    }

    /** Returns a member that is an object, or nothing. */
    public Optional<JsonObject> object(String name) {
        return json(name).map(json -> of(placeOf(name), json));
    }

    /** Returns the elements of a member that is a list of objects, or nothing. */
    public Optional<List<JsonObject>> objects(String name) {
        return elements(name).map(elements -> objects(placeOf(name), elements));
    }

    private static List<JsonObject> objects(List<String> place, List<String> elements) {
        List<JsonObject> objects = new ArrayList<>();
        for (String element : elements) {
            objects.add(of(append(place, String.valueOf(objects.size())), element));
        }
        return objects;
    }

    /** Returns a member that is a list, as an object whose members are named by their places: 0, 1 and so on; or nothing. */
    public Optional<JsonObject> list(String name) {
        return elements(name).map(elements -> {
            Map<String, String> members = new LinkedHashMap<>();
            elements.forEach(element -> members.put(String.valueOf(members.size()), element));
            return new JsonObject(placeOf(name), members);
        });
    }

    /** Returns the elements of a member that is a list, each as JSON, or nothing. */
    public Optional<List<String>> elements(String name) {
        return json(name).map(json -> {
            if (json.startsWith("[")) {
                return InputJson.elements(json);
            }
            throw invalid(name, "list_type", "Give a list.");
        });
    }

    /**
     * Returns a member as a value of a type, as a codec reads it. One that is missing is read as null is.
     *
     * @throws HttpError if it does not fit (422)
     */
    public @Nullable Object read(String name, Type type, JsonCodec codec) {
        try {
            return InputJson.read(codec, json(name).orElse("null"), type);
        } catch (InputFault fault) {
            List<String> exact = placeOf(name);
            exact.addAll(fault.path());
            throw HttpError.invalid(exact, "value_error", String.valueOf(fault.getMessage()));
        }
    }

    /**
     * Returns this object if a member has no more entries than each event of a run can bear.
     *
     * @throws HttpError if there are more (422)
     */
    public JsonObject limited(String name) {
        int entries = 0;
        if (isObject(name)) {
            entries = object(name).orElseThrow().names().size();
        } else if (isList(name)) {
            entries = elements(name).orElseThrow().size();
        }
        if (entries > MAX_ENTRIES) {
            throw invalid(name, "too_long", "There are " + entries + " entries. Give " + MAX_ENTRIES + " or fewer.");
        }
        return this;
    }

    /** Returns the error of an object that does not fit. */
    public HttpError invalid(String type, String message) {
        return HttpError.invalid(place, type, message);
    }

    /** Returns the error of a member that does not fit. */
    public HttpError invalid(String name, String type, String message) {
        return HttpError.invalid(placeOf(name), type, message);
    }

    /** Returns the error of a member that is missing. */
    public HttpError missing(String name) {
        return HttpError.invalid(placeOf(name), "missing", "\"" + name + "\" is missing. Give it.");
    }

    private List<String> placeOf(String name) {
        return append(place, name);
    }

    private static List<String> append(List<String> place, String step) {
        List<String> longer = new ArrayList<>(place);
        longer.add(step);
        return longer;
    }
}
