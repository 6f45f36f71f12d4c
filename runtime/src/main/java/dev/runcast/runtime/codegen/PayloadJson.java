package dev.runcast.runtime.codegen;

import dev.runcast.runtime.engine.json.JsonText;
import dev.runcast.runtime.json.JsonCodec;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the data of an event as JSON, as {@link JsonCodec#defaultCodec()} does, but without reflection. Generated code knows the types,
 * and this class how values of each look.
 *
 * <p>It gives up, by an exception, where that codec would do something else than is known here: at values that are too long or nested
 * too deep, and at collections that are not of the JDK. The codec then writes the data.
 *
 * @since 0.1
 */
public final class PayloadJson {
    /** How deep objects and arrays are nested at most, as Jackson has it. */
    private static final int DEEPEST = 500;

    private static final Module JDK = Object.class.getModule();

    private final StringBuilder json;
    private int depth;

    /** Creates a writer that appends to {@code json}. */
    public PayloadJson(StringBuilder json) {
        this.json = json;
    }

    /**
     * How a value becomes JSON.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Writer<T extends @Nullable Object> {
        /** Writes the value. */
        void write(PayloadJson json, T value);
    }

    /** Writes a text that is JSON already. */
    public PayloadJson raw(String text) {
        json.append(text);
        return this;
    }

    /** Writes a string, or null. */
    public PayloadJson string(@Nullable String text) {
        if (text == null) {
            json.append("null");
        } else {
            requireRoom(text.length());
            JsonText.string(json, text);
        }
        return this;
    }

    /** Writes a whole number. */
    public PayloadJson number(long number) {
        json.append(number);
        return this;
    }

    /** Writes a number. */
    public PayloadJson number(float number) {
        JsonText.number(json, number);
        return this;
    }

    /** Writes a number. */
    public PayloadJson number(double number) {
        JsonText.number(json, number);
        return this;
    }

    /** Writes true or false. */
    public PayloadJson bool(boolean value) {
        json.append(value);
        return this;
    }

    /** Writes a number, a boolean, a character, or null. */
    public PayloadJson scalar(@Nullable Object value) {
        if (!JsonText.scalar(json, value)) {
            throw new GivingUp();
        }
        return this;
    }

    /** Writes a constant of an enum, or null. */
    public PayloadJson constant(@Nullable Enum<?> constant) {
        return string(constant == null ? null : constant.name());
    }

    /** Begins an object, whose members are to follow. Writes null for null, and returns false. */
    public boolean begin(@Nullable Object value) {
        if (value == null) {
            json.append("null");
            return false;
        }
        enter();
        json.append('{');
        return true;
    }

    /** Ends an object. */
    public void end() {
        json.append('}');
        depth--;
    }

    /** Writes an array, or null. */
    public <T extends @Nullable Object> PayloadJson list(
            @Nullable Collection<? extends T> elements, Writer<? super T> writer) {
        if (elements == null) {
            json.append("null");
            return this;
        }
        requireJdk(elements);
        enter();
        json.append('[');
        boolean isFirst = true;
        for (T element : elements) {
            separate(isFirst);
            isFirst = false;
            writer.write(this, element);
        }
        json.append(']');
        depth--;
        return this;
    }

    /** Writes an object whose members are the entries of a map, or null. */
    public <T extends @Nullable Object> PayloadJson map(
            @Nullable Map<String, ? extends T> map, Writer<? super T> writer) {
        if (map == null) {
            json.append("null");
            return this;
        }
        requireJdk(map);
        enter();
        json.append('{');
        boolean isFirst = true;
        for (Map.Entry<String, ? extends T> entry : map.entrySet()) {
            separate(isFirst);
            isFirst = false;
            String key = entry.getKey();
            requireRoom(key.length());
            JsonText.string(json, key);
            json.append(':');
            writer.write(this, entry.getValue());
        }
        json.append('}');
        depth--;
        return this;
    }

    private void separate(boolean isFirst) {
        if (!isFirst) {
            requireRoom(0);
            json.append(',');
        }
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw new GivingUp();
        }
    }

    private void requireRoom(int characters) {
        if (json.length() > JsonCodec.DEFAULT_LIMIT - characters) {
            throw new GivingUp();
        }
    }

    /** A collection of another library may be written in a way of its own. */
    private static void requireJdk(Object collection) {
        if (collection.getClass().getModule() != JDK) {
            throw new GivingUp();
        }
    }

    /** Says that the codec is to write the data. */
    private static final class GivingUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivingUp() {
            super(null, null, false, false); // without a stack, which nobody looks at
        }
    }
}
