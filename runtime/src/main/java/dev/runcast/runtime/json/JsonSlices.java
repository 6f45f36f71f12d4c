package dev.runcast.runtime.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cuts the values out of the text of a JSON object or list, which a parser has read without a fault. What Jackson would write otherwise, such
 * as with spaces, is written anew.
 */
final class JsonSlices {
    private final String json;
    private int at;
    private boolean isAsWritten;

    private JsonSlices(String json) {
        this.json = json;
    }

    /**
     * Returns the values in their order.
     *
     * @param writing writes a value anew
     */
    static List<String> of(String json, UnaryOperator<String> writing) {
        return new JsonSlices(json).cut(writing);
    }

    private List<String> cut(UnaryOperator<String> writing) {
        List<String> values = new ArrayList<>();
        skipSpaces();
        boolean isObject = json.charAt(at++) == '{';
        skipSpaces();
        while (!isEnd(json.charAt(at))) {
            if (isObject) {
                skipString();
                skipSpaces();
                at++; // the colon
                skipSpaces();
            }
            int start = at;
            isAsWritten = true;
            skipValue();
            String value = json.substring(start, at);
            values.add(isAsWritten ? value : writing.apply(value));
            skipSpaces();
            if (json.charAt(at) == ',') {
                at++;
                skipSpaces();
            }
        }
        return values;
    }

    private static boolean isEnd(char character) {
        return character == '}' || character == ']';
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    private void skipSpaces() {
        while (isSpace(json.charAt(at))) {
            at++;
        }
    }

    private void skipValue() {
        int depth = 0;
        do {
            char character = json.charAt(at);
            if (character == '"') {
                skipString();
            } else if (character == '-' || isDigit(character)) {
                skipNumber();
            } else if (isLetter(character)) {
                skipWord();
            } else {
                isAsWritten &= !isSpace(character);
                depth += character == '{' || character == '[' ? 1 : isEnd(character) ? -1 : 0;
                at++;
            }
        } while (depth > 0);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z';
    }

    /** Of the escapes, Jackson writes these anew: a slash does not need one, and few characters need one by their number. */
    private void skipString() {
        at++;
        for (char character = json.charAt(at); character != '"'; character = json.charAt(at)) {
            if (character == '\\') {
                at++;
                isAsWritten &= json.charAt(at) != '/' && json.charAt(at) != 'u';
            }
            at++;
        }
        at++;
    }

    private void skipWord() {
        while (at < json.length() && isLetter(json.charAt(at))) {
            at++;
        }
    }

    private void skipNumber() {
        int start = at;
        boolean isInteger = true;
        while (at < json.length() && (isDigit(json.charAt(at)) || "+-.eE".indexOf(json.charAt(at)) >= 0)) {
            isInteger &= isDigit(json.charAt(at)) || at == start;
            at++;
        }
        if (!isInteger || json.startsWith("-0", start)) {
            String number = json.substring(start, at);
            isAsWritten &= number.equals(new BigDecimal(number).toString());
        }
    }
}
