package dev.runcast.contract.parser;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, strings, numbers, booleans and null.
 *
 * <p>Parsers of others are several times as large, and the jar is on the processor path of every user.
 */
final class JsonReader {
    private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n]*");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?");
    private static final Pattern PLAIN = Pattern.compile("[^\"\\\\\\x00-\\x1F]+");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

    /** How deep arrays and objects may be in each other: no contract comes near it, and the stack holds it. */
    private static final int DEPTH = 500;

    private final String text;
    private int position;

    private JsonReader(String text) {
        this.text = text;
    }

    /** Reads an object, and nothing else. */
    static Map<String, @Nullable Object> object(String text) throws InvalidContractException {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        if (!(value instanceof Map<?, ?>) || reader.position < text.length()) {
            throw reader.invalid();
        }
        @SuppressWarnings("unchecked") // All maps are made below.
        Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) value;
        return object;
    }

    private @Nullable Object value(int depth) throws InvalidContractException {
        skip(BLANK);
        if (depth > DEPTH || position == text.length()) {
            throw invalid();
        }
        Object value = switch (text.charAt(position)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> new BigDecimal(next(NUMBER));
        };
        skip(BLANK);
        return value;
    }

    private Map<String, @Nullable Object> object(int depth) throws InvalidContractException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        position++;
        skip(BLANK);
        if (takes('}')) {
            return object;
        }
        do {
            skip(BLANK);
            String key = string();
            skip(BLANK);
            require(':');
            if (object.containsKey(key)) {
                throw invalid();
            }
            object.put(key, value(depth + 1));
        } while (takes(','));
        require('}');
        return object;
    }

    private List<@Nullable Object> array(int depth) throws InvalidContractException {
        List<@Nullable Object> array = new ArrayList<>();
        position++;
        skip(BLANK);
        if (takes(']')) {
            return array;
        }
        do {
            array.add(value(depth + 1));
        } while (takes(','));
        require(']');
        return array;
    }

    private String string() throws InvalidContractException {
        require('"');
        StringBuilder string = new StringBuilder();
        while (!takes('"')) {
            string.append(takes('\\') ? String.valueOf(escaped()) : next(PLAIN));
        }
        return string.toString();
    }

    private char escaped() throws InvalidContractException {
        if (takes('u')) {
            return (char) Integer.parseInt(next(HEX), 16);
        }
        int index = position < text.length() ? "\"\\/bfnrt".indexOf(text.charAt(position)) : -1;
        if (index < 0) {
            throw invalid();
        }
        position++;
        return "\"\\/\b\f\n\r\t".charAt(index);
    }

    private @Nullable Object literal(String name, @Nullable Object value) throws InvalidContractException {
        if (!text.startsWith(name, position)) {
            throw invalid();
        }
        position += name.length();
        return value;
    }

    private void require(char expected) throws InvalidContractException {
        if (!takes(expected)) {
            throw invalid();
        }
    }

    private boolean takes(char expected) {
        boolean isNext = position < text.length() && text.charAt(position) == expected;
        if (isNext) {
            position++;
        }
        return isNext;
    }

    private String next(Pattern pattern) throws InvalidContractException {
        int start = position;
        if (!skip(pattern)) {
            throw invalid();
        }
        return text.substring(start, position);
    }

    private boolean skip(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        boolean isNext = matcher.lookingAt();
        if (isNext) {
            position = matcher.end();
        }
        return isNext;
    }

    private InvalidContractException invalid() {
        String before = text.substring(0, position);
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = position - before.lastIndexOf('\n');
        return new InvalidContractException("it is no JSON object (line " + line + ", column " + column + ")");
    }
}
