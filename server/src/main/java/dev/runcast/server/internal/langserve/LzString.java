package dev.runcast.server.internal.langserve;

import java.util.ArrayList;
import java.util.List;

/** Reads text that was compressed by lz-string's {@code compressToEncodedURIComponent}. For one text. */
final class LzString {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-$";
    private static final int BITS_PER_CHARACTER = 6;

    private static final int NEW_8_BITS = 0;
    private static final int NEW_16_BITS = 1;
    private static final int END = 2;

    private final String compressed;
    private final int maxLength;
    private int position;

    /** What codes stand for. The first three are not looked up. */
    private final List<String> entries = new ArrayList<>(List.of("", "", ""));

    private int codeBits = 3;

    /** How many entries are to come before codes take one bit more. */
    private int left = 4;

    private LzString(String compressed, int maxLength) {
        this.compressed = compressed;
        this.maxLength = maxLength;
    }

    /**
     * Returns the text.
     *
     * @param maxLength how many characters the text may have: it can be much longer than what it was compressed to
     * @throws IllegalArgumentException if it was not compressed so, or is longer
     */
    static String decompress(String compressed, int maxLength) {
        return new LzString(compressed, maxLength).decompress();
    }

    private String decompress() {
        int first = bits(2);
        if (first == END) {
            return "";
        }
        entries.add(character(first));
        String last = entries.get(3);
        StringBuilder text = new StringBuilder(last);
        for (int code = bits(codeBits); code != END; code = bits(codeBits)) {
            if (code == NEW_8_BITS || code == NEW_16_BITS) {
                add(character(code));
                code = entries.size() - 1;
            }
            String entry = entry(code, last);
            text.append(entry);
            if (text.length() > maxLength) {
                throw new IllegalArgumentException("The text is longer than " + maxLength + " characters.");
            }
            add(last + entry.charAt(0));
            last = entry;
        }
        return text.toString();
    }

    private void add(String entry) {
        entries.add(entry);
        left--;
        if (left == 0) {
            left = 1 << codeBits;
            codeBits++;
        }
    }

    private String entry(int code, String last) {
        if (code > entries.size()) {
            throw wrong();
        }
        return code == entries.size() ? last + last.charAt(0) : entries.get(code);
    }

    private String character(int code) {
        if (code > NEW_16_BITS) {
            throw wrong();
        }
        return String.valueOf((char) bits(code == NEW_8_BITS ? 8 : 16));
    }

    /** Reads a number, its lowest bit first. */
    private int bits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            int index = position / BITS_PER_CHARACTER;
            int value = index < compressed.length() ? ALPHABET.indexOf(compressed.charAt(index)) : -1;
            if (value < 0 || value >= 1 << BITS_PER_CHARACTER) {
                throw wrong();
            }
            int shift = BITS_PER_CHARACTER - 1 - position % BITS_PER_CHARACTER;
            number |= ((value >> shift) & 1) << i;
            position++;
        }
        return number;
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("This was not compressed by compressToEncodedURIComponent.");
    }
}
