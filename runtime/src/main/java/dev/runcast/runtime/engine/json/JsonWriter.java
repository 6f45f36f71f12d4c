package dev.runcast.runtime.engine.json;

import dev.runcast.runtime.EventType;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.json.JsonCodec;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes envelopes itself, and what the program put into them by a codec. Sees to the commas. For one thread. The runtime and the
 * server write all their envelopes by this class.
 */
public final class JsonWriter {
    private final JsonCodec codec;
    private final boolean isOfDefault;
    private final StringBuilder json = new StringBuilder(512);

    /** Creates a writer that writes values of the program by the default codec. */
    public JsonWriter() {
        this(JsonCodec.defaultCodec());
    }

    /** Creates a writer that writes values of the program by a codec. */
    public JsonWriter(JsonCodec codec) {
        this.codec = codec;
        this.isOfDefault = codec == JsonCodec.defaultCodec();
    }

    /** Begins an object or an array. */
    public JsonWriter open(char bracket) {
        separate();
        json.append(bracket);
        return this;
    }

    /** Ends an object or an array. */
    public JsonWriter close(char bracket) {
        json.append(bracket);
        return this;
    }

    /** Writes a key of the envelope, which needs no escapes. Its value is to follow. */
    public JsonWriter key(String key) {
        separate();
        json.append('"').append(key).append("\":");
        return this;
    }

    /** Writes a string, or null. */
    public JsonWriter string(@Nullable String text) {
        separate();
        if (text == null) {
            json.append("null");
        } else {
            JsonText.string(json, text);
        }
        return this;
    }

    /** Writes a whole number. */
    public JsonWriter number(long number) {
        separate();
        json.append(number);
        return this;
    }

    /** Writes what is JSON already: a value, or members with their keys. */
    public JsonWriter json(String value) {
        separate();
        json.append(value);
        return this;
    }

    /** Writes an array of strings. */
    public JsonWriter strings(Collection<?> texts) {
        open('[');
        texts.forEach(text -> string(text.toString()));
        return close(']');
    }

    /** Writes an array of what is JSON already. */
    public JsonWriter array(Iterable<String> values) {
        open('[');
        values.forEach(this::json);
        return close(']');
    }

    /** Writes an object of values that are JSON already. Its keys may need escapes. */
    public JsonWriter object(Map<String, String> members) {
        open('{');
        members.forEach((key, value) -> {
            string(key);
            json.append(':').append(value);
        });
        return close('}');
    }

    /** Writes each value on its own, so that one that cannot be written spoils nothing else. */
    public JsonWriter entries(Map<?, ?> map) {
        separate();
        int start = json.length();
        try {
            open('{');
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                string(String.valueOf(entry.getKey()));
                json.append(':');
                value(entry.getValue());
            }
            return close('}');
        } catch (Throwable failure) { // of the map itself, which may be the program's and change meanwhile
            json.setLength(start);
            note(failure);
            return this;
        }
    }

    /** Writes a value by the codec, an error as its text, and a note for what cannot be written. */
    public JsonWriter value(@Nullable Object value) {
        separate();
        return separated(value);
    }

    /** Writes the data of a custom event: by generated code where the run declares the event, if that writes what the codec would. */
    public JsonWriter data(CustomEvent event) {
        separate();
        if (isOfDefault) {
            for (EventType<?> type : event.run().descriptor().events()) {
                if (type.name().equals(event.name()) && type.tryAppendJson(json, event.data())) {
                    return this;
                }
            }
        }
        return separated(event.data());
    }

    private JsonWriter separated(@Nullable Object value) {
        int start = json.length();
        if (isOfDefault && scalar(value)) { // as that codec does, and several times as fast
            return this;
        }
        json.setLength(start);
        try {
            json.append(codec.write(value instanceof Throwable error ? error.toString() : value));
        } catch (Throwable failure) {
            json.setLength(start);
            note(failure);
        }
        return this;
    }

    private boolean scalar(@Nullable Object value) {
        int start = json.length();
        boolean isTooLong = value instanceof String text && text.length() > JsonCodec.DEFAULT_LIMIT;
        return !isTooLong && JsonText.scalar(json, value) && json.length() - start <= JsonCodec.DEFAULT_LIMIT;
    }

    /** Returns what has been written. */
    @Override
    public String toString() {
        return json.toString();
    }

    /**
     * Writes why something cannot be written, in its place. An event is not lost because a method of its data throws. Only a JVM in
     * trouble goes on throwing.
     */
    private void note(Throwable failure) {
        if (failure instanceof VirtualMachineError trouble && !(failure instanceof StackOverflowError)) {
            throw trouble;
        }
        String message;
        try {
            message = String.valueOf(failure.getMessage());
        } catch (Throwable unsayable) {
            message = unsayable.getClass().getSimpleName();
        }
        json.append("{\"__error__\":");
        JsonText.string(json, failure.getClass().getSimpleName());
        json.append(",\"message\":");
        JsonText.string(json, message);
        json.append('}');
    }

    /** Writes a comma after a value. Whatever the value is, it ends with none of the characters that need no comma. */
    private void separate() {
        if (json.isEmpty()) {
            return;
        }
        char last = json.charAt(json.length() - 1);
        if (last != '{' && last != '[' && last != ':') {
            json.append(',');
        }
    }
}
