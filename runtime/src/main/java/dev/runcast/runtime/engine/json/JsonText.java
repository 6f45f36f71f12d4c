package dev.runcast.runtime.engine.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes values without parts as the default codec does, and several times as fast. */
public final class JsonText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private JsonText() {}

    /** Writes a string. */
    public static void string(StringBuilder json, String text) {
        json.append('"');
        int length = text.length();
        int plain = plainUntil(text, 0, length);
        if (plain == length) {
            json.append(text); // whole, which the JDK copies at once
        } else {
            escaped(json, text, plain);
        }
        json.append('"');
    }

    private static void escaped(StringBuilder json, String text, int firstEscape) {
        int length = text.length();
        int written = 0;
        for (int i = firstEscape; i < length; i = plainUntil(text, i + 1, length)) {
            json.append(text, written, i);
            escape(json, text.charAt(i));
            written = i + 1;
        }
        json.append(text, written, length);
    }

    private static int plainUntil(String text, int from, int length) {
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                return i;
            }
        }
        return length;
    }

    private static void escape(StringBuilder json, char c) {
        switch (c) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            case '\b' -> json.append("\\b");
            case '\f' -> json.append("\\f");
            default -> json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
        }
    }

    /** Writes a number. */
    public static void number(StringBuilder json, double number) {
        if (Double.isFinite(number)) {
            json.append(number);
        } else {
            json.append('"').append(number).append('"');
        }
    }

    /** Writes a number. */
    public static void number(StringBuilder json, float number) {
        if (Float.isFinite(number)) {
            json.append(number);
        } else {
            json.append('"').append(number).append('"');
        }
    }

    /** Writes null, or a value of the JDK that has no parts. Returns false, and has written nothing, if the value is another one. */
    public static boolean scalar(StringBuilder json, @Nullable Object value) {
        if (value == null) {
            json.append("null");
        } else if (value instanceof String text) {
            string(json, text);
        } else if (value instanceof Integer || value instanceof Long) {
            json.append(((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            json.append(truth.booleanValue());
        } else if (value instanceof Double number) {
            number(json, number);
        } else if (value instanceof Float number) {
            number(json, number);
        } else if (value instanceof Character || value instanceof UUID || value instanceof Instant) {
            string(json, value.toString());
        } else if (value instanceof Short || value instanceof Byte || isBigNumber(value.getClass())) {
            json.append(value);
        } else {
            return false;
        }
        return true;
    }

    /** A subclass of the program may have a text of its own. */
    private static boolean isBigNumber(Class<?> type) {
        return type == BigDecimal.class || type == BigInteger.class;
    }
}
