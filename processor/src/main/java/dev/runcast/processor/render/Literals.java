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

    /** Returns the literal of a constant of any type that annotations may have. */
    static CodeBlock ofConstant(Object constant) {
        if (constant instanceof String text) {
            return of(text);
        }
        if (constant instanceof Character character) {
            return CodeBlock.of("'$L'", inQuotes(character, '\''));
        }
        if (constant instanceof Long) {
            return CodeBlock.of("$LL", constant);
        }
        if (constant instanceof Float number) {
            return ofFloatingPoint(number, Float.class, "f");
        }
        return constant instanceof Double number
                ? ofFloatingPoint(number, Double.class, "")
                : CodeBlock.of("$L", constant);
    }

    private static CodeBlock ofFloatingPoint(Number number, Class<?> type, String suffix) {
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return CodeBlock.of("$T.NaN", type);
        }
        return Double.isInfinite(value)
                ? CodeBlock.of("$T.$L", type, value > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY")
                : CodeBlock.of("$L$L", number, suffix);
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
