package dev.runcast.processor.render;

import com.palantir.javapoet.CodeBlock;

/** Constants as Java source has them. They are plain ASCII, so that no encoding of the file changes them. */
final class Literals {
    private Literals() {}

    /** Returns the literal of a string. JavaPoet's own breaks at separators of lines that Java does not know as such. */
    static CodeBlock of(String text) {
        StringBuilder literal = new StringBuilder("\"");
        text.chars().forEach(character -> literal.append(inQuotes((char) character, '"')));
        return CodeBlock.of("$L", literal.append('"'));
    }

    private static String inQuotes(char character, char quote) {
        return switch (character) {
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case '\\' -> "\\\\";
            default -> character == quote ? "\\" + character : UnicodeEscapes.in(String.valueOf(character));
        };
    }
}
