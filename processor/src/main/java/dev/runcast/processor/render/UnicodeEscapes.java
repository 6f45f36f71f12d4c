package dev.runcast.processor.render;

import java.util.HexFormat;

/**
 * Writes all but printable ASCII as Unicode escapes. Compilers decode them everywhere, in names and comments too, whatever the
 * encoding of the file is.
 */
final class UnicodeEscapes {
    private static final HexFormat HEX = HexFormat.of();

    private UnicodeEscapes() {}

    /** Returns the same Java source in ASCII. An odd number of backslashes before an escaped character would undo its escape. */
    static String in(String source) {
        StringBuilder ascii = new StringBuilder(source.length());
        source.chars()
                .forEach(character -> ascii.append(
                        isPlain((char) character)
                                ? String.valueOf((char) character)
                                : "\\u" + HEX.toHexDigits((char) character)));
        return ascii.toString();
    }

    private static boolean isPlain(char character) {
        return character == '\n' || character == '\t' || (character >= ' ' && character <= '~');
    }
}
