package dev.runcast.examples.cli;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what somebody meant who wrote something unknown. */
final class Suggestion {
    private static final int FARTHEST = 2;

    private Suggestion() {}

    /** Returns a sentence, after a space, that names the word that is nearest to the one written, or nothing. */
    static String of(String written, Collection<String> words) {
        return words.stream()
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .filter(word -> distance(written, word) <= FARTHEST)
                .map(word -> " Did you mean \"" + word + "\"?")
                .orElse("");
    }

    /** Returns how many letters have to be added, removed or replaced to make one word of the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[to.length()];
    }
}
