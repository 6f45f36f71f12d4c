package dev.runcast.runtime.engine.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps characters whole in the chunks of text of each run. Streams of tokens that are cut by length may cut between the two halves of a
 * surrogate pair, of which neither is text for a reader in another language. For one thread at a time.
 */
final class WholeCharacters {
    /** Stands for a chunk of which nothing is left. */
    static final Object NOTHING = new Object();

    private final Map<UUID, Character> halves = new HashMap<>();

    /** Returns a chunk with what was held back before, and without what is held back now; or {@link #NOTHING}. */
    @Nullable
    Object add(UUID runId, @Nullable Object chunk) {
        if (!(chunk instanceof String text) || (halves.isEmpty() && !endsInHalf(text))) {
            return chunk;
        }
        Character held = halves.remove(runId);
        String whole = held == null ? text : held + text;
        if (!endsInHalf(whole)) {
            return whole;
        }
        int end = whole.length() - 1;
        halves.put(runId, whole.charAt(end));
        return end == 0 ? NOTHING : whole.substring(0, end);
    }

    private static boolean endsInHalf(String text) {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1));
    }

    /** Returns what is still held back of a run that ends, or null. */
    @Nullable
    String rest(UUID runId) {
        Character held = halves.remove(runId);
        return held == null ? null : held.toString();
    }
}
