package dev.runcast.runtime.engine.json;

import dev.runcast.runtime.json.JsonCodec;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes envelopes itself, and what the program put into them by a codec. Sees to the commas. For one thread. The runtime and the
 * server write all their envelopes by this class.
 */
public final class JsonWriter {
    /** How long a string is at most that is nowhere near the limit of the default codec. */
    private static final int SHORT = 1000;

    private final JsonCodec codec;
    private final StringBuilder json = new StringBuilder(512);

    /** Creates a writer that writes values of the program by the default codec. */
    public JsonWriter() {
        this(JsonCodec.defaultCodec());
    }

    /** Creates a writer that writes values of the program by a codec. */
    public JsonWriter(JsonCodec codec) {
        this.codec = codec;
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
            quoted(text);
        }
        return this;
    }

    /** Writes a whole number. */
    public JsonWriter number(long number) {
        separate();
        json.append(number);
        return this;
    }

    /** Writes what is JSON already. */
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
        if (value instanceof String text && text.length() <= SHORT && codec == JsonCodec.defaultCodec()) {
            quoted(text); // as that codec does, and several times as fast
            return this;
        }
        int start = json.length();
        try {
            json.append(codec.write(value instanceof Throwable error ? error.toString() : value));
        } catch (Throwable failure) {
            json.setLength(start);
            note(failure);
        }
        return this;
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
        quoted(failure.getClass().getSimpleName());
        json.append(",\"message\":");
        quoted(message);
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

    private void quoted(String text) {
        json.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(text, written, i);
                escape(c);
                written = i + 1;
            }
        }
        json.append(text, written, text.length()).append('"');
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            default -> json.append(String.format("\\u%04X", (int) c));
        }
    }
}
