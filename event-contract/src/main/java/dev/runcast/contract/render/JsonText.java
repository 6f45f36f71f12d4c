package dev.runcast.contract.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lays out JSON for people who read it and its differences: what has no objects in it is on one line. */
final class JsonText {
    private JsonText() {}

    static String of(Object value) {
        return text(value, "");
    }

    private static String text(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            Stream<String> entries = map.entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ": " + text(entry.getValue(), indent + "  "));
            return lines("{", entries, "}", indent, map.values().stream().anyMatch(JsonText::isLong));
        }
        if (value instanceof List<?> list) {
            Stream<String> elements = list.stream().map(element -> text(element, indent + "  "));
            return lines("[", elements, "]", indent, list.stream().anyMatch(JsonText::isLong));
        }
        return value instanceof String ? quoted(value) : String.valueOf(value);
    }

    private static String lines(String open, Stream<String> parts, String close, String indent, boolean isLong) {
        return isLong
                ? parts.collect(
                        Collectors.joining(",\n" + indent + "  ", open + "\n" + indent + "  ", "\n" + indent + close))
                : parts.collect(Collectors.joining(", ", open, close));
    }

    private static boolean isLong(Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty())
                || (value instanceof List<?> list && list.stream().anyMatch(JsonText::isLong));
    }

    /** Returns a key as a reference names it: as a part of a JSON pointer in the fragment of a URI. */
    static String escaped(String key) {
        return URLEncoder.encode(key.replace("~", "~0").replace("/", "~1"), UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    /** Returns a text as a string of JSON, which is one of TypeScript too. Half a surrogate pair, which UTF-8 cannot have, is escaped. */
    static String quoted(Object text) {
        StringBuilder json = new StringBuilder("\"");
        text.toString().codePoints().forEach(character -> {
            if (character == '\n') {
                json.append("\\n");
            } else if (character < ' ' || character == '\u2028' || character == '\u2029' || isLone(character)) {
                json.append(String.format("\\u%04x", character));
            } else if (character == '"' || character == '\\') {
                json.append('\\').appendCodePoint(character);
            } else {
                json.appendCodePoint(character);
            }
        });
        return json.append('"').toString();
    }

    private static boolean isLone(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
