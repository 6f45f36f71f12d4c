package dev.runcast.processor.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what a misspelt name was meant to be. */
public final class Spelling {
    private Spelling() {}

    /** Returns the question whether the nearest of {@code candidates} was meant, with a space before it, or nothing. */
    public static String hint(String name, Collection<String> candidates) {
        return nearest(name, candidates)
                .map(candidate -> " Did you mean " + candidate + "?")
                .orElse("");
    }

    /** Returns the candidate that differs least, if no more than every third letter differs. */
    private static Optional<String> nearest(String name, Collection<String> candidates) {
        return candidates.stream()
                .sorted()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> distance(name, candidate) <= Math.max(1, name.length() / 3));
    }

    /** Counts the letters to insert, delete or replace to make {@code b} of {@code a}. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
