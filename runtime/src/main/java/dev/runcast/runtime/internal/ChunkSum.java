package dev.runcast.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds the chunks of an output up, by the reference's rule 6.9. */
final class ChunkSum {
    private @Nullable Object sum;
    private boolean isEmpty = true;

    /** Takes all chunks there are, and returns their sum. */
    @SuppressWarnings({"unchecked", "NullAway"
    }) // The sum of values of a type is of that type, and null only where that may be.
    static <T extends @Nullable Object> T of(Chunks<? extends T> chunks) throws Exception {
        ChunkSum sum = new ChunkSum();
        while (chunks.advance()) {
            sum.add(chunks.current());
        }
        return (T) sum.get();
    }

    void add(@Nullable Object chunk) {
        sum = isEmpty ? chunk : sum(sum, chunk);
        isEmpty = false;
    }

    /** Returns the sum of the chunks, or null if there were none. */
    @Nullable
    Object get() {
        return sum;
    }

    /** Strings and lists are put together and numbers are added; of all else the last one counts. */
    private static @Nullable Object sum(@Nullable Object first, @Nullable Object second) {
        if (first instanceof String start && second instanceof String end) {
            return start + end;
        }
        if (first instanceof List<?> start && second instanceof List<?> end) {
            List<@Nullable Object> both = new ArrayList<>(start);
            both.addAll(end);
            return both;
        }
        if (first instanceof Integer a && second instanceof Integer b) {
            return a + b;
        }
        if (first instanceof Long a && second instanceof Long b) {
            return a + b;
        }
        if (first instanceof Double a && second instanceof Double b) {
            return a + b;
        }
        return second;
    }
}
