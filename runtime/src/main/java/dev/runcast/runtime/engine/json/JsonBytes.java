package dev.runcast.runtime.engine.json;

import java.nio.charset.StandardCharsets;

/**
 * Encodes JSON for clients. Halves of surrogate pairs, which UTF-8 has no bytes for, are escaped. So are U+0085, U+2028 and U+2029, at
 * which clients in Python split lines.
 */
public final class JsonBytes {
    private JsonBytes() {}

    /** Returns JSON, or lines with JSON in them, in UTF-8. */
    public static byte[] utf8(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return isAscii(json, bytes) ? bytes : utf8(json, bytes); // ASCII has nothing to escape
    }

    /** Half a pair is encoded as a question mark, which one compare of bytes finds out, many times as fast as a look at each character. */
    private static boolean isAscii(String json, byte[] bytes) {
        return bytes.length == json.length() && json.equals(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static byte[] utf8(String json, byte[] bytes) {
        StringBuilder escaped = new StringBuilder();
        int written = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < json.length() && Character.isLowSurrogate(json.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                escaped.append(json, written, i).append(String.format("\\u%04x", (int) c));
                written = i + 1;
            }
        }
        return written == 0
                ? bytes
                : escaped.append(json, written, json.length()).toString().getBytes(StandardCharsets.UTF_8);
    }
}
