package dev.runcast.examples.cli;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

/** Reads the JSON arguments of the command line. */
final class Json {
    private static final JsonCodec CODEC = JsonCodec.defaultCodec();

    private Json() {}

    /** Reads the input of a runnable. That of a tool may be given as an object of its arguments, as tools are called. */
    static Object input(String json, RunnableDescriptor runnable) {
        Object value = read("INPUT-JSON", json, Object.class);
        if (runnable.type() == RunType.TOOL && runnable.parameters().size() == 1) {
            RunnableDescriptor.Parameter only = runnable.parameters().get(0);
            if (value instanceof Map<?, ?> arguments && arguments.keySet().equals(Set.of(only.name()))) {
                value = arguments.get(only.name());
            }
        }
        return convert(value, runnable.inputType(), runnable);
    }

    /** Reads an object whose keys are checked by the caller. */
    static Map<?, ?> object(String argument, String json) {
        if (read(argument, json, Object.class) instanceof Map<?, ?> object) {
            return object;
        }
        throw new UsageException(argument + " is no JSON object. Give an object, such as {\"tags\":[\"demo\"]}.");
    }

    static String write(Object value) {
        return CODEC.write(value);
    }

    private static Object convert(Object value, Type type, RunnableDescriptor runnable) {
        try {
            return CODEC.read(CODEC.write(value), type);
        } catch (IllegalArgumentException mismatch) {
            String parameters = runnable.parameters().stream()
                    .map(each -> each.name() + ": " + each.type().getTypeName())
                    .toList()
                    .toString();
            throw new UsageException("INPUT-JSON does not fit the runnable \"" + runnable.name() + "\", which takes "
                    + parameters + ": " + mismatch.getMessage());
        }
    }

    private static Object read(String argument, String json, Type type) {
        try {
            return CODEC.read(json, type);
        } catch (IllegalArgumentException failure) {
            throw new UsageException(
                    argument + " is no JSON. Give one JSON value, such as \"tea\", with its quotation marks: "
                            + failure.getMessage());
        }
    }
}
